package io.drua.micromanager.processor;

import io.drua.bridge.Nullable;
import io.drua.micromanager.monitor.RunState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.micromanager.data.Coords;
import org.micromanager.data.Image;
import org.micromanager.data.ProcessorContext;

/**
 * Frames of snap and live, which come on the user interface's thread. The routine works on a copy of the frame on a
 * thread of ours, and the user interface waits for it for a bounded time only: then it shows the last result, or the raw
 * frame, and a frame that comes meanwhile is not even tried.
 */
final class LiveFrames {
  private static final String REASON = "live view: others hold the frame, and the window must not wait for ever";
  /** A snap is one frame that somebody waits for: it may take so much longer than one of many. */
  private static final int SNAP_FACTOR = 10;

  private static final int SNAP_MOST_MILLIS = 500;
  private static final long CLOSE_MILLIS = 500;
  private static final long STUCK_NANOS = 2_000_000_000L;

  private final ProcessorRun run;
  private final FrameWorker worker = new FrameWorker("Drua live frames");
  /** What the routine made last in this session of live mode, by the place of the frame. */
  private final Map<Coords, List<Image>> last = new HashMap<>();
  /** Goes up when live mode ends: what was made before then is not shown after it. */
  private volatile int session;

  private int lastSession;
  @Nullable private FrameOutput output;
  @Nullable private volatile Job job;
  private long usualNanos;

  LiveFrames(ProcessorRun run) {
    this.run = run;
  }

  /** One frame in the routine. Written by the worker, read by the user interface once the ticket is done. */
  private final class Job implements Runnable {
    private final Image image;
    private final FrameOutput into;
    private final int session = LiveFrames.this.session;
    private final long start = System.nanoTime();
    private final Generation generation = run.generation();
    @Nullable private FrameWorker.Ticket ticket;
    @Nullable private volatile FrameCall call;
    private volatile long cancelledAt;
    private List<FrameOutput.Made> made = new ArrayList<>();
    private long end;

    Job(Image image, FrameOutput into) {
      this.image = image;
      this.into = into;
    }

    @Override
    public void run() {
      generation.enter();
      try {
        LoadedProcessor loaded = generation.loaded();
        if (cancelledAt == 0) {
          loaded.resume();
        }
        if (!loaded.isReady()) {
          loaded.prepare(run.summary());
        }
        FrameCall prepared = FrameCall.of(generation, image, false, REASON, REASON);
        call = prepared;
        if (cancelledAt != 0) {
          prepared.cancel();
        }
        prepared.run(generation);
        if (!generation.isLeft()) {
          made = into.of(prepared);
        }
      } finally {
        generation.exit();
      }
      end = System.nanoTime();
    }

    /** Whether it was cancelled a while ago, and is still in a call of compiled code. */
    boolean isStuck() {
      long cancelled = cancelledAt;
      return !ticket.isDone() && cancelled != 0 && System.nanoTime() - cancelled > STUCK_NANOS;
    }

    void cancel() {
      cancelledAt = System.nanoTime();
      generation.loaded().cancel();
      FrameCall running = call;
      if (running != null) {
        running.cancel();
      }
    }
  }

  /** Processes one frame, on the user interface's thread. */
  void process(Image image, ProcessorContext context) {
    run.monitor().frameCame();
    if (output == null) {
      output = new FrameOutput(run.studio().data(), run.plan(), run.monitor().records(), false);
    }
    if (lastSession != session) {
      lastSession = session;
      last.clear();
    }
    String stopped = run.stopped();
    if (stopped != null) {
      run.passRaw(image, context, output, "not processed: " + stopped, "");
      return;
    }
    boolean live = run.studio().live().isLiveModeOn();
    if (!isFree(image, context, live)) {
      return;
    }
    Job next = new Job(image, output);
    next.ticket = worker.submit(next);
    // From here on the end of live mode finds it; one that came just before did not.
    job = next;
    if (live && !run.studio().live().isLiveModeOn()) {
      next.cancel();
    }
    if (!next.ticket.await(wait(live))) {
      showOther(image, context, live, "the routine took longer than " + run.settings().liveWaitMillis() + " ms");
      return;
    }
    job = null;
    if (next.cancelledAt != 0 && next.ticket.thrown() != null) {
      run.passRaw(image, context, output, "cancelled", "");
    } else if (take(next, context)) {
      show(next, context);
    }
  }

