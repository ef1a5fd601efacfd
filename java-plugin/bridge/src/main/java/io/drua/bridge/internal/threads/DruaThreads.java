package io.drua.bridge.internal.threads;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads with a stack of 16 MB: endless recursion in Python then ends as a RecursionError before the stack does.
 *
 * <p>They are daemons, are used again, and end after ten seconds without work: an idle one keeps the classes of its
 * plugin. Both sides of a hand-over watch for a while before they park, because most routines are shorter than waking a
 * thread.
 */
public final class DruaThreads {
  private static final long STACK_BYTES = 16L << 20;
  private static final boolean SEVERAL_PROCESSORS = Runtime.getRuntime().availableProcessors() > 1;
  /** How long a hand-over is watched for without giving the processor away. */
  private static final long SPIN_NANOS = SEVERAL_PROCESSORS ? 20_000 : 0;
  /** How long it is watched for in all, giving the processor to whoever wants it; waking a thread costs as much. */
  private static final long YIELD_NANOS = SEVERAL_PROCESSORS ? 500_000 : 0;
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final ConcurrentLinkedDeque<Worker> IDLE = new ConcurrentLinkedDeque<Worker>();
  /** The idle thread that ran last: a place of its own, as one thread after the other is all that a macro needs. */
  private static final AtomicReference<Worker> NEXT = new AtomicReference<Worker>();
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private DruaThreads() {}

  /** Whether this is one of them. */
  public static boolean isCurrent() {
    return Thread.currentThread() instanceof Worker;
  }

  /**
   * Runs work on one of them, and waits for its end. What the work throws is thrown here.
   *
   * @param onInterrupt run if the caller is interrupted meanwhile; the wait goes on, and the interrupt is kept
   */
  public static void run(Runnable work, Runnable onInterrupt) {
    Task task = new Task(work, Thread.currentThread());
    Worker worker = NEXT.get();
    if (worker == null || !NEXT.compareAndSet(worker, null)) {
      worker = IDLE.pollFirst();
    }
    if (worker == null) {
      worker = new Worker(task);
      worker.start();
    } else {
      worker.accept(task);
    }
    task.await(onInterrupt);
    task.rethrow();
  }

  /** Watches for a condition for a while: commands of a macro follow each other faster than a thread wakes. */
  private static boolean watch(Watched watched) {
    long start = System.nanoTime();
    long watchedFor = 0;
    while (watchedFor < YIELD_NANOS) {
      for (int i = 0; i < 64; i++) {
        if (watched.ready()) {
          return true;
        }
      }
      if (watchedFor > SPIN_NANOS) {
        Thread.yield();
      }
      watchedFor = System.nanoTime() - start;
    }
    return watched.ready();
  }

  private interface Watched {
    boolean ready();
  }

  /** One piece of work, and whoever waits for it. */
  private static final class Task implements Watched {
    private final Runnable work;
    private final Thread caller;
    private final ClassLoader loader;
    private Throwable thrown;
    private volatile boolean parked;
    private volatile boolean done;

    Task(Runnable work, Thread caller) {
      this.work = work;
      this.caller = caller;
      this.loader = caller.getContextClassLoader();
    }

    void perform(Worker worker) {
      try {
        work.run();
      } catch (Throwable failure) {
        // It belongs to the caller, errors included.
        thrown = failure;
      }
      try {
        worker.becomeIdle();
      } finally {
        // Whatever happens, memory that is full included, the caller must hear of the end.
        done = true;
        if (parked) {
          LockSupport.unpark(caller);
        }
      }
    }

    @Override
    public boolean ready() {
      return done;
    }

    void await(Runnable onInterrupt) {
      boolean interrupted = Thread.interrupted();
      if (interrupted) {
        onInterrupt.run();
      }
      if (!watch(this)) {
        parked = true;
        while (!done) {
          LockSupport.park(this);
          if (Thread.interrupted()) {
            interrupted = true;
            onInterrupt.run();
          }
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    void rethrow() {
      if (thrown instanceof Error) {
        throw (Error) thrown;
      }
      if (thrown != null) {
        throw (RuntimeException) thrown;
      }
    }
  }

  /** A thread that takes one task after the other. */
  private static final class Worker extends Thread implements Watched {
    private volatile Task task;
    private volatile boolean parked;

    Worker(Task first) {
      super(null, null, "Drua-" + NUMBER.incrementAndGet(), STACK_BYTES);
      setDaemon(true);
      task = first;
    }

    void accept(Task next) {
      task = next;
      if (parked) {
        LockSupport.unpark(this);
      }
    }

    @Override
    public boolean ready() {
      return task != null;
    }

    @Override
    public void run() {
      do {
        performNext();
      } while (waitForWork());
    }

    /** A frame of its own, so that an idle thread does not keep the images of its last task. */
    private void performNext() {
      Task current = task;
      task = null;
      setContextClassLoader(current.loader);
      current.perform(this);
    }

    /** Offers this thread before its caller is told of the end, so that the caller's next call finds it. */
    void becomeIdle() {
      setContextClassLoader(null);
      Thread.interrupted();
      if (!NEXT.compareAndSet(null, this)) {
        IDLE.addFirst(this);
      }
    }

    private boolean waitForWork() {
      if (watch(this)) {
        return true;
      }
      parked = true;
      try {
        long end = System.nanoTime() + IDLE_NANOS;
        while (task == null) {
          long left = end - System.nanoTime();
          if (left <= 0) {
            if (NEXT.compareAndSet(this, null) || IDLE.remove(this)) {
              return false;
            }
            // Someone took this thread off the list and is about to give it work.
            left = YIELD_NANOS + 1000;
          }
          LockSupport.parkNanos(this, left);
        }
        return true;
      } finally {
        parked = false;
      }
    }
  }
}
