package io.drua.fiji.stack;

import io.drua.bridge.Nullable;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One plane that somebody wants, until it is computed or has failed. Safe for several threads. */
final class LazyRequest {
  final int plane;
  private boolean done;
  @Nullable private Object pixels;
  @Nullable private Throwable failure;
  /** Arrays that were given out in place of the plane; weak, because ImageJ may have gone on to another plane. */
  private List<WeakReference<Object>> standIns = new ArrayList<>();
  private int waiters;

  LazyRequest(int plane) {
    this.plane = plane;
  }

  /**
   * Ends it.
   *
   * @return the arrays that now need the plane's pixels
   */
  synchronized List<WeakReference<Object>> finish(@Nullable Object array, @Nullable Throwable problem) {
    if (done) {
      return Collections.emptyList();
    }
    done = true;
    pixels = array;
    failure = problem;
    notifyAll();
    List<WeakReference<Object>> waiting = standIns;
    standIns = Collections.emptyList();
    return waiting;
  }

  synchronized boolean isDone() {
    return done;
  }

  /** The pixels, not copied; {@code null} where it failed, or isn't done. */
  @Nullable
  synchronized Object pixels() {
    return pixels;
  }

  @Nullable
  synchronized Throwable failure() {
    return failure;
  }

  /** Whether somebody waits for it, or shows something else until it is there. */
  synchronized boolean isWanted() {
    return waiters > 0 || !standIns.isEmpty();
  }

  synchronized boolean isAwaited() {
    return waiters > 0;
  }

  /** Remembers an array that is shown in place of the plane; false if the plane is there by now. */
  synchronized boolean standIn(Object array) {
    if (!done) {
      standIns.add(new WeakReference<>(array));
    }
    return !done;
  }

  /**
   * Waits.
   *
   * @return whether it is done
   */
  synchronized boolean await(long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    waiters++;
    try {
      long left = millis;
      while (!done && left > 0) {
        wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      }
      return done;
    } finally {
      waiters--;
    }
  }
}
