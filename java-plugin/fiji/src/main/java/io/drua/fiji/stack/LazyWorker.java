package io.drua.fiji.stack;

import io.drua.bridge.Nullable;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Computes planes one after the other, on a thread of its own that ends when nothing is wanted for some time: Python's
 * function need not be safe for several threads, gets a large stack, and keeps no lock of ImageJ's while it computes.
 *
 * <p>What is to be shown comes before what a command waits for, and the newest of it first. Planes that nobody waits for
 * or shows any longer are not computed.
 */
final class LazyWorker {
  /** As many as a composite image shows at once, twice. */
  private static final int MOST_SHOWN = 14;

  private static final long STACK_BYTES = 16L << 20;
  private static final long IDLE_MILLIS = 5000;

  /** Computes a plane and ends its request. */
  interface Work {
    void compute(LazyRequest request);
  }

  private final String name;
  private final Work work;
  private final Map<Integer, LazyRequest> pending = new HashMap<>();
  private final ArrayDeque<LazyRequest> shown = new ArrayDeque<>();
  private final ArrayDeque<LazyRequest> others = new ArrayDeque<>();
  @Nullable private Thread thread;
  private boolean closed;

  LazyWorker(String name, Work work) {
    this.name = name;
    this.work = work;
  }

  /** Whether the caller is the thread that computes. */
  synchronized boolean isOwnThread() {
    return Thread.currentThread() == thread;
  }

  /**
   * Asks for a plane.
   *
   * @param toShow whether a person waits to see it
   */
  synchronized LazyRequest request(int plane, boolean toShow) {
    LazyRequest known = pending.get(plane);
    if (known != null && known.isDone()) {
      if (known.failure() == null) {
        return known;
      }
      // It failed just now, for others: this caller gets a try of his own.
      known = null;
    }
    LazyRequest request = known == null ? new LazyRequest(plane) : known;
    if (closed) {
      request.finish(null, LazyStack.closed());
      return request;
    }
    pending.put(plane, request);
    if (toShow) {
      others.remove(request);
      shown.remove(request);
      shown.addFirst(request);
      if (shown.size() > MOST_SHOWN) {
        passedOver(shown.removeLast());
      }
    } else if (known == null) {
      others.addLast(request);
    }
    if (thread == null) {
      thread = new Thread(null, this::run, name, STACK_BYTES);
      thread.setDaemon(true);
      thread.start();
    }
    notifyAll();
    return request;
  }

  /** A person has scrolled on: only who waits gets it; coming back asks anew. */
  private void passedOver(LazyRequest request) {
    if (request.isAwaited()) {
      others.addLast(request);
    } else {
      pending.remove(request.plane);
    }
  }

  /** Forgets a plane that somebody gave up waiting for, unless somebody else wants it. */
  synchronized void giveUp(LazyRequest request) {
    if (!request.isWanted() && (others.remove(request) || shown.remove(request))) {
      pending.remove(request.plane);
    }
  }

  /** Computes nothing any more; who waits is told so. What is under way ends as usual. */
  void close() {
    Map<Integer, LazyRequest> left;
    synchronized (this) {
      closed = true;
      left = new HashMap<>(pending);
      pending.clear();
      shown.clear();
      others.clear();
      notifyAll();
    }
    for (LazyRequest request : left.values()) {
      request.finish(null, LazyStack.closed());
    }
  }

  private void run() {
    LazyRequest request;
    while ((request = next()) != null) {
      work.compute(request);
      synchronized (this) {
        // After close() and a new request it could be another one.
        pending.remove(request.plane, request);
      }
    }
  }

  /** The next plane; {@code null} when the thread is to end. */
  @Nullable
  private synchronized LazyRequest next() {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(IDLE_MILLIS);
    while (!closed) {
      LazyRequest next = shown.isEmpty() ? others.pollFirst() : shown.pollFirst();
      if (next != null) {
        return next;
      }
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        break;
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        // Nobody but the end of the program interrupts it.
        Thread.currentThread().interrupt();
        break;
      }
    }
    thread = null;
    return null;
  }
}
