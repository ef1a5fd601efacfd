package io.drua.crosslang.stress;

import io.drua.bridge.PyObject;
import io.drua.bridge.PythonRuntime;
import io.drua.bridge.Routine;
import io.drua.bridge.RoutineTraits;
import io.drua.crosslang.support.PythonScope;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Threads that each repeat one kind of work until the time is over or one of them has failed. */
final class Stress {
  /** Longest time that any thread may go without finishing a piece of work. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(Long.getLong("drua.stress.patience", 40));

  /** Exit status of a run in which threads stood still. */
  static final int STUCK = 3;

  private final Map<String, AtomicLong> counts = new ConcurrentHashMap<String, AtomicLong>();
  private final List<Worker> workers = new ArrayList<Worker>();
  private final PythonScope scope;
  private final long end;
  private volatile Throwable failure;

  Stress(PythonScope scope, long seconds) {
    this.scope = scope;
    this.end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
  }

  /** One piece of work. */
  interface Work {
    /** Does it once. */
    void once(Random random) throws Exception;
  }

  private final class Worker extends Thread {
    private final Work work;
    private final Random random;
    private volatile long lastProgress = System.nanoTime();

    Worker(String name, Work work) {
      super(null, null, name, 16L << 20);
      this.work = work;
      this.random = new Random(name.hashCode());
      setDaemon(true);
    }

    @Override
    public void run() {
      while (goesOn()) {
        try {
          work.once(random);
          count(getName());
        } catch (OutOfMemoryError full) {
          // Pins that overlap make the JVM claim this without cause on some collectors; the image is given up.
          count("out of memory");
        } catch (Throwable thrown) {
          fail(thrown);
        }
        lastProgress = System.nanoTime();
      }
    }
  }

  PythonRuntime runtime() {
    return PythonScope.runtime();
  }

  /** Something of the Python file. */
  PyObject object(String name) {
    return scope.object(name);
  }

  /** A routine that knows nothing of earlier calls. */
  Routine routine(String name, boolean pin) {
    return scope.routine(name, RoutineTraits.builder().inPlace(true).pin(pin).plainArrays(true).build());
  }

  /** Adds a thread. */
  void add(String name, Work work) {
    workers.add(new Worker(name, work));
  }

  /** Counts something by its name. */
  void count(String what) {
    counts.computeIfAbsent(what, unused -> new AtomicLong()).incrementAndGet();
  }

  long counted(String what) {
    AtomicLong counted = counts.get(what);
    return counted == null ? 0 : counted.get();
  }

  /** Whether there is time left, and nothing went wrong. */
  boolean goesOn() {
    return failure == null && System.nanoTime() < end;
  }

  /** Ends the run; the first failure counts. */
  synchronized void fail(Throwable thrown) {
    if (failure == null) {
      failure = thrown;
    }
  }

  /** Runs all threads to their end; the JVM is halted if one of them stands still. */
  void run() throws Exception {
    for (Worker worker : workers) {
      worker.start();
    }
    for (Worker worker : workers) {
      while (worker.isAlive()) {
        worker.join(200);
        watch();
      }
    }
    if (failure != null) {
      throw new AssertionError("a thread failed: " + failure, failure);
    }
  }

  private void watch() {
    long now = System.nanoTime();
    for (Worker worker : workers) {
      if (worker.isAlive() && now - worker.lastProgress > PATIENCE_NANOS) {
        System.out.println("STUCK " + worker.getName() + " " + counts());
        for (ThreadInfo info : ManagementFactory.getThreadMXBean().dumpAllThreads(true, true)) {
          System.out.print(info);
        }
        System.out.flush();
        ChildJvm.waitForDebugger();
        Runtime.getRuntime().halt(STUCK);
      }
    }
  }

  /** All counts, by name. */
  String counts() {
    return new TreeMap<String, AtomicLong>(counts).toString();
  }
}
