package io.drua.crosslang.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drua.crosslang.support.Checks;
import io.drua.crosslang.support.ChildJvm;
import io.drua.crosslang.support.Machine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Starts an ImageJ for the scripts in processes of its own, and reports each script as a test. */
class ScriptsTest {
  @TempDir Path folder;

  @TestFactory
  Stream<DynamicContainer> onEveryPython() throws Exception {
    List<Machine.Entry> found = Machine.pythons();
    assertThat(found).as("Python interpreters: build/pythons.py found none").isNotEmpty();
    Stream.Builder<DynamicContainer> all = Stream.builder();
    for (Machine.Entry python : found) {
      all.add(DynamicContainer.dynamicContainer("Python " + python.version(), checks(true, python)));
    }
    return all.build();
  }

  @TestFactory
  Stream<DynamicTest> inTheWindow() throws Exception {
    String display = System.getenv("DISPLAY");
    boolean linux = System.getProperty("os.name").equals("Linux");
    assumeTrue(!linux || (display != null && !display.isEmpty()),
        "No display: the scripts were not run with ImageJ's window. Start Xvfb and set DISPLAY, as .ci/run does.");
    List<Machine.Entry> found = Machine.pythons();
    return checks(false, found.get(found.size() - 1));
  }

  private Stream<DynamicTest> checks(boolean headless, Machine.Entry python) throws Exception {
    ChildJvm jvm =
        new ChildJvm()
            .options(
                "-Djava.awt.headless=" + headless,
                "-Duser.language=en",
                "-Ddrua.test.python=" + python.path(),
                "-Ddrua.cache.dir=" + folder.resolve("cache"),
                "-Duser.home=" + Files.createDirectories(folder.resolve("home")))
            .within(180);
    String name = "scripts-" + (headless ? "" : "window-") + python.version();
    return Checks.in(jvm, name, ScriptChecks.class);
  }
}
