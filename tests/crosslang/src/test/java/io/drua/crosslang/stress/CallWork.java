package io.drua.crosslang.stress;

import io.drua.bridge.BridgeException;
import io.drua.bridge.JavaFunction;
import io.drua.bridge.PyObject;
import io.drua.bridge.PythonException;
import io.drua.bridge.Routine;
import io.drua.bridge.RoutineCall;
import io.drua.bridge.RoutineCancelledException;
import io.drua.bridge.RoutineResult;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** Calls across both languages: callbacks, calls within calls, cancellations, threads that come and go. */
final class CallWork {
  private static final int MOST_STATES = 200;

  private final Stress stress;
  private final PyObject increment;
  private final Routine addInside;

  CallWork(Stress stress) {
    this.stress = stress;
    this.increment = stress.object("increment");
    this.addInside = stress.routine("add", true);
  }

  void addTo(Stress target) {
    target.add("callbacks", this::callbacks);
    target.add("callbacks that throw", this::throwingCallbacks);
    target.add("calls within calls", this::nested);
    target.add("cancellations", this::cancellations);
    target.add("threads", this::threads);
    target.add("python threads", this::pythonThreads);
  }

  /** A stray exception of another call would show here. */
  private void checkUndisturbed() {
    Object result = increment.call(41);
    if (!Long.valueOf(42).equals(result)) {
      throw new AssertionError("increment(41) is " + result);
    }
  }

  private void callbacks(Random random) {
    JavaFunction java = args -> {
      stress.count("java called");
      byte[] given = (byte[]) args[1];
      return given.length + new int[2000].length;
    };
    try (Routine call = stress.routine("call_java", false)) {
      for (int i = 0; i < 10 && stress.goesOn(); i++) {
        Pattern pattern = Pattern.make(random, 64, 64);
        RoutineResult result =
            call.run(
                RoutineCall.builder()
                    .image(pattern.image())
                    .parameter("value", 1)
                    .parameter("java", java)
                    .copied("calls Java")
                    .build());
        pattern.added(1);
        pattern.check();
        if (!Long.valueOf(3000).equals(result.value())) {
          throw new AssertionError("the Java function gave " + result.value());
        }
      }
    }
  }

  private void throwingCallbacks(Random random) {
    IllegalStateException own = new IllegalStateException("from Java");
    JavaFunction java = args -> {
      throw own;
    };
    try (Routine call = stress.routine("call_java_and_fail", false)) {
      for (int i = 0; i < 10 && stress.goesOn(); i++) {
        Pattern pattern = Pattern.make(random, 16, 16);
        try {
          call.run(
              RoutineCall.builder().image(pattern.image()).parameter("java", java).copied("calls Java").build());
          throw new AssertionError("the exception of Java got lost");
        } catch (PythonException expected) {
          if (expected.getCause() != own) {
            throw expected;
          }
        }
        pattern.check();
        stress.count("java failed");
      }
    }
  }

  private void nested(Random random) {
    JavaFunction java = args -> {
      Pattern inner = Pattern.make(random, 100, 100);
      addInside.run(RoutineCall.builder().image(inner.image()).parameter("value", 9).onCallerThread().build());
      inner.added(9);
      inner.check();
      checkUndisturbed();
      return 1;
    };
    try (Routine outer = stress.routine("nested", false)) {
      Pattern pattern = Pattern.make(random, 50, 50);
      RoutineResult result =
          outer.run(
              RoutineCall.builder()
                  .image(pattern.image())
                  .parameter("value", 1)
                  .parameter("java", java)
                  .copied("calls Java")
                  .build());
      pattern.added(1);
      pattern.check();
      if (!Long.valueOf(3).equals(result.value())) {
        throw new AssertionError("three calls gave " + result.value());
      }
      stress.count("nested");
    }
  }

  private void cancellations(Random random) throws InterruptedException {
    try (Routine spin = stress.routine("spin", true)) {
      for (int i = 0; i < 10 && stress.goesOn(); i++) {
        Pattern pattern = Pattern.make(random, 32, 32);
        // Often about as long as the wait, so that the wish meets the end of the call. A pin has to be short: while a
        // collection waits for it, a thread that wants to cancel may have to wait for memory.
        double seconds = i % 3 == 0 ? 30 : random.nextInt(4) / 1000.0;
        RoutineCall.Builder builder =
            RoutineCall.builder().image(pattern.image()).parameter("seconds", seconds).onCallerThread();
        final RoutineCall call = (seconds < 1 ? builder : builder.copied("may be cancelled")).build();
        long wait = random.nextInt(4_000_000);
        Thread canceller = new Thread(() -> {
          LockSupport.parkNanos(wait);
          call.cancel();
        });
        canceller.start();
        try {
          spin.run(call);
          stress.count("not cancelled in time");
        } catch (RoutineCancelledException expected) {
          stress.count("cancelled");
        }
        checkUndisturbed();
        canceller.join();
        checkUndisturbed();
        pattern.check();
      }
    }
  }

  private void threads(Random random) throws InterruptedException {
    Thread[] started = new Thread[8];
    for (int i = 0; i < started.length; i++) {
      int number = i;
      started[i] =
          new Thread(
              null,
              () -> {
                try {
                  Pattern pattern = Pattern.make(new Random(number), 64, 64);
                  addInside.run(
                      RoutineCall.builder().image(pattern.image()).parameter("value", 1).onCallerThread().build());
                  pattern.added(1);
                  pattern.check();
                  stress.count("thread ended");
                } catch (OutOfMemoryError full) {
                  stress.count("out of memory");
                } catch (Throwable thrown) {
                  stress.fail(thrown);
                }
              },
              "short-lived",
              4L << 20);
      started[i].start();
    }
    for (Thread thread : started) {
      thread.join();
    }
    long states = stress.runtime().statistics().threads();
    if (states > MOST_STATES) {
      throw new AssertionError(states + " thread states are kept: those of ended threads are not given back");
    }
  }

  private void pythonThreads(Random random) {
    JavaFunction java = args -> {
      checkUndisturbed();
      return null;
    };
    try (PyObject start = stress.object("short_threads")) {
      start.call(java, 4);
    } catch (BridgeException failed) {
      throw new AssertionError("Python threads failed", failed);
    }
  }
}
