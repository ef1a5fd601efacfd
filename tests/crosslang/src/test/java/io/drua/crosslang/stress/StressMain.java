package io.drua.crosslang.stress;

import io.drua.bridge.RuntimeStatistics;
import io.drua.crosslang.support.Collector;
import io.drua.crosslang.support.PythonScope;
import java.util.Arrays;

/** The garbage collector's stress, in a JVM of its own. The last line of its output is {@code STRESS OK} and counts. */
public final class StressMain {
  private StressMain() {}

  /** Runs for the seconds of {@code drua.stress.seconds}. */
  public static void main(String[] args) throws Exception {
    ChildJvm.announce();
    PythonScope scope = PythonScope.of("stress.py");
    Stress stress = new Stress(scope, Long.getLong("drua.stress.seconds", 8));
    new PixelWork(stress).addTo(stress);
    new ObjectWork(stress).addTo(stress);
    new CallWork(stress).addTo(stress);
    stress.run();
    long stillAlive = (Long) scope.call("stop_holders");
    if (stillAlive != 0) {
      throw new AssertionError(stillAlive + " Python threads did not end");
    }
    scope.call("forget");
    for (String needed :
        Arrays.asList("PINNED", "COPIED", "SHARED", "escaped", "cancelled", "java called", "java failed", "raised",
            "thread ended", "nested", "lock taken", "notes of the dead")) {
      if (stress.counted(needed) == 0) {
        throw new AssertionError("never: " + needed + " in " + stress.counts());
      }
    }
    System.out.println(stress.counts());
    try {
      Collector.awaitCollected("no borrows, calls, buffers or owners, and states of ended threads given back", () -> {
        RuntimeStatistics counts = PythonScope.runtime().statistics();
        long left = counts.borrows() + counts.calls() + counts.buffers() + counts.owners();
        return left == 0 && counts.threads() < 40;
      });
    } finally {
      System.out.println(PythonScope.runtime().statistics());
    }
    System.out.println("STRESS OK " + stress.counts());
    System.out.flush();
    System.exit(0);
  }
}
