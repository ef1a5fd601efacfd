package io.drua.crosslang.micromanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.drua.bridge.PythonRuntime;
import io.drua.crosslang.support.Checks;
import io.drua.crosslang.support.ChildJvm;
import io.drua.crosslang.support.Machine;
import io.drua.crosslang.support.Places;
import io.drua.fiji.Macro;
import io.drua.micromanager.PythonProcessorPlugin;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Starts Micro-Manager's test host with the plugin in processes of their own, without a display and under {@code
 * -Xcheck:jni}, on every Java that Micro-Manager may have, and reports what the checks there found.
 */
class MicroManagerTest {
  private static final List<String> JAVAS = Arrays.asList("11", "17", "25");
  private static final long LIMIT_SECONDS = 240;
  /** Python and Java threads are given a while to end, then the program ends without them. */
  private static final long LONGEST_END_MILLIS = 20_000;

  @TempDir Path folder;

  /** What is tested on one Java. */
  private interface Part {
    Stream<DynamicTest> on(Machine.Entry java) throws Exception;
  }

  private static Stream<DynamicNode> everyJava(Part part) throws Exception {
    List<Machine.Entry> found = new ArrayList<>();
    for (Machine.Entry java : Machine.javas()) {
      if (JAVAS.contains(java.version())) {
        found.add(java);
      }
    }
    assertThat(found).as("Java runtimes: build/jdks.py found none").isNotEmpty();
    List<DynamicNode> nodes = new ArrayList<>();
    for (Machine.Entry java : found) {
      nodes.add(dynamicContainer("Java " + java.version(), part.on(java)));
    }
    return nodes.stream();
  }

  /** A process with folders of its own, and the Python of these tests. */
  private ChildJvm child(Machine.Entry java, String name) throws IOException {
    Path own = folder.resolve(name + " " + java.version());
    Path routines = Files.createDirectories(own.resolve("own"));
    return new ChildJvm()
        .java(java.path())
        .within(LIMIT_SECONDS)
        .variable("DRUA_PYTHON", Places.python().toString())
        .options(
            "-Xcheck:jni",
            "-XX:+UseG1GC",
            "-Xmx1g",
            "-Duser.language=en",
            "-Duser.home=" + Files.createDirectories(own.resolve("home")),
            "-Ddrua.home=" + Files.createDirectories(own.resolve("Micro-Manager")),
            "-Ddrua.cache.dir=" + folder.resolve("cache"),
            "-Ddrua.python.path=" + Places.pythonPackages(),
            "-Ddrua.routines=" + String.join(File.pathSeparator, routines.toString(), Reload.routines().toString(),
                Places.pythonPackages().resolve("processors").toString()),
            "-Dchecks.own=" + routines,
            "-Dchecks.work=" + Files.createDirectories(own.resolve("wörk")));
  }

  private ChildJvm withNatives(ChildJvm jvm) {
    return jvm.options("-Ddrua.native.dir=" + Places.natives());
  }

  private static String log(String name, Machine.Entry java) {
    return "micromanager-" + name + "-" + java.version();
  }

  @TestFactory
  Stream<DynamicNode> processors() throws Exception {
    return everyJava(java -> Checks.in(withNatives(child(java, "processors")), log("processors", java), PixelChecks.class,
        CopyChecks.class, PlaceChecks.class, TagChecks.class, StateChecks.class, FailureChecks.class, OddFrameChecks.class,
        ReloadChecks.class, LiveChecks.class, AbortChecks.class));
  }

  // -- Real frames --

  @TestFactory
  Stream<DynamicNode> framesOfARealCore() throws Exception {
    Path python = pythonWithCore();
    return everyJava(java -> Checks.in(
        withNatives(child(java, "camera")).variable("DRUA_PYTHON", python.toString()), log("camera", java), CameraChecks.class));
  }

  /** The newest Python here that has Micro-Manager's core; tests/requirements.txt says for which there is one. */
  private static Path pythonWithCore() throws Exception {
    Path found = null;
    for (Machine.Entry entry : Machine.pythons()) {
      Process asked = new ProcessBuilder(entry.path().toString(), "-c", "import pymmcore, mm_test_adapters")
          .redirectErrorStream(true).redirectOutput(new File(File.separatorChar == '\\' ? "NUL" : "/dev/null")).start();
      found = asked.waitFor() == 0 ? entry.path() : found;
    }
    boolean expected = System.getProperty("os.name").equals("Linux") && System.getProperty("os.arch").equals("amd64");
    if (found == null && !expected) {
      Assumptions.abort("There is no core of Micro-Manager for this platform.");
    }
    assertThat(found).as("a Python with pymmcore").isNotNull();
    return found;
  }

  // -- Several copies --

