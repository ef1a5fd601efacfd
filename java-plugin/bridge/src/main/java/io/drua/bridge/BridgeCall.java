package io.drua.bridge;

import static io.drua.bridge.internal.frame.FrameLayout.STATUS_OK;
import static io.drua.bridge.internal.frame.FrameLayout.STATUS_REPLY_TOO_LARGE;

import io.drua.bridge.internal.NativeCalls;
import io.drua.bridge.internal.frame.CallFrame;
import io.drua.bridge.internal.wire.WireReader;
import io.drua.bridge.internal.wire.WireWriter;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * A call on its way: the memory of one frame, with what reads and writes it. Each thread keeps its own and uses them
 * again, one for each level of Java calling Python calling Java.
 */
final class BridgeCall {
  /** Weak, because a thread outlives plugin class loaders, and would keep this one through its value. */
  private static final ThreadLocal<WeakReference<Levels>> LEVELS = new ThreadLocal<WeakReference<Levels>>();
  /** What keeps the calls as long as their threads live. */
  private static final Map<Thread, Levels> BY_THREAD = new WeakHashMap<Thread, Levels>();

  private final Levels levels;
  private final FrameValues values = new FrameValues();
  private final CallFrame frame = new CallFrame(values);
  private final WireReader reader = new WireReader(values);
  /** What the call uses; kept here so that the garbage collector does not free it before Python is done with it. */
  private Object held;

  private Object heldToo;
  private boolean calledJava;

  private BridgeCall(Levels levels) {
    this.levels = levels;
    values.use(frame);
  }

  /** The calls of one thread, outermost first. */
  private static final class Levels {
    private BridgeCall[] calls = new BridgeCall[2];
    private int depth;

    BridgeCall next() {
      if (depth == calls.length) {
        calls = Arrays.copyOf(calls, 2 * depth);
      }
      BridgeCall call = calls[depth];
      if (call == null) {
        if (NativeCalls.loadedPath() == null) {
          throw new NativeLibraryException(
              "The native library of Drua is not loaded.", "Start Python with PythonRuntime.start first.");
        }
        call = new BridgeCall(this);
        calls[depth] = call;
      }
      depth++;
      return call;
    }
  }

  /** Begins a call on this thread; {@link #exit} must follow. */
  static BridgeCall enter() {
    return levels().next();
  }

  private static Levels levels() {
    WeakReference<Levels> known = LEVELS.get();
    Levels levels = known == null ? null : known.get();
    if (levels == null) {
      levels = new Levels();
      LEVELS.set(new WeakReference<Levels>(levels));
      synchronized (BY_THREAD) {
        BY_THREAD.put(Thread.currentThread(), levels);
      }
    }
    return levels;
  }

  /** Ends it. */
  void exit() {
    levels.depth--;
    held = null;
    heldToo = null;
    calledJava = false;
    values.discard();
    frame.release();
  }

  /** Notes that Python called Java on this thread. */
  static void noteUpcall() {
    Levels levels = levels();
    if (levels.depth > 0) {
      levels.calls[levels.depth - 1].calledJava = true;
    }
  }

  /** Whether Python called Java from within this call, on this thread. */
  boolean calledJava() {
    return calledJava;
  }

  /** Keeps objects alive until {@link #exit}. */
  void hold(@Nullable Object first, @Nullable Object second) {
    held = first;
    heldToo = second;
  }

  CallFrame frame() {
    return frame;
  }

  FrameValues values() {
    return values;
  }

  WireWriter writer() {
    return frame.args();
  }

  /** Runs an operation; gives its status, for {@link #result}. */
  int run(int op, long target, long call, int flags) {
    frame.prepare(op, target, call, flags);
    values.handedOver();
    return frame.call();
  }

  /** Runs an operation, and gives its result. */
  @Nullable
  Object perform(int op, long target, long call, int flags) {
    return result(run(op, target, call, flags));
  }

  /** Runs a query that needs no Python; gives the reply. */
  @Nullable
  Object query(int query) {
    frame.prepare(query, 0, 0, 0);
    return result(frame.query());
  }

  /** The reply as a value, or the exception that it stands for. */
  @Nullable
  Object result(int returned) {
    int status = returned == STATUS_REPLY_TOO_LARGE ? frame.status() : returned;
    if (frame.replyLength() == 0) {
      throw Failures.of(status, null);
    }
    reader.open(frame.reply(), 0, (int) frame.replyLength());
    if (status == STATUS_OK) {
      return reader.only();
    }
    values.readFailure(true);
    Object value;
    try {
      value = reader.only();
    } finally {
      values.readFailure(false);
    }
    throw Failures.of(status, value instanceof Map ? (Map<?, ?>) value : null);
  }
}
