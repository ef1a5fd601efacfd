package io.drua.crosslang.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Runs classes of checks in a process of its own, and makes a test of each. */
public final class Checks {
  private Checks() {}

  /**
   * Runs them, one process for all.
   *
   * @param name of the file in {@code target} that keeps what was printed
   */
  public static Stream<DynamicTest> in(ChildJvm jvm, String name, Class<?>... classes) throws IOException, InterruptedException {
    List<String> names = new ArrayList<>();
    for (Class<?> one : classes) {
      names.add(one.getName());
    }
    ChildJvm.Outcome outcome = jvm.run(ChecksMain.class, names.toArray(new String[0]));
    Path log = Places.root().resolve("tests/crosslang/target/" + name + ".txt");
    Files.createDirectories(log.getParent());
    Files.write(log, outcome.output().getBytes(StandardCharsets.UTF_8));
    List<DynamicTest> tests = new ArrayList<>();
    tests.add(dynamicTest("ends by itself", () -> {
      assertThat(outcome.output()).contains(ChecksMain.MARK + "\tEND");
      assertThat(outcome.status()).as(outcome.output()).isZero();
      assertThat(outcome.complaints()).as("complaints of the JVM").isEmpty();
    }));
    for (String line : outcome.lines(ChecksMain.MARK + "\t")) {
      String[] parts = line.substring(line.indexOf(ChecksMain.MARK)).split("\t", 4);
      if (parts.length == 4) {
        tests.add(dynamicTest(parts[2], () -> report(parts[1], parts[3])));
      }
    }
    assertThat(tests).as(outcome.output()).hasSizeGreaterThan(classes.length);
    return tests.stream();
  }

  private static void report(String outcome, String reason) {
    if (outcome.equals("SKIPPED")) {
      abort(reason);
    } else if (!outcome.equals("OK")) {
      fail(reason.replace("\\n", "\n"));
    }
  }
}
