package io.drua.fiji.runtime;

import ij.IJ;
import ij.macro.Interpreter;
import io.drua.bridge.RoutineCall;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks, on one light thread, whether the user wants running calls to stop: the Escape key, a macro that was aborted,
 * or an interrupted caller (a preview with new settings). The Escape key is only a flag in ImageJ, so somebody has to
 * look.
 */
final class CancelWatch {
  private static final int MILLIS = 40;
  private static final Set<Watched> RUNNING = ConcurrentHashMap.newKeySet();
  private static final Object BELL = new Object();
  private static Thread thread;

  private CancelWatch() {}

  /** Watches a call of this thread until {@link #end}. */
  static Watched begin(RoutineCall call, boolean inMacro) {
    Watched watched = new Watched(call, inMacro ? Interpreter.getInstance() : null);
    RUNNING.add(watched);
    synchronized (BELL) {
      if (thread == null || !thread.isAlive()) {
        thread = new Thread(CancelWatch::watch, "Drua cancel watch");
        thread.setDaemon(true);
        thread.start();
      } else {
        BELL.notifyAll();
      }
    }
    return watched;
  }

  static void end(Watched watched) {
    RUNNING.remove(watched);
  }

  private static void watch() {
    try {
      while (true) {
        synchronized (BELL) {
          while (RUNNING.isEmpty()) {
            BELL.wait();
          }
        }
        Thread.sleep(MILLIS);
        for (Iterator<Watched> calls = RUNNING.iterator(); calls.hasNext(); ) {
          Watched watched = calls.next();
          if (watched.shouldStop()) {
            watched.call.cancel();
            calls.remove();
          }
        }
      }
    } catch (InterruptedException e) {
      // Somebody ends the program's threads: the next call starts a new watch.
      Thread.currentThread().interrupt();
    }
  }

  /** One running call. */
  static final class Watched {
    private final RoutineCall call;
    private final Interpreter macro;
    private final Thread caller = Thread.currentThread();

    private Watched(RoutineCall call, Interpreter macro) {
      this.call = call;
      this.macro = macro;
    }

    private boolean shouldStop() {
      return IJ.escapePressed() || (macro != null && macro.done()) || caller.isInterrupted();
    }
  }
}
