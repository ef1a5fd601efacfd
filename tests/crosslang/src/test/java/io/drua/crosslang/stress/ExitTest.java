package io.drua.crosslang.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.drua.crosslang.support.Machine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Programs that end in the midst of calls: soon, with their own exit status, without a crash, with all output. */
class ExitTest {
  private static final long LIMIT_SECONDS = 60;
  private static final int TERMINATED = 143;

  /** How a program ends, and with which status. */
  private static Map<String, Integer> ends() {
    Map<String, Integer> ends = new LinkedHashMap<String, Integer>();
    ends.put("returns", 0);
    ends.put("exits", 7);
    ends.put("halts", 9);
    ends.put("exits in a callback", 8);
    ends.put("exits with a Python thread that never ends", 6);
    ends.put("exits while the lock is held", 5);
    if (!System.getProperty("os.name").startsWith("Windows")) {
      ends.put("is asked to end", TERMINATED);
    }
    return ends;
  }

  @TestFactory
  Stream<DynamicTest> everyEnd() {
    List<Machine.Entry> javas = Machine.javas();
    List<Machine.Entry> pythons = Machine.pythons();
    assertThat(javas).as("Java runtimes").isNotEmpty();
    assertThat(pythons).as("Python interpreters with NumPy").isNotEmpty();
    List<DynamicTest> tests = new ArrayList<DynamicTest>();
    int rounds = Integer.getInteger("drua.exit.rounds", 1);
    for (Map.Entry<String, Integer> end : ends().entrySet()) {
      for (int round = 0; round < 2 * rounds; round++) {
        Machine.Entry java = javas.get((tests.size() + round) % javas.size());
        Machine.Entry python = pythons.get((tests.size() / 2) % pythons.size());
        String name = "a program that " + end.getKey() + ", Java " + java.version() + ", Python " + python.version();
        tests.add(dynamicTest(name, () -> ends(java, python, end.getKey(), end.getValue())));
      }
    }
    return tests.stream();
  }

  private static void ends(Machine.Entry java, Machine.Entry python, String how, int status) throws Exception {
    ChildJvm child =
        ChildJvm.run(
            java.path(), python.path(), Arrays.asList("-Xmx256m"), ExitMain.class, LIMIT_SECONDS, how);
    assertThat(child.status()).as("exit status; output:%n%s", child.output()).isEqualTo(status);
    assertThat(child.output()).doesNotContain("CRASH").doesNotContain("FAILED");
    boolean bounded = how.contains("never ends") || how.contains("lock is held");
    if (!how.equals("halts") && !bounded) {
      assertThat(child.output()).contains("no line end").contains("atexit ran");
    }
  }
}
