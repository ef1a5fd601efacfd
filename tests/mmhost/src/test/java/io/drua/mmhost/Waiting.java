package io.drua.mmhost;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what another thread does. */
final class Waiting {
  private Waiting() {}

  /** Returns as soon as the condition holds; fails after ten seconds. */
  static void until(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("It did not happen within ten seconds.");
      }
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }
}
