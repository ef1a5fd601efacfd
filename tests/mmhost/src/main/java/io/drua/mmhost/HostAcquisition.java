package io.drua.mmhost;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One acquisition: to be waited for and asked about. Any thread. */
public final class HostAcquisition {
  final AtomicLong inserted = new AtomicLong();
  final List<Exception> failures = new CopyOnWriteArrayList<>();
  final CountDownLatch ended = new CountDownLatch(1);
  volatile boolean aborted;
  volatile Thread thread;

  private final HostDatastore store;

  HostAcquisition(HostDatastore store) {
    this.store = store;
  }

  /** Where its images go. */
  public HostDatastore store() {
    return store;
  }

  /** How many frames the pipeline has taken; fewer than were acquired if it refused some. */
  public long inserted() {
    return inserted.get();
  }

  /** What the pipeline threw at frames that were to go in, or what kept the acquisition from starting. */
  public List<Exception> failures() {
    return failures;
  }

  /** Whether it was ended early, by a user or after a failure. */
  public boolean wasAborted() {
    return aborted;
  }

  /**
   * Waits for the end: the pipeline halted, and the subscribers told.
   *
   * @return whether that came within the time
   */
  public boolean await(long timeout, TimeUnit unit) throws InterruptedException {
    return ended.await(timeout, unit);
  }
}