  /** Whether the routine can take the next frame; if not, something else was shown. */
  private boolean isFree(Image image, ProcessorContext context, boolean live) {
    Job earlier = job;
    if (earlier == null) {
      return true;
    }
    if (earlier.isStuck()) {
      leaveBehind();
      return true;
    }
    if (!earlier.ticket.isDone()) {
      showOther(image, context, live, "an earlier frame is still in the routine");
      return false;
    }
    job = null;
    // What live mode cancelled when it ended is no failure.
    return earlier.cancelledAt != 0 || take(earlier, context);
  }

  /** Nanoseconds to wait for a frame: none where the routine is known to take longer. */
  private long wait(boolean live) {
    long allowed = run.settings().liveWaitMillis() * 1_000_000L;
    if (!live) {
      return Math.max(allowed, Math.min(SNAP_FACTOR * allowed, SNAP_MOST_MILLIS * 1_000_000L));
    }
    return usualNanos > 2 * allowed ? 1_000_000L : allowed;
  }

  /** Takes what a job gave, also a late one; false if it failed, and its raw frame was shown instead. */
  private boolean take(Job done, ProcessorContext context) {
    Throwable problem = done.ticket.thrown();
    if (problem != null) {
      usualNanos = 0;
      last.remove(done.image.getCoords());
      run.failed(done.image, context, output, problem, false);
      return false;
    }
    long took = done.end - done.start;
    usualNanos = usualNanos == 0 ? took : (3 * usualNanos + took) / 4;
    List<Image> images = new ArrayList<>();
    for (FrameOutput.Made made : done.made) {
      images.add(made.image);
    }
    if (done.session == session) {
      last.put(done.image.getCoords(), images);
    }
    run.count(done.call, done.start, done.end, 0);
    if (images.isEmpty()) {
      run.monitor().frameDropped();
    }
    return true;
  }

  private void show(Job done, ProcessorContext context) {
    run.monitor().setNote("");
    for (FrameOutput.Made made : done.made) {
      context.outputImage(made.image);
    }
  }

  private void showOther(Image image, ProcessorContext context, boolean live, String why) {
    run.monitor().frameLate(1);
    List<Image> shown = live ? last.get(image.getCoords()) : null;
    if (shown == null) {
      boolean starting = run.generation().loaded().routine() == null;
      if (starting) {
        run.monitor().setState(RunState.STARTING);
      }
      run.monitor().setNote((starting ? "Python is starting" : "Late: " + why) + "; the raw frame is shown.");
      run.passRaw(image, context, output, "late", "");
      return;
    }
    run.monitor().setNote("Late: " + why + "; the last result is shown.");
    for (Image one : shown) {
      context.outputImage(FrameOutput.again(one));
    }
  }

  /** Live mode has ended: what is in the routine is of no use any more. Must not wait. */
  void endSession() {
    session++;
    cancel();
  }

  /** Cancels the frame that is in the routine. Must not wait. */
  void cancel() {
    Job running = job;
    if (running != null) {
      running.cancel();
    }
  }

  /** Ends the run, on whatever thread the pipeline ends it: cancels what is in the routine, and waits a moment. */
  void close() {
    Job running = job;
    job = null;
    last.clear();
    if (running != null && !running.ticket.isDone()) {
      running.cancel();
      if (!running.ticket.awaitEnd(CLOSE_MILLIS * 1_000_000L)) {
        leaveBehind();
      }
    }
    worker.abandon();
    output = null;
  }

  private void leaveBehind() {
    job = null;
    worker.abandon();
    run.renew();
    run.monitor().setNote("The routine is still in a call of compiled code; its thread was left behind.");
  }
}
