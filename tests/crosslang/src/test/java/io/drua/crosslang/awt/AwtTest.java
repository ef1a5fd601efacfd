package io.drua.crosslang.awt;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drua.crosslang.support.Checks;
import io.drua.crosslang.support.ChildJvm;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Starts a process with windows, and reports each of its checks as a test. */
class AwtTest {
  @TestFactory
  Stream<DynamicTest> withWindows() throws Exception {
    String display = System.getenv("DISPLAY");
    boolean linux = System.getProperty("os.name").equals("Linux");
    assumeTrue(!linux || (display != null && !display.isEmpty()),
        "No display: listeners were not called by real windows. Start Xvfb and set DISPLAY, as .ci/run does.");
    ChildJvm jvm = new ChildJvm().options("-Djava.awt.headless=false").within(120);
    return Checks.in(jvm, "awt", AwtChecks.class);
  }
}
