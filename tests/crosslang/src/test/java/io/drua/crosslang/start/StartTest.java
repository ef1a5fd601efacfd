package io.drua.crosslang.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.drua.crosslang.support.ChildJvm;
import io.drua.crosslang.support.Machine;
import io.drua.crosslang.support.Places;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Starts in bad circumstances: each a clear message with what to do, in a JVM that lives on. */
@DisabledOnOs(OS.WINDOWS)
class StartTest {
  @TempDir private Path folder;

  private ChildJvm child() {
    return new ChildJvm()
        .within(60)
        .in(folder)
        .variable("HOME", folder.toString())
        .variable("TMPDIR", folder.toString());
  }

  /** The usual folders without those that have a Python. */
  private ChildJvm withoutPython() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("nothing"));
    return child().variable("PATH", empty.toString());
  }

  private ChildJvm.Outcome run(ChildJvm child, String... args) throws Exception {
    String[] all = new String[args.length + 1];
    System.arraycopy(args, 0, all, 0, args.length);
    all[args.length] = "cache=" + folder.resolve("cache");
    ChildJvm.Outcome outcome = child.run(StartProbe.class, all);
    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(outcome.output()).contains("ALIVE");
    return outcome;
  }

  /** The failure of a start, which is the same the second time. */
  private String failure(ChildJvm child, String... args) throws Exception {
    ChildJvm.Outcome outcome = run(child, args);
    List<String> failures = outcome.lines("FAILED ");
    assertThat(failures).as(outcome.output()).hasSize(2);
    assertThat(failures.get(1)).isEqualTo(failures.get(0));
    assertThat(failures.get(0)).contains(" HINT ").doesNotEndWith("HINT null").doesNotEndWith("HINT ");
    return failures.get(0);
  }

  private static void assertStarted(ChildJvm.Outcome outcome, String source) {
    assertThat(outcome.output()).contains("NUMPY 10");
    assertThat(outcome.lines("STARTED")).as(outcome.output()).hasSize(1);
    assertThat(outcome.lines("STARTED").get(0)).contains(source);
  }

  private Path script(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file;
  }

  private static String python() {
    return Places.python().toString();
  }

  // -- Found --

  @Test
  void environmentVariableNamesThePython() throws Exception {
    assertStarted(run(withoutPython().variable("DRUA_PYTHON", python())), "environment variable DRUA_PYTHON");
  }

  @Test
  void settingOfFijiNamesTheEnvironment() throws Exception {
    Path environment = Places.python().getParent().getParent();
    Path config = Files.createDirectories(folder.resolve("app/config/jaunch"));
    Files.write(config.resolve("fiji.cfg"), ("python-dir=" + environment + "\n").getBytes(StandardCharsets.UTF_8));
    assertStarted(run(withoutPython(), "app=" + folder.resolve("app")), "Fiji's python-dir setting");
  }

  @Test
  void activeEnvironmentAndManagedOneAreFound() throws Exception {
    String environment = Places.python().getParent().getParent().toString();
    assertStarted(run(withoutPython().variable("VIRTUAL_ENV", environment)), "VIRTUAL_ENV");
    assertStarted(run(withoutPython(), "managed=" + environment), "managed environment");
  }

  @Test
  void environmentOfItsOwnIsWhatPythonSees() throws Exception {
    ChildJvm.Outcome outcome = run(withoutPython(), "python=" + python());
    assertThat(outcome.lines("STARTED").get(0)).endsWith("EXECUTABLE " + python());
  }

  // -- Not found, or of the wrong kind --

  @Test
  void nothingFoundListsWhatWasSearched() throws Exception {
    Path config = Files.createDirectories(folder.resolve("app/config/jaunch"));
    Files.write(config.resolve("fiji.cfg"), "python-dir=gone\n".getBytes(StandardCharsets.UTF_8));
    ChildJvm.Outcome outcome = run(withoutPython(), "app=" + folder.resolve("app"), "attempts=1");
    if (!outcome.lines("STARTED").isEmpty()) {
      // Usual places of installation are searched too; this machine has one with NumPy.
      assertThat(outcome.lines("STARTED").get(0)).contains("usual place of installation");
      return;
    }
    String failed = outcome.lines("FAILED").get(0);
    assertThat(failed)
        .contains("InterpreterNotFoundException python-not-found")
        .contains("no usable Python interpreter was found")
        .contains("python-dir setting")
        .contains("VIRTUAL_ENV")
        .contains("PATH entry " + folder.resolve("nothing"));
  }

  @Test
  void settingThatNamesNothingSaysSo() throws Exception {
    assertThat(failure(child(), "python=" + folder.resolve("gone")))
        .contains("InterpreterNotFoundException")
        .contains("Drua's Python setting")
        .contains("does not exist");
    assertThat(failure(child().variable("DRUA_PYTHON", "/nowhere/python")))
        .contains("environment variable DRUA_PYTHON")
        .contains("/nowhere/python");
  }

  @Test
  void failedStartCanBeFollowedByAGoodOne() throws Exception {
    ChildJvm.Outcome outcome = run(child(), "python=" + folder.resolve("gone"), "otherwise=" + python());
    assertThat(outcome.lines("FAILED")).hasSize(2);
    assertStarted(outcome, "Drua's Python setting");
  }

  @Test
  void tooOldPythonIsNamedWithItsVersion() throws Exception {
    Path old = find("3.9");
    if (old == null) {
      System.out.println("SKIPPED: no Python 3.9 on this machine");
      Assumptions.abort("no Python 3.9 on this machine");
    }
    assertThat(failure(child(), "python=" + old))
        .contains("3.9")
        .contains("too old")
        .contains("version 3.10.0 or newer");
  }

  private static Path find(String minor) throws IOException {
    Path versions = Paths.get(System.getenv().getOrDefault("PYENV_ROOT", System.getProperty("user.home") + "/.pyenv"))
        .resolve("versions");
    if (!Files.isDirectory(versions)) {
      return null;
    }
    try (Stream<Path> list = Files.list(versions)) {
      return list.filter(path -> path.getFileName().toString().startsWith(minor + "."))
          .map(path -> path.resolve("bin/python"))
          .filter(Files::isExecutable)
          .findFirst()
          .orElse(null);
    }
  }

  @Test
  void programsThatAreNoPythonAreRefused() throws Exception {
    assertThat(failure(child(), "python=" + script("bin/python", "#!/bin/sh\necho hello\n")))
        .contains("no usable answer");
    assertThat(failure(child(), "python=" + script("bin2/python", "#!/bin/sh\nexit 3\n"))).contains("no usable answer");
    Path text = folder.resolve("python.txt");
    Files.write(text, new byte[] {1, 2, 3});
    failure(child(), "python=" + text);
  }

  @Test
  void interpreterThatLiesOnPathIsPassedOver() throws Exception {
    script("path/python3", "#!/bin/sh\necho '{}'\n");
    ChildJvm child = child().variable("PATH", folder.resolve("path") + ":" + Places.python().getParent());
    assertStarted(run(child), "PATH entry " + Places.python().getParent());
  }

  @Test
  void pythonWithoutNumpySaysHowToInstallIt() throws Exception {
    Path bare = folder.resolve("bare");
    Process made = new ProcessBuilder(python(), "-m", "venv", "--without-pip", bare.toString()).inheritIO().start();
    assertThat(made.waitFor()).isZero();
    Path program = bare.resolve("bin/python");
    assertThat(failure(child(), "python=" + program)).contains("has no NumPy").contains("-m pip install numpy");
  }

  @Test
  void brokenEnvironmentSaysHowToMakeItAgain() throws Exception {
    Path broken = Files.createDirectories(folder.resolve("broken/bin"));
    Files.write(folder.resolve("broken/pyvenv.cfg"), "home = /gone/bin\n".getBytes(StandardCharsets.UTF_8));
    Files.createSymbolicLink(broken.resolve("python"), Paths.get("/gone/bin/python3"));
    assertThat(failure(child(), "python=" + broken.getParent())).contains("broken").contains("venv");
  }

  @Test
  void wrongPythonHomeIsNamed() throws Exception {
    Path home = Files.createDirectories(folder.resolve("home"));
    assertThat(failure(child().variable("PYTHONHOME", home.toString()), "python=" + python()))
        .contains("PYTHONHOME")
        .contains(home.toString());
  }

  // -- Environments that must not matter --

  @Test
  void faulthandlerLeavesNullPointersToJava() throws Exception {
    ChildJvm child = child().variable("PYTHONFAULTHANDLER", "1").options("-XX:+UnlockDiagnosticVMOptions");
    ChildJvm.Outcome outcome = run(child, "python=" + python(), "then=npe");
    assertStarted(outcome, "setting");
    assertThat(outcome.output()).contains("NPE 66667");
  }

  @Test
  void plainLocaleKeepsNonAsciiText() throws Exception {
    for (String locale : new String[] {"C", "POSIX"}) {
      ChildJvm.Outcome outcome = run(child().variable("LC_ALL", locale), "python=" + python(), "then=text");
      assertStarted(outcome, "setting");
      assertThat(outcome.output()).contains("TEXT true true 1 2");
    }
  }

  @Test
  void variablesOfPythonDoNotEndTheProcess() throws Exception {
    ChildJvm child =
        child()
            .variable("PYTHONDEVMODE", "1")
            .variable("PYTHONMALLOC", "malloc_debug")
            .variable("PYTHONIOENCODING", "no-such-encoding")
            .variable("PYTHONHASHSEED", "not a number")
            .variable("PYTHONUTF8", "7")
            .variable("PYTHONINSPECT", "1");
    ChildJvm.Outcome outcome = run(child, "python=" + python(), "attempts=1");
    // Refused with words or started: but never an end of the process.
    assertThat(outcome.lines("STARTED", "FAILED")).hasSize(1);
  }

  @Test
  void damagedStandardLibraryIsAFailureNotAnEnd() throws Exception {
    Path path = Files.createDirectories(folder.resolve("shadow"));
    Files.write(path.resolve("encodings.py"), "raise RuntimeError('shadowed')\n".getBytes(StandardCharsets.UTF_8));
    ChildJvm.Outcome outcome =
        run(child().variable("PYTHONPATH", path.toString()), "python=" + python(), "attempts=1");
    assertThat(outcome.lines("STARTED", "FAILED")).hasSize(1);
  }

  // -- Native libraries --

  @Test
  void missingLibrariesAreNamedWithTheirFolder() throws Exception {
    Path empty = Files.createDirectories(folder.resolve("natives"));
    assertThat(failure(child(), "python=" + python(), "natives=" + empty))
        .contains("NativeLibraryException library")
        .contains("drua_loader")
        .contains(empty.toString());
  }

  @Test
  void damagedLibrariesAreFailures() throws Exception {
    Path loaderless = copyNatives("loaderless");
    truncate(loaderless.resolve(System.mapLibraryName("drua_loader")));
    assertThat(failure(child(), "python=" + python(), "natives=" + loaderless))
        .contains("NativeLibraryException library")
        .contains("drua_loader")
        .contains("is damaged: it has 4096 bytes")
        .contains("Install Drua again");
    Path coreless = copyNatives("coreless");
    truncate(coreless.resolve(System.mapLibraryName("drua_core")));
    assertThat(failure(child(), "python=" + python(), "natives=" + coreless))
        .contains("NativeLibraryException library")
        .contains("drua_core")
        .contains("is damaged");
    Path text = copyNatives("text");
    Files.write(text.resolve(System.mapLibraryName("drua_loader")), "no library".getBytes(StandardCharsets.UTF_8));
    assertThat(failure(child(), "python=" + python(), "natives=" + text)).contains("can't be opened");
  }

  private Path copyNatives(String name) throws IOException {
    Path target = Files.createDirectories(folder.resolve(name));
    try (Stream<Path> files = Files.list(Places.natives())) {
      for (Path file : files.filter(Files::isRegularFile).collect(Collectors.toList())) {
        if (file.getFileName().toString().contains("drua_")) {
          Files.copy(file, target.resolve(file.getFileName()));
        }
      }
    }
    return target;
  }

  private static void truncate(Path library) throws IOException {
    byte[] bytes = Files.readAllBytes(library);
    Files.write(library, java.util.Arrays.copyOf(bytes, 4096));
  }

  @Test
  void unsupportedPlatformIsNamed() throws Exception {
    assertThat(failure(child().options("-Dos.arch=riscv64"), "python=" + python()))
        .contains("NativeLibraryException library")
        .contains("riscv64")
        .contains("Linux (x86-64, aarch64)");
  }

  @Test
  void missingPackageOfDruaIsNamed() throws Exception {
    Path empty = Files.createDirectories(folder.resolve("packages"));
    ChildJvm.Outcome outcome = run(child(), "python=" + python(), "packages=" + empty);
    assertThat(outcome.lines("FAILED")).hasSize(2);
    assertThat(outcome.lines("FAILED").get(0)).contains("drua");
  }

  // -- Every Python and Java --

  @Test
  void eachPythonStartsFromItsOwnEnvironment() throws Exception {
    List<Machine.Entry> pythons = Machine.pythons();
    assertThat(pythons).isNotEmpty();
    for (Machine.Entry entry : pythons) {
      ChildJvm.Outcome outcome = run(withoutPython(), "python=" + entry.path(), "then=npe");
      assertStarted(outcome, entry.version());
      assertThat(outcome.output()).contains("NPE 66667");
    }
  }
}
