package io.drua.bridge;

import static io.drua.bridge.internal.frame.FrameLayout.FLAG_LARGE_STACK;
import static io.drua.bridge.internal.frame.FrameLayout.FLAG_TIMED;
import static io.drua.bridge.internal.frame.FrameLayout.MODE_COPIED;
import static io.drua.bridge.internal.frame.FrameLayout.MODE_PINNED;
import static io.drua.bridge.internal.frame.FrameLayout.OP_CALL;
import static io.drua.bridge.internal.frame.FrameLayout.OUTCOME_ESCAPED;
import static io.drua.bridge.internal.frame.FrameLayout.OUTCOME_JVM_COPY;
import static io.drua.bridge.internal.frame.FrameLayout.OUTCOME_LOST_VIEW;

import io.drua.bridge.internal.NativeHome;
import io.drua.bridge.internal.frame.CallFrame;
import io.drua.bridge.internal.threads.DruaThreads;
import io.drua.bridge.internal.wire.WireWriter;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Python function that is run on images. Safe for several threads; Python's lock makes their calls take turns.
 *
 * <p>Images on the Java heap are pinned or copied, by a policy that learns from each call; each result says which.
 */
public final class Routine implements AutoCloseable {
  private static final CollectorTraits COLLECTOR = new CollectorTraits();
  private static final byte[] NO_METADATA = {};
  private static final int ON_CALLER = FLAG_TIMED | FLAG_LARGE_STACK;
  /** Longest wait for another thread that delivers Python's output, before a call returns. */
  private static final long DRAIN_MILLIS = 50;

  private final PyObject callable;
  private final String name;
  private final RoutineTraits traits;
  private final PinPolicy policy;
  private final byte[] axesOnly;

