package io.drua.crosslang.support;

import io.drua.bridge.RuntimeStatistics;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waiting for garbage collectors and other threads, with an end. */
public final class Collector {
  private static final long LONGEST_MILLIS = 20_000;

  private Collector() {}

  /** Waits for a condition, and fails with the text after twenty seconds. */
  public static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_MILLIS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Not within " + LONGEST_MILLIS + " ms: " + what);
      }
      Thread.sleep(5);
    }
  }

  /** Waits for a condition that depends on garbage collections of Java and of Python. */
  public static void awaitCollected(String what, BooleanSupplier condition) throws InterruptedException {
    await(what, () -> {
      collectJava();
      PythonScope.runtime().exec("import gc\ngc.collect()", "<collect>", null);
      PythonScope.runtime().statistics();
      return condition.getAsBoolean();
    });
  }

  /** Counts once what other tests forgot is collected, and what was queued is done. */
  public static RuntimeStatistics settled() throws InterruptedException {
    collectJava();
    PythonScope.runtime().exec("import gc\ngc.collect()", "<collect>", null);
    RuntimeStatistics[] last = {PythonScope.runtime().statistics()};
    int[] same = {0};
    await("steady counts", () -> {
      RuntimeStatistics now = PythonScope.runtime().statistics();
      boolean equal = now.handles() == last[0].handles() && now.owners() == last[0].owners()
          && now.functions() == last[0].functions() && now.buffers() == last[0].buffers();
      same[0] = equal ? same[0] + 1 : 0;
      last[0] = now;
      return same[0] >= 6;
    });
    return last[0];
  }

  /** Makes the JVM collect, and waits until it did. */
  public static void collectJava() {
    ReferenceQueue<Object> queue = new ReferenceQueue<Object>();
    PhantomReference<Object> seen = new PhantomReference<Object>(new Object(), queue);
    try {
      for (int i = 0; i < 50; i++) {
        System.gc();
        if (queue.remove(20) == seen) {
          return;
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
