package io.drua.micromanager.processor;

import io.drua.bridge.FailureText;
import io.drua.micromanager.runtime.ProcessorLog;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks, on one light thread, at runs whose routine takes long: whether their acquisition is to be aborted, and what
 * the user should be told. Fast frames never meet it.
 */
final class FrameWatch {
  private static final int MILLIS = 50;
  private static final Set<Watched> RUNS = ConcurrentHashMap.newKeySet();
  /** Classes of problems that were told once. */
  private static final Set<String> FAILING = ConcurrentHashMap.newKeySet();
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

  /** One run that can't be looked at must not keep others from being stopped. */
  private static void look(Watched run) {
    try {
      run.look();
    } catch (Throwable problem) {
      // Also an Error: the watch of all runs must not end with it, and the next look may succeed.
      if (FAILING.add(problem.getClass().getName())) {
        ProcessorLog.add("A processor could not be watched: " + FailureText.message(problem));
      }
    }
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
          look(run);
        }
      }
    } catch (InterruptedException e) {
      // Somebody ends the program's threads: the next run starts a new watch.
      Thread.currentThread().interrupt();
    }
  }
}
