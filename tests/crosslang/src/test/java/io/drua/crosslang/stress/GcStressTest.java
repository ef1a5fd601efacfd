package io.drua.crosslang.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.drua.crosslang.support.Machine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * {@link StressMain} on every collector of every Java runtime that is here, the Pythons taking turns. Seconds of each run:
 * {@code -Ddrua.stress.seconds}; only some: {@code -Ddrua.stress.collectors=G1GC,ZGC}.
 */
class GcStressTest {
  private static final String DEFAULT_SECONDS = "6";
  private static final String DEFAULT_COLLECTORS = "G1GC,ParallelGC,SerialGC,ZGC,ShenandoahGC";
  /** For the start and the end of a run, on a machine that has more to do. */
  private static final long SLACK_SECONDS = 120;

  @TestFactory
  Stream<DynamicTest> everyCollector() throws Exception {
    List<Machine.Entry> pythons = Machine.pythons();
    List<Machine.Entry> javas = Machine.javas();
    assertThat(pythons).as("Python interpreters with NumPy").isNotEmpty();
    assertThat(javas).as("Java runtimes").isNotEmpty();
    List<DynamicTest> tests = new ArrayList<DynamicTest>();
    for (Machine.Entry java : javas) {
      for (String collector : System.getProperty("drua.stress.collectors", DEFAULT_COLLECTORS).split(",")) {
        if (ChildJvm.takes(java.path(), "-XX:+Use" + collector)) {
          Machine.Entry python = pythons.get(tests.size() % pythons.size());
          String name = collector + ", Java " + java.version() + ", Python " + python.version();
          tests.add(dynamicTest(name, () -> stress(java.path(), python.path(), collector)));
        }
      }
    }
    assertThat(tests).as("collectors").isNotEmpty();
    return tests.stream();
  }

  private static void stress(Path java, Path python, String collector) throws Exception {
    String seconds = System.getProperty("drua.stress.seconds", DEFAULT_SECONDS);
    List<String> options =
        Arrays.asList("-Xmx256m", "-XX:+Use" + collector, "-Ddrua.stress.seconds=" + seconds);
    ChildJvm child =
        ChildJvm.run(java, python, options, StressMain.class, Long.parseLong(seconds) + SLACK_SECONDS);
    assertThat(child.status()).as("exit status; output:%n%s", child.output()).isZero();
    assertThat(child.output()).contains("STRESS OK").doesNotContain("CRASH");
  }
}
