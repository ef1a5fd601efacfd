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
  private static final long CLOSE_MILLIS = 1_000;
  private static final long STUCK_NANOS = 2_000_000_000L;

  private final ProcessorRun run;
  private final FrameWorker worker = new FrameWorker("Drua live frames");
  /** What the routine made last, by the place of the frame; empty after a frame that it dropped. */
  private final Map<Coords, List<Image>> last = new HashMap<>();
  @Nullable private volatile Job job;
  private long usualNanos;

  LiveFrames(ProcessorRun run) {
    this.run = run;
  }

  /** One frame in the routine. Written by the worker, read by the user interface once the ticket is done. */
  private final class Job implements Runnable {
    private final Image image;
    private final long start = System.nanoTime();
    @Nullable private FrameWorker.Ticket ticket;
    @Nullable private volatile FrameCall call;
    private volatile long cancelledAt;
    @Nullable private List<FrameOutput.Made> made;
    private long end;

    Job(Image image) {
      this.image = image;
    }

    @Override
    public void run() {
      LoadedProcessor loaded = run.loaded();
      synchronized (loaded) {
        loaded.prepare(run.summary());
        FrameCall prepared = FrameCall.of(loaded, run.blocks(), image, false, REASON, REASON);
        call = prepared;
        if (cancelledAt != 0) {
          prepared.cancel();
        }
        prepared.run(loaded);
        made = run.output(false).of(prepared);
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
      FrameCall running = call;
      if (running != null) {
        running.cancel();
      }
    }
  }

  /** Processes one frame, on the user interface's thread. */
  void process(Image image, ProcessorContext context) {
    run.monitor().frameCame();
    String stopped = run.stopped();
    if (stopped != null) {
      run.passRaw(image, context, "not processed: " + stopped, "", false);
      return;
    }
    boolean live = run.studio().live().isLiveModeOn();
    Job earlier = job;
    if (earlier != null) {
      if (earlier.isStuck()) {
        leaveBehind();
      } else if (!earlier.ticket.isDone()) {
        showOther(image, context, live, "an earlier frame is still in the routine");
        return;
      } else {
        job = null;
        // What live mode cancelled when it ended is no failure.
        if (earlier.cancelledAt == 0 && !take(earlier, context)) {
          return;
        }
      }
    }
    Job next = new Job(image);
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
      run.passRaw(image, context, "cancelled", "", false);
    } else if (take(next, context)) {
      show(next, context);
    }
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
      run.failed(done.image, context, problem, false, false);
      return false;
    }
    long took = done.end - done.start;
    usualNanos = usualNanos == 0 ? took : (3 * usualNanos + took) / 4;
    List<Image> images = new ArrayList<>();
    for (FrameOutput.Made made : done.made) {
      images.add(made.image);
    }
    last.put(done.image.getCoords(), images);
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
      boolean starting = run.loaded().routine() == null;
      if (starting) {
        run.monitor().setState(RunState.STARTING);
      }
      run.monitor().setNote((starting ? "Python is starting" : "Late: " + why) + "; the raw frame is shown.");
      run.passRaw(image, context, "late", "", false);
      return;
    }
    run.monitor().setNote("Late: " + why + "; the last result is shown.");
    for (Image one : shown) {
      context.outputImage(FrameOutput.again(one));
    }
  }

  /** Live mode has ended: what is in the routine is of no use any more. Must not wait. */
  void cancel() {
    Job running = job;
    if (running != null) {
      running.cancel();
    }
  }

  /** Ends the run, on whatever thread the pipeline ends it: cancels, and waits a moment. */
  void close() {
    Job running = job;
    job = null;
    last.clear();
    if (running != null && !running.ticket.isDone()) {
      running.cancel();
      if (!awaitEnd(running.ticket)) {
        leaveBehind();
        return;
      }
    }
    FrameWorker.Ticket ticket = worker.submit(() -> closeLoaded());
    awaitEnd(ticket);
    worker.abandon();
    if (ticket.thrown() != null) {
      run.report(null, ticket.thrown(), "");
    }
  }

  private void leaveBehind() {
    job = null;
    worker.abandon();
    run.renew();
    run.monitor().setNote("The routine is still in a call of compiled code; its thread was left behind.");
  }

  private void closeLoaded() {
    LoadedProcessor loaded = run.loaded();
    synchronized (loaded) {
      loaded.close();
    }
  }

  private static boolean awaitEnd(FrameWorker.Ticket ticket) {
    return ticket.await(CLOSE_MILLIS * 1_000_000L);
  }
}
