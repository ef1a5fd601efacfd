package io.drua.crosslang.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImageJ;
import ij.WindowManager;
import io.drua.bridge.PythonException;
import io.drua.crosslang.support.Places;
import io.drua.crosslang.support.PythonScope;
import io.drua.fiji.menu.HeadlessCommands;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every script of {@code examples/pyimagej}, each in a namespace of its own; a script asserts what it found. */
class ScriptChecks {
  private static final int AT_LEAST = 18;

  @BeforeAll
  static void start() {
    PythonScope.runtime();
    if (GraphicsEnvironment.isHeadless()) {
      // A recorded script asks for commands without a word to anyone before.
      HeadlessCommands.prepare();
    } else {
      new ImageJ(ImageJ.STANDALONE);
    }
  }

  @TestFactory
  Stream<DynamicTest> scripts() throws IOException {
    List<Path> scripts;
    try (Stream<Path> files = Files.list(Places.pythonPackages().resolve("examples/pyimagej"))) {
      scripts = files.filter(file -> file.toString().endsWith(".py")).sorted().collect(Collectors.toList());
    }
    assertThat(scripts).hasSizeGreaterThanOrEqualTo(AT_LEAST);
    return scripts.stream().map(script -> DynamicTest.dynamicTest(script.getFileName().toString(), () -> run(script)));
  }

  private static void run(Path script) {
    try (PythonScope scope = PythonScope.empty()) {
      scope.exec("import runpy\ndef run(path):\n    runpy.run_path(path, run_name='__main__')");
      scope.call("run", script.toString());
    } finally {
      closeAll();
    }
  }

  @Test
  void namesAreThoseOfTheHost() {
    try (PythonScope scope = PythonScope.empty()) {
      scope.exec("import jpype, imagej, scyjava, drua._compat as compat");
      assertThat(scope.eval("jpype.__file__.startswith(compat.FOLDER)")).isEqualTo(true);
      assertThat(scope.eval("imagej.__file__.startswith(compat.FOLDER)")).isEqualTo(true);
      assertThat(scope.eval("scyjava.__name__")).isEqualTo("scyjava");
    }
  }

  @Test
  void aFailingScriptFails() {
    try (PythonScope scope = PythonScope.empty()) {
      assertThatThrownBy(() -> scope.exec("import imagej\nassert imagej.init().IJ is None"))
          .isInstanceOfSatisfying(PythonException.class, error -> assertThat(error.toString()).contains("AssertionError"));
    }
  }

  @Test
  void endingJavaEndsNothing() {
    try (PythonScope scope = PythonScope.empty()) {
      scope.exec("import jpype, scyjava, imagej\njpype.shutdownJVM()\nscyjava.shutdown_jvm()\nimagej.init().dispose()");
      assertThat(IJ.getVersion()).isNotEmpty();
      if (!GraphicsEnvironment.isHeadless()) {
        assertThat(IJ.getInstance().isShowing()).isTrue();
      }
    }
  }

  private static void closeAll() {
    int[] ids = WindowManager.getIDList();
    for (int id : ids == null ? new int[0] : ids) {
      WindowManager.getImage(id).changes = false;
      WindowManager.getImage(id).close();
    }
    WindowManager.setTempCurrentImage(null);
  }
}