  @TestFactory
  Stream<DynamicNode> classLoadersShareOnePython() throws Exception {
    Path plugin = located(PythonProcessorPlugin.class);
    Path bridge = located(PythonRuntime.class);
    Path fiji = located(Macro.class);
    return everyJava(java -> Checks.in(
        withNatives(child(java, "loaders")).classPath(withoutDrua()).options(
            "-Dchecks.plugin=" + plugin + File.pathSeparator + bridge, "-Dchecks.fiji=" + fiji + File.pathSeparator + bridge),
        log("loaders", java), LoaderChecks.class));
  }

  /** The jar as users drop it in: with nothing beside it, its libraries and Python files come out of it. */
  @TestFactory
  Stream<DynamicNode> theJarAlone() throws Exception {
    Path jar = packedJar();
    Path plugin = located(PythonProcessorPlugin.class);
    boolean packed = jar != null && Files.isRegularFile(plugin)
        && Files.getLastModifiedTime(jar).compareTo(Files.getLastModifiedTime(plugin)) >= 0;
    Assumptions.assumeTrue(packed, "The jar is not packed, or is older than the classes; mvn verify packs it.");
    String fiji = located(Macro.class) + File.pathSeparator + located(PythonRuntime.class);
    return everyJava(java -> Checks.in(
        child(java, "jar").classPath(withoutDrua()).options("-Ddrua.python.path=", "-Dchecks.plugin=" + jar, "-Dchecks.fiji=" + fiji),
        log("jar", java), LoaderChecks.class));
  }

  private static Path packedJar() throws IOException {
    Path folder = Places.root().resolve("target/micromanager/mmplugins");
    if (!Files.isDirectory(folder)) {
      return null;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().matches("drua-micromanager-.*\\.jar"))
          .max(java.util.Comparator.comparing(file -> file.toFile().lastModified())).orElse(null);
    }
  }

  private static String withoutDrua() {
    List<Path> drua = Arrays.asList(located(PythonProcessorPlugin.class), located(PythonRuntime.class), located(Macro.class));
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !drua.contains(Paths.get(entry).toAbsolutePath().normalize()))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The jar or folder that a class comes from. */
  private static Path located(Class<?> type) {
    return Paths.get(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toAbsolutePath().normalize();
  }

  // -- Something missing --

  @TestFactory
  Stream<DynamicNode> withoutPython() throws Exception {
    return everyJava(java -> Checks.in(
        withNatives(child(java, "no python")).variable("DRUA_PYTHON", folder.resolve("no-such-python").toString())
            .options("-Dchecks.says=no-such-python|DRUA_PYTHON", "-Dchecks.mended=true"),
        log("no-python", java), MissingChecks.class));
  }

  @TestFactory
  @DisabledOnOs(OS.WINDOWS)
  Stream<DynamicNode> withoutNumpy() throws Exception {
    Path bare = folder.resolve("bare");
    Process made = new ProcessBuilder(Places.python().toString(), "-m", "venv", "--without-pip", bare.toString()).inheritIO().start();
    assertThat(made.waitFor()).isZero();
    return everyJava(java -> Checks.in(
        withNatives(child(java, "no numpy")).options("-Dchecks.python=" + bare.resolve("bin/python"),
            "-Dchecks.says=has no NumPy|-m pip install numpy", "-Dchecks.mended=true"),
        log("no-numpy", java), MissingChecks.class));
  }

  @TestFactory
  Stream<DynamicNode> withoutNativeLibrary() throws Exception {
    Path empty = Files.createDirectories(folder.resolve("no natives"));
    return everyJava(java -> Checks.in(
        child(java, "no natives").options("-Ddrua.native.dir=" + empty, "-Dchecks.says=drua_loader|" + empty),
        log("no-natives", java), MissingChecks.class));
  }

  // -- The end --

  @TestFactory
  Stream<DynamicNode> closedWhileFramesFlow() throws Exception {
    return everyJava(java -> Stream.of("frames.add_one", "trouble.spin", "trouble.sleep_long")
        .map(routine -> dynamicTest(routine, () -> closed(java, routine))));
  }

  private void closed(Machine.Entry java, String routine) throws Exception {
    ChildJvm.Outcome outcome = withNatives(child(java, "closing " + routine)).run(ClosingMain.class, routine);
    long ended = System.currentTimeMillis();
    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(outcome.complaints()).isEmpty();
    List<String> lines = outcome.lines(ClosingMain.MARK);
    assertThat(lines).as(outcome.output()).hasSize(1);
    long closing = Long.parseLong(lines.get(0).substring(ClosingMain.MARK.length()).trim());
    assertThat(ended - closing).as("milliseconds from the end's begin").isLessThan(LONGEST_END_MILLIS);
  }
}
