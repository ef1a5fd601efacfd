package io.drua.fiji.command;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * What ImageJ's threads share that run planes of one stack at once: their results by plane, and the first failure, after
 * which no other plane is begun.
 *
 * <p>ImageJ's runner gives each thread a part of the stack, takes no notice of what is thrown on the others, and leaves
 * them running when its own thread throws. So a failure is kept here, and the thread that started the command throws it
 * once all others have come to rest.
 */
final class PlaneThreads {
  private final Thread starter = Thread.currentThread();
  private final Map<Integer, Object> results = new TreeMap<>();
  private Throwable failure;
  private int running;

  /**
   * Runs one plane, or nothing after a failure.
   *
   * @throws Exception on the thread that started the command: what failed first, on whatever thread
   */
  void run(int slice, Callable<Object> plane) throws Exception {
    synchronized (this) {
      if (failure == null) {
        running++;
      } else {
        throwOnStarter();
        return;
      }
    }
    Object result = null;
    Throwable thrown = null;
    try {
      result = plane.call();
    } catch (Throwable problem) {
      thrown = problem;
    }
    synchronized (this) {
      running--;
      if (thrown == null) {
        results.put(slice, result);
      } else if (failure == null) {
        failure = thrown;
      }
      notifyAll();
      throwOnStarter();
    }
  }

  private void throwOnStarter() throws Exception {
    if (failure == null || Thread.currentThread() != starter) {
      return;
    }
    boolean interrupted = false;
    while (running > 0) {
      try {
        wait();
      } catch (InterruptedException wanted) {
        // The calls are told by whoever watches for it, and end.
        interrupted = true;
      }
    }
    if (interrupted) {
      starter.interrupt();
    }
    if (failure instanceof Exception) {
      throw (Exception) failure;
    }
    throw (Error) failure;
  }

  /**
   * The results by slice, in the order of the slices.
   *
   * @throws Exception what failed first
   */
  synchronized Map<Integer, Object> finish() throws Exception {
    throwOnStarter();
    return results;
  }
}
