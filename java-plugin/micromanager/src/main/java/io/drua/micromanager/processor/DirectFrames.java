package io.drua.micromanager.processor;

import io.drua.bridge.Nullable;
import io.drua.bridge.RoutineCancelledException;
import io.drua.micromanager.monitor.RunKind;
import io.drua.micromanager.runtime.AcquisitionWatch;
import io.drua.micromanager.settings.FailurePolicy;
import java.util.List;
import org.micromanager.data.Image;
import org.micromanager.data.ProcessorContext;

/**
 * Frames of acquisitions and of data that is processed again: one after the other on the pipeline's own thread, which
 * holds the pipeline up as long as the routine takes. None is lost, and their order stays.
 *
 * <p>A routine that works on the frame itself runs on the pipeline's thread. One that works on a copy runs on a thread of
 * ours, so that the pipeline can go on without it when the user stops the run.
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
  private int watchVersion = -1;
  private boolean acquisition;
  /** When the frame that is in the routine went in, as nanoTime; 0 if none is. */
  private volatile long since;

  @Nullable private volatile FrameCall current;
  private volatile long cancelledAt;
  private boolean noted;

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
    String stopped = run.stopped();
    if (stopped != null) {
      run.passRaw(image, context, "not processed: " + stopped, "", true);
      return;
    }
    FrameCall call = null;
    List<FrameOutput.Made> made;
    LoadedProcessor loaded = run.loaded();
    try {
      since = start;
      synchronized (loaded) {
        loaded.prepare(run.summary());
        call = FrameCall.of(loaded, run.blocks(), image, isExclusive(image), held(), null);
      }
      call(call, loaded);
      made = run.output(true).of(call);
    } catch (Throwable problem) {
      // Errors too: one that left would end the pipeline's thread, and the acquisition would wait for ever.
      since = 0;
      fail(image, context, call, problem);
      return;
    } finally {
      current = null;
      since = 0;
    }
    long processed = System.nanoTime();
    send(call, made, context);
    long end = System.nanoTime();
    run.count(call, start, end, end - processed);
  }

  private void send(FrameCall call, List<FrameOutput.Made> made, ProcessorContext context) {
    if (made.isEmpty()) {
      run.monitor().frameDropped();
    }
    if (run.settings().keepRaw()) {
      Image raw = run.output(true).keptRaw(call.image());
      if (raw != null) {
        context.outputImage(raw);
      } else {
        run.monitor().setNote("The raw frame of a channel that the summary doesn't name was not kept.");
      }
    }
    for (FrameOutput.Made frame : made) {
      if (frame.exclusive && place.isBeforeOurs()) {
        HandedOn.mark(frame.image);
      }
      context.outputImage(frame.image);
    }
  }

  private void fail(Image image, ProcessorContext context, @Nullable FrameCall call, Throwable problem) {
    boolean half = call != null && call.isInPlace() && (call.wasRun() || wasInPython(problem));
    run.failed(image, context, problem, half, true);
  }

  /** What the bridge refuses before the routine runs has changed nothing. */
  private static boolean wasInPython(Throwable problem) {
    return problem instanceof io.drua.bridge.PythonException
        || problem instanceof RoutineCancelledException
        || problem instanceof io.drua.bridge.LostViewException;
  }

  // -- Who holds a frame --

  private boolean isExclusive(Image image) {
    if (run.settings().onFailure() != FailurePolicy.STOP || run.settings().keepRaw()) {
      // The frame as it came is needed afterwards.
      return false;
    }
    return place.isFirst() ? acquisition : place.isBehindOurs() && HandedOn.claim(image);
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

  private String held() {
    if (run.settings().keepRaw()) {
      return "the raw frame is kept";
    }
    if (run.settings().onFailure() != FailurePolicy.STOP) {
      return "the raw frame goes on if the routine fails";
    }
    return "others hold the frame";
  }

  // -- Calling --

  private void call(FrameCall call, LoadedProcessor loaded) {
    cancelledAt = 0;
    noted = false;
    current = call;
    if (run.stopped() != null) {
      // The stop came between the last look and this moment.
      call.cancel();
    }
    if (!call.canBeAbandoned()) {
      synchronized (loaded) {
        call.run(loaded);
      }
      clearNote();
      return;
    }
    FrameWorker.Ticket ticket =
        worker.submit(
            () -> {
              synchronized (loaded) {
                call.run(loaded);
              }
            });
    while (!ticket.await(LONG_NANOS)) {
      long cancelled = cancelledAt;
      if (Thread.currentThread().isInterrupted()) {
        call.cancel();
        cancelled = cancelled == 0 ? System.nanoTime() : cancelled;
        cancelledAt = cancelled;
        // Else there would be no more waiting.
        Thread.interrupted();
      }
      if (cancelled != 0 && System.nanoTime() - cancelled > GRACE_NANOS) {
        worker.abandon();
        run.renew();
        throw new RoutineCancelledException(
            "The routine was told to stop, and is still in a call of compiled code; the pipeline goes on without it.",
            null);
      }
    }
    clearNote();
    rethrow(ticket.thrown());
  }

  private static void rethrow(@Nullable Throwable thrown) {
    if (thrown instanceof Error) {
      throw (Error) thrown;
    }
    if (thrown != null) {
      throw (RuntimeException) thrown;
    }
  }

  private void clearNote() {
    if (noted) {
      run.monitor().setNote("");
    }
  }

  @Override
  public void look() {
    long began = since;
    FrameCall call = current;
    if (began == 0 || System.nanoTime() - began < LONG_NANOS) {
      return;
    }
    if (cancelledAt == 0 && AcquisitionWatch.isAborting(run.studio())) {
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
    } else {
      run.monitor().setNote("The routine has been at this frame for " + seconds + " s.");
    }
  }

  /** Cancels the frame that is in the routine, and passes raw frames on from now on. Must not wait. */
  void stop(String why) {
    run.stop(why);
    FrameCall call = current;
    if (call != null) {
      cancelledAt = System.nanoTime();
      call.cancel();
    }
  }

  /** Ends the run: stops the routine's own state, for which it waits at most so long. */
  boolean close(long millis) {
    LoadedProcessor loaded = run.loaded();
    FrameWorker.Ticket ticket =
        worker.submit(
            () -> {
              synchronized (loaded) {
                loaded.close();
              }
            });
    boolean ended = ticket.await(millis * 1_000_000L);
    worker.abandon();
    if (ticket.thrown() != null) {
      run.report(null, ticket.thrown(), "");
    }
    return ended;
  }
}