  Routine(PyObject callable, String name, RoutineTraits traits) {
    this.callable = callable;
    this.name = name;
    this.traits = traits;
    this.policy = new PinPolicy(traits, COLLECTOR);
    this.axesOnly = WireWriter.encode(Collections.singletonMap("axes", traits.axes()));
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** What it declares. */
  public RoutineTraits traits() {
    return traits;
  }

  /** The callable, which belongs to the routine. */
  public PyObject callable() {
    return callable;
  }

  /**
   * Why the next call would copy images of the Java heap; {@code null} if it would pin them. Asked before a call by
   * whoever has to decide where the result goes.
   */
  @Nullable
  public String reasonToCopy() {
    return policy.reasonToCopy();
  }

  /**
   * Where its results come from: routine, hash of its source, versions of packages.
   *
   * @throws PythonException if the callable has no {@code provenance()}
   */
  public Map<String, Object> provenance() {
    Object found = callable.invoke("provenance");
    Map<String, Object> provenance = new LinkedHashMap<String, Object>();
    if (found instanceof Map) {
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) found).entrySet()) {
        provenance.put(String.valueOf(entry.getKey()), entry.getValue());
      }
    }
    return provenance;
  }

  /**
   * Runs it and waits for it, on one of Drua's own threads with a large stack, or on the calling thread if the call
   * says so. What Python printed meanwhile has reached the listeners when this returns.
   *
   * <p>An interrupt of the waiting thread cancels the call; the thread stays interrupted. The wait then still lasts
   * until Python has let go of the images.
   *
   * @throws PythonException if the routine raises
   * @throws RoutineCancelledException if it was cancelled
   * @throws BufferInUseException if another call works on the same pixels; nothing was run
   * @throws LostViewException if a view of pinned pixels could not be saved
   * @throws ConversionException if a parameter has no counterpart in Python, or the result none in Java
   * @throws StaleHandleException if the routine or an image was closed
   */
  public RoutineResult run(RoutineCall call) {
    if (call.onCallerThread() || DruaThreads.isCurrent()) {
      return runHere(call);
    }
    RoutineResult[] result = new RoutineResult[1];
    try {
      DruaThreads.run(() -> result[0] = runHere(call), call::cancel);
    } catch (BridgeException failed) {
      Failures.addCaller(failed);
      throw failed;
    }
    return result[0];
  }

  private RoutineResult runHere(RoutineCall call) {
    final long start = System.nanoTime();
    BridgeCall bridge = BridgeCall.enter();
    try {
      bridge.hold(callable, call);
      String reason = write(call, bridge);
      int status;
      call.setRunning(true);
      try {
        if (call.isCancelled()) {
          throw new RoutineCancelledException("The call of " + name + " was cancelled before it began.", null);
        }
        status = bridge.run(OP_CALL, callable.handle(), call.id(), call.onCallerThread() ? ON_CALLER : FLAG_TIMED);
      } finally {
        call.setRunning(false);
      }
      List<Transfer> transfers = transfers(bridge.frame(), call.images().length, reason);
      final long pythonNanos = bridge.frame().pythonNanos();
      Object value = finish(bridge, status, pythonNanos);
      return new RoutineResult(value, transfers, System.nanoTime() - start, pythonNanos);
    } finally {
      bridge.exit();
    }
  }

  /** Writes the arguments; gives the reason why heap arrays are copied, or null. */
  @Nullable
  private String write(RoutineCall call, BridgeCall bridge) {
    ImageBuffer[] images = call.images();
    Map<String, Object> parameters = call.parameters();
    WireWriter writer = bridge.writer();
    writer.putInt(images.length);
    writer.putInt(parameters.size());
    String reason = null;
    boolean decided = false;
    for (ImageBuffer image : images) {
      if (!image.isOffHeap() && !decided) {
        reason = call.copyReason() == null ? policy.reasonToCopy() : call.copyReason();
        decided = true;
      }
      boolean asImage = !traits.plainArrays();
      byte[] meta = asImage ? image.metadataBlock() : NO_METADATA;
      if (asImage && meta.length == 0 && image.shapeInPlace().length == traits.axes().length()) {
        meta = axesOnly;
      }
      boolean writable = traits.writes() && !image.isReadOnly();
      int span = bridge.values().lend(image, meta, asImage, writable, reason == null, writer);
      Object result = call.resultArray();
      if (span == 0 && result != null) {
        checkResult(image, result, writable);
        bridge.frame().setResult(span, result);
      }
    }
    PyObject.writeKeywords(writer, parameters);
    return reason;
  }

  /** Native code copies bytes into the array that it is told of, whatever that is. */
  private static void checkResult(ImageBuffer image, Object result, boolean writable) {
    Object own = image.arrayOrNull();
    if (own == null || !writable) {
      throw new ConversionException(
          "An array for the result was given for an image that " + (own == null ? "is not on the Java heap." : "is read-only."),
          "Leave it out: such an image stays as it is, or is shared.");
    }
    if (result.getClass() != own.getClass() || Array.getLength(result) < Array.getLength(own)) {
      String found = result.getClass().isArray() ? " of length " + Array.getLength(result) : "";
      throw new ConversionException(
          "The array for the result is " + result.getClass().getSimpleName() + found + "; expected "
              + own.getClass().getSimpleName() + " of length " + Array.getLength(own) + " or more.",
          "Make it as the image's own array is.");
    }
  }

  private static List<Transfer> transfers(CallFrame frame, int images, @Nullable String reason) {
    if (images == 1) {
      return Collections.singletonList(transfer(frame, 0, reason));
    }
    List<Transfer> transfers = new ArrayList<Transfer>(images);
    for (int span = 0; span < images; span++) {
      transfers.add(transfer(frame, span, reason));
    }
    return Collections.unmodifiableList(transfers);
  }

  private static Transfer transfer(CallFrame frame, int span, @Nullable String reason) {
    int outcome = frame.spanOutcome(span);
    boolean escaped = (outcome & OUTCOME_ESCAPED) != 0;
    int mode = frame.spanMode(span);
    if (mode == MODE_COPIED || (outcome & OUTCOME_JVM_COPY) != 0) {
      String why = mode == MODE_COPIED && reason != null ? reason : "the JVM gave a copy instead of a pin";
      return new Transfer(Transfer.Mode.COPIED, why, frame.spanCopied(span), escaped);
    }
    Transfer.Mode how = mode == MODE_PINNED ? Transfer.Mode.PINNED : Transfer.Mode.SHARED;
    return new Transfer(how, "", frame.spanCopied(span), escaped);
  }

  /** Learns from the call, delivers what Python printed, and gives the result or throws. */
  @Nullable
  private Object finish(BridgeCall bridge, int status, long pythonNanos) {
    CallFrame frame = bridge.frame();
    int outcomes = 0;
    for (int span = 0; span < frame.spanCount(); span++) {
      outcomes |= frame.spanOutcome(span);
    }
    boolean calledJava = bridge.calledJava();
    try {
      return bridge.result(status);
    } catch (BridgeException failed) {
      calledJava |= "pinned-call".equals(failed.code());
      throw failed;
    } finally {
      // Without any time in Python it was refused before; that earns no trust.
      if (pythonNanos > 0) {
        policy.record(
            pythonNanos, (outcomes & OUTCOME_ESCAPED) != 0, calledJava, (outcomes & OUTCOME_LOST_VIEW) != 0);
      }
      if (frame.eventsWait() || NativeHome.delivering()) {
        NativeHome.drain(DRAIN_MILLIS);
      }
    }
  }

  /** Lets go of the Python function. */
  @Override
  public void close() {
    callable.close();
  }

  @Override
  public String toString() {
    return "routine " + name;
  }
}
