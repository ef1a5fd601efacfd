package io.drua.micromanager.processor;

import io.drua.bridge.BufferInUseException;
import io.drua.bridge.Nullable;
import io.drua.bridge.RoutineCancelledException;
import io.drua.micromanager.monitor.RunKind;
import io.drua.micromanager.runtime.AcquisitionWatch;
import io.drua.micromanager.settings.FailurePolicy;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.micromanager.data.Image;
import org.micromanager.data.ProcessorContext;

/**
 * Frames of acquisitions and of data that is processed again: one after the other on the pipeline's own thread, which
 * holds the pipeline up as long as the routine takes. None is lost, and their order stays.
 *
 * <p>A routine that works on the frame itself runs on the pipeline's thread. One that works on a copy runs on a thread of
 * ours, as does the loading of routines, so that the pipeline can go on without it when the user stops the run.
 */
final class DirectFrames implements FrameWatch.Watched {
  private static final String PIPELINE_THREAD = "Processor context";
  /** Shorter calls are not worth a word, nor a question whether to abort. */
  private static final long LONG_NANOS = 150_000_000;

  private static final long NOTE_NANOS = 2_000_000_000L;
  /** How long a cancelled routine may take to end before the pipeline goes on without it. */
  private static final long GRACE_NANOS = 1_000_000_000L;

  private final ProcessorRun run;
  private final PipelinePlace place;
  private final FrameWorker worker = new FrameWorker("Drua acquisition frames");
  @Nullable private FrameOutput output;
  private int watchVersion = -1;
  private volatile boolean acquisition;
  /** When the frame that is in the routine went in, as nanoTime; 0 if none is. */
  private volatile long since;

  @Nullable private volatile FrameCall current;
  private volatile long cancelledAt;
  private volatile boolean noted;

  /**
   * Makes the way of one run's frames.
   *
   * @param place of the processor in the application's pipeline: the first gets frames that nobody else holds
   */
  DirectFrames(ProcessorRun run, PipelinePlace place) {
    this.run = run;
    this.place = place;
  }

  /** Processes one frame. */
  synchronized void process(Image image, ProcessorContext context) {
    long start = System.nanoTime();
    run.monitor().frameCame();
    lookAround(context);
    if (output == null) {
      output = new FrameOutput(run.studio().data(), run.plan(), run.monitor().records(), true);
    }
    // Before the question: a stop that comes after it must not be forgotten.
    cancelledAt = 0;
    String stopped = run.stopped();
    if (stopped != null) {
      run.passRaw(image, context, output, "not processed: " + stopped, "");
      return;
    }
    FrameCall call = null;
    List<FrameOutput.Made> made;
    try {
      since = start;
      Generation generation = run.generation();
      call = prepared(generation, image);
      call(call, generation);
      made = output.of(call);
    } catch (Throwable problem) {
      // Errors too: one that left would end the pipeline's thread, and the acquisition would wait for ever.
      atRest();
      boolean half = call != null && call.isInPlace() && call.wasEntered() && !(problem instanceof BufferInUseException);
      run.failed(image, context, output, problem, half);
      return;
    }
    atRest();
    long processed = System.nanoTime();
    send(call, made, context);
    long end = System.nanoTime();
    run.count(call, start, end, end - processed);
  }

  private void atRest() {
    since = 0;
    current = null;
    if (noted) {
      noted = false;
      if (run.stopped() == null) {
        run.monitor().setNote("");
      }
    }
  }

  private void send(FrameCall call, List<FrameOutput.Made> made, ProcessorContext context) {
    if (made.isEmpty()) {
      run.monitor().frameDropped();
    }
    if (!output.keepRaw(call.image(), context)) {
      run.monitor().setNote("The raw frame of a channel that the summary doesn't name was not kept.");
    }
    for (FrameOutput.Made frame : made) {
      if (frame.exclusive && place.isBeforeOurs()) {
        HandedOn.mark(frame.image);
      }
      context.outputImage(frame.image);
      output.wentOut(frame.image);
    }
  }

  // -- Who holds a frame --

  private boolean isExclusive(Image image) {
    if (run.settings().onFailure() != FailurePolicy.STOP || run.plan().keepsRaw()) {
      // The frame as it came is needed afterwards.
      return false;
    }
    return place.isFirst() ? acquisition : place.isBehindOurs() && HandedOn.claim(image);
  }

