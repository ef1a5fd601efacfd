package io.drua.micromanager.processor;

import io.drua.bridge.Nullable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One thread that works for a pipeline, so that the pipeline can stop waiting. Its stack of 16 MB is enough for any
 * recursion that Python allows. One piece of work at a time; whoever hands it over may wait for a bounded time, and may
 * abandon the thread: it then ends when its work does, and the next work gets another one.
 */
final class FrameWorker {
  private static final long STACK_BYTES = 16L << 20;
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);
  /** Short routines end before a thread could be woken: both sides watch for this long before they sleep. */
  private static final long WATCH_NANOS = Runtime.getRuntime().availableProcessors() > 1 ? 20_000 : 0;

  private final String name;
  @Nullable private Worker worker;

  FrameWorker(String name) {
    this.name = name;
  }

  /** Work that was handed over. */
  static final class Ticket {
    private final Runnable work;
    private final Thread owner = Thread.currentThread();
    private volatile boolean done;
    @Nullable private volatile Throwable thrown;

    private Ticket(Runnable work) {
      this.work = work;
    }

    /** Whether it has ended. */
    boolean isDone() {
      return done;
    }

    /** What the work threw, once it is done; null for nothing. */
    @Nullable
    Throwable thrown() {
      return thrown;
    }

    /** Waits for its end; only for the thread that handed it over. An interrupt ends the wait, and is kept. */
    boolean await(long nanos) {
      long start = System.nanoTime();
      long waited = 0;
      while (!done && waited < Math.min(nanos, WATCH_NANOS)) {
        for (int i = 0; i < 32 && !done; i++) {
          // A moment.
        }
        waited = System.nanoTime() - start;
      }
      while (!done && waited < nanos && !Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(this, nanos - waited);
        waited = System.nanoTime() - start;
      }
      return done;
    }

    /** The same on any thread, whether it is interrupted or not. */
    boolean awaitEnd(long nanos) {
      boolean interrupted = Thread.interrupted();
      long end = System.nanoTime() + nanos;
      try {
        while (!done && System.nanoTime() < end) {
          // The owner is woken; another thread has to look.
          LockSupport.parkNanos(this, Math.min(1_000_000L, Math.max(1, end - System.nanoTime())));
          interrupted |= Thread.interrupted();
        }
        return done;
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }

    private void run(Worker worker) {
      try {
        work.run();
      } catch (Throwable failure) {
        // It belongs to whoever waits, errors included.
        thrown = failure;
      }
      // Free before the owner hears of the end, so that its next work finds this thread.
      worker.ticket = null;
      done = true;
      LockSupport.unpark(owner);
    }
  }

  /** Hands work over. The work before it must have ended, or have been abandoned. */
  synchronized Ticket submit(Runnable work) {
    Ticket ticket = new Ticket(work);
    if (worker == null || !worker.accept(ticket)) {
      worker = new Worker(name, ticket);
      worker.start();
    }
    return ticket;
  }

  /** Waits no longer for the thread: it ends after the work that it has. */
  synchronized void abandon() {
    if (worker != null) {
      worker.end();
      worker = null;
    }
  }

  private static final class Worker extends Thread {
    @Nullable private volatile Ticket ticket;
    private volatile boolean ending;
    /** Guards the moment between finding no work and ending. */
    private boolean ended;

    Worker(String name, Ticket first) {
      super(null, null, name, STACK_BYTES);
      setDaemon(true);
      ticket = first;
    }

    synchronized boolean accept(Ticket next) {
      if (ended || ending || ticket != null) {
        return false;
      }
      ticket = next;
      LockSupport.unpark(this);
      return true;
    }

    void end() {
      ending = true;
      LockSupport.unpark(this);
    }

    @Override
    public void run() {
      do {
        Ticket current = ticket;
        if (current != null) {
          current.run(this);
        }
      } while (waitForWork());
    }

    private boolean waitForWork() {
      long start = System.nanoTime();
      long idle = 0;
      while (ticket == null && !ending && idle < IDLE_NANOS) {
        if (idle > WATCH_NANOS) {
          LockSupport.parkNanos(this, IDLE_NANOS - idle);
        }
        idle = System.nanoTime() - start;
      }
      synchronized (this) {
        ended = ticket == null;
        return !ended;
      }
    }
  }
}
