package io.drua.micromanager.processor;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks, on one light thread, at runs whose routine takes long: whether their acquisition is to be aborted, and what
 * the user should be told. Fast frames never meet it.
 */
final class FrameWatch {
  private static final int MILLIS = 50;
  private static final Set<Watched> RUNS = ConcurrentHashMap.newKeySet();
  private static final Object BELL = new Object();
  private static Thread thread;

  private FrameWatch() {}

  /** A run of a processor. */
  interface Watched {
    /** Looks at the frame that is in the routine now, if there is one. Must not wait. */
    void look();
  }

  /** Watches a run until {@link #end}. */
  static void begin(Watched run) {
    RUNS.add(run);
    synchronized (BELL) {
      if (thread == null || !thread.isAlive()) {
        thread = new Thread(FrameWatch::watch, "Drua frame watch");
        thread.setDaemon(true);
        thread.start();
      } else {
        BELL.notifyAll();
      }
    }
  }

  static void end(Watched run) {
    RUNS.remove(run);
  }

  private static void watch() {
    try {
      while (true) {
        synchronized (BELL) {
          while (RUNS.isEmpty()) {
            BELL.wait();
          }
        }
        Thread.sleep(MILLIS);
        for (Watched run : RUNS) {
          run.look();
        }
      }
    } catch (InterruptedException e) {
      // Somebody ends the program's threads: the next run starts a new watch.
      Thread.currentThread().interrupt();
    }
  }
}