  private String held() {
    if (run.plan().keepsRaw()) {
      return "the raw frame is kept";
    }
    if (run.settings().onFailure() != FailurePolicy.STOP) {
      return "the raw frame goes on if the routine fails";
    }
    return "others hold the frame";
  }

  /** Finds out again what kind of pipeline this is, whenever acquisitions began or ended. */
  private void lookAround(ProcessorContext context) {
    AcquisitionWatch watch = AcquisitionWatch.get();
    int version = watch.version();
    if (version != watchVersion) {
      watchVersion = version;
      acquisition =
          Thread.currentThread().getName().startsWith(PIPELINE_THREAD)
              && watch.isAcquisition(context.getSummaryMetadata());
      run.monitor().setKind(acquisition ? RunKind.ACQUISITION : RunKind.OTHER);
    }
  }

  // -- Calling --

  private FrameCall prepared(Generation generation, Image image) {
    generation.enter();
    try {
      if (generation.loaded().isReady()) {
        return FrameCall.of(generation, image, isExclusive(image), held(), null);
      }
    } finally {
      generation.exit();
    }
    boolean exclusive = isExclusive(image);
    AtomicReference<FrameCall> made = new AtomicReference<>();
    await(
        worker.submit(
            () -> {
              generation.enter();
              try {
                generation.loaded().prepare(run.summary());
                made.set(FrameCall.of(generation, image, exclusive, held(), null));
              } finally {
                generation.exit();
              }
            }),
        null);
    return made.get();
  }

  private void call(FrameCall call, Generation generation) {
    current = call;
    if (run.stopped() != null) {
      // The stop came between the last look and this moment.
      cancelledAt = System.nanoTime();
      call.cancel();
    }
    if (call.canBeAbandoned()) {
      await(worker.submit(() -> run(call, generation)), call);
    } else {
      run(call, generation);
    }
  }

  private static void run(FrameCall call, Generation generation) {
    generation.enter();
    try {
      call.run(generation);
    } finally {
      generation.exit();
    }
  }

  /**
   * Waits for the worker. An interrupt cancels, and is not kept: the pipeline's thread would then find its queue
   * interrupted for ever, and whoever waits for the pipeline's end with it.
   */
  private void await(FrameWorker.Ticket ticket, @Nullable FrameCall call) {
    while (!ticket.await(LONG_NANOS)) {
      if (Thread.interrupted()) {
        stop("the pipeline's thread was interrupted");
      }
      long cancelled = cancelledAt;
      if (cancelled != 0 && System.nanoTime() - cancelled > GRACE_NANOS) {
        worker.abandon();
        run.renew();
        throw new RoutineCancelledException(
            "The routine was told to stop, and is still in a call of compiled code; the pipeline goes on without it.",
            null);
      }
    }
    Throwable thrown = ticket.thrown();
    if (thrown instanceof Error) {
      throw (Error) thrown;
    }
    if (thrown != null) {
      throw (RuntimeException) thrown;
    }
  }

  @Override
  public void look() {
    long began = since;
    FrameCall call = current;
    if (began == 0 || System.nanoTime() - began < LONG_NANOS) {
      return;
    }
    if (cancelledAt == 0 && acquisition && AcquisitionWatch.isAborting(run.studio())) {
      stop("the acquisition was aborted");
    }
    long seconds = (System.nanoTime() - began) / 1_000_000_000L;
    if (System.nanoTime() - began < NOTE_NANOS) {
      return;
    }
    noted = true;
    if (cancelledAt != 0 && call != null && !call.canBeAbandoned()) {
      run.monitor()
          .setNote(
              "The routine was told to stop " + seconds + " s into a frame; it works on the frame in place, inside a call of"
                  + " compiled code, and has to end by itself.");
    } else if (run.stopped() == null) {
      run.monitor().setNote("The routine has been at this frame for " + seconds + " s.");
    }
  }

  /** Cancels the frame that is in the routine, and passes raw frames on from now on. Must not wait. */
  void stop(String why) {
    cancelledAt = System.nanoTime();
    run.stop(why);
    FrameCall call = current;
    if (call != null) {
      call.cancel();
    }
  }

  /** Lets go of what only frames need; they have ended. */
  synchronized void close() {
    worker.abandon();
    output = null;
  }
}
