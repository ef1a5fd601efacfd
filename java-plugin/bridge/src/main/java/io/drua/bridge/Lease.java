package io.drua.bridge;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Memory that several have an interest in, freed when the last interest ends. It begins with one. Any thread.
 */
abstract class Lease implements Runnable {
  private final AtomicInteger interests = new AtomicInteger(1);

  /**
   * One interest more, for whoever has one.
   *
   * @throws StaleHandleException if there is none any more: the memory is gone
   */
  final void more() {
    int found = interests.get();
    while (found > 0 && !interests.compareAndSet(found, found + 1)) {
      found = interests.get();
    }
    if (found <= 0) {
      throw new StaleHandleException(
          "The memory was freed before: everything that used it was closed.", "Keep it open until its last use.");
    }
  }

  /** Ends one interest. A {@link Runnable}, because that is what the home runs when Python lets go of lent memory. */
  @Override
  public final void run() {
    if (interests.decrementAndGet() == 0) {
      free();
    }
  }

  /** How many there are, for tests. */
  final int interests() {
    return interests.get();
  }

  /** Frees the memory, once. */
  abstract void free();
}
