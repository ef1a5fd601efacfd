package io.drua.crosslang.fiji;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drua.crosslang.support.Checks;
import io.drua.crosslang.support.ChildJvm;
import io.drua.crosslang.support.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Starts ImageJ with Drua in processes of its own and reports what the checks there found. */
class ImageJTest {
  private static final int RADIUS = 12;
  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> withoutDisplay() throws Exception {
    return checks(true, Places.python().toString(), HeadlessChecks.class, OptionChecks.class, PixelChecks.class, ResultChecks.class, StackChecks.class,
        RoutineFileChecks.class);
  }

  @TestFactory
  Stream<DynamicTest> inTheWindow() throws Exception {
    String display = System.getenv("DISPLAY");
    boolean linux = System.getProperty("os.name").equals("Linux");
    assumeTrue(!linux || (display != null && !display.isEmpty()),
        "No display: ImageJ's window was not tested. Start Xvfb and a window manager, and set DISPLAY, as .ci/run does.");
    return checks(false, Places.python().toString(), WindowChecks.class, WindowTroubleChecks.class);
  }

  @TestFactory
  Stream<DynamicTest> withoutPython() throws Exception {
    return checks(true, folder.resolve("no-such-python").toString(), NoPythonChecks.class);
  }

  private Stream<DynamicTest> checks(boolean headless, String python, Class<?>... classes) throws Exception {
    Application application = Application.in(folder.resolve("ImageJ Größe"));
    Path own = Files.createDirectories(folder.resolve("own"));
    Files.copy(Places.resource("fiji/routines/checks.py"), own.resolve("checks.py"));
    Path expected = expected(folder.resolve("expected.raw"));
    ChildJvm jvm =
        new ChildJvm()
            .classPath(Application.classPathWithoutDrua())
            .variable("DRUA_PYTHON", python)
            .options(
                "-Djava.awt.headless=" + headless,
                "-Duser.language=en",
                "-Dplugins.dir=" + application.folder(),
                "-Duser.home=" + Files.createDirectories(folder.resolve("home")),
                "-Ddrua.cache.dir=" + folder.resolve("cache"),
                "-Ddrua.routines=" + own,
                "-Dchecks.own=" + own,
                "-Dchecks.work=" + Files.createDirectories(folder.resolve("wörk")),
                "-Dchecks.top.hat.12=" + expected)
            .within(180);
    return Checks.in(jvm, "imagej-" + classes[0].getSimpleName(), classes);
  }

  /** What Python computes without Drua for the real image. */
  private static Path expected(Path file) throws IOException, InterruptedException {
    Process python = new ProcessBuilder(
        Places.python().toString(), Places.resource("fiji/python/top_hat.py").toString(),
        Places.root().resolve("tests/data/test_image.tif").toString(), String.valueOf(RADIUS), file.toString())
        .inheritIO().start();
    assertThat(python.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(python.exitValue()).isZero();
    return file;
  }
}
