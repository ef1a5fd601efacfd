package io.drua.crosslang.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.drua.crosslang.support.ChildJvm;
import io.drua.crosslang.support.Machine;
import io.drua.crosslang.support.Places;
import io.drua.crosslang.support.SuiteLauncher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The whole suite again: on every Java of this machine with {@code -Xcheck:jni}, and with every Python. Not every pair:
 * all Javas with one Python, and all Pythons with one Java.
 */
class MatrixTest {
  private static final List<String> JAVAS = Arrays.asList("11", "17", "21", "25");
  private static final List<String> PYTHONS = Arrays.asList("3.10", "3.11", "3.12", "3.13");
  private static final String[] SUITE = {
    "io.drua.crosslang.suite.*", "io.drua.crosslang.objects.*", "io.drua.crosslang.java.*", "io.drua.crosslang.images.*"
  };
  private static final long SECONDS = 400;

  @TestFactory
  Stream<DynamicTest> everyJavaWithoutAWordOfCheckJni() {
    List<Machine.Entry> found = Machine.javas();
    assertThat(found).as("Java runtimes: build/jdks.py found none").isNotEmpty();
    return JAVAS.stream().map(version -> DynamicTest.dynamicTest("Java " + version, () -> {
      Path home = find(found, version, "Java");
      ChildJvm child = new ChildJvm().java(home).options("-Xcheck:jni", "-Xmx1g").within(SECONDS);
      passes(child, "java-" + version);
    }));
  }

  @TestFactory
  Stream<DynamicTest> everyPython() {
    List<Machine.Entry> found = Machine.pythons();
    assertThat(found).as("Python interpreters: build/pythons.py found none").isNotEmpty();
    return PYTHONS.stream().map(version -> DynamicTest.dynamicTest("Python " + version, () -> {
      Path python = find(found, version, "Python");
      ChildJvm child = new ChildJvm().options("-Ddrua.test.python=" + python, "-Xmx1g").within(SECONDS);
      passes(child, "python-" + version);
    }));
  }

  private static Path find(List<Machine.Entry> found, String version, String what) {
    for (Machine.Entry entry : found) {
      if (entry.version().equals(version)) {
        return entry.path();
      }
    }
    System.out.println("SKIPPED: " + what + " " + version + " is not on this machine");
    Assumptions.abort(what + " " + version + " is not on this machine");
    throw new AssertionError();
  }

  private static void passes(ChildJvm child, String name) throws IOException, InterruptedException {
    long start = System.nanoTime();
    ChildJvm.Outcome outcome = child.run(SuiteLauncher.class, SUITE);
    List<String> complaints = outcome.complaints();
    String summary = String.join(" ", outcome.lines("interpreter: ", "SUITE tests="));
    System.out.println("matrix " + name + ": " + summary + " in " + (System.nanoTime() - start) / 1_000_000 + " ms");
    if (outcome.status() != 0 || !complaints.isEmpty()) {
      Path kept = Places.root().resolve("tests/crosslang/target/matrix-" + name + ".txt");
      Files.createDirectories(kept.getParent());
      Files.write(kept, outcome.output().getBytes(StandardCharsets.UTF_8));
      String end = outcome.output().substring(Math.max(0, outcome.output().length() - 6000));
      throw new AssertionError(
          name + " ended with status " + outcome.status() + (outcome.status() == 137 ? " (killed)" : "")
              + "; complaints of the JVM: " + complaints + "; all output is in " + kept + ", its end:\n" + end);
    }
    assertThat(summary).contains("failed=0").doesNotContain("tests=0 ");
  }
}
