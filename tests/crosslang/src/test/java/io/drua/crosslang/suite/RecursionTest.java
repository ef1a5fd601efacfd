package io.drua.crosslang.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.drua.bridge.ImageBuffer;
import io.drua.bridge.JavaFunction;
import io.drua.bridge.PixelType;
import io.drua.bridge.PyObject;
import io.drua.bridge.PythonException;
import io.drua.bridge.Routine;
import io.drua.bridge.RoutineCall;
import io.drua.crosslang.support.PythonScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Endless recursion, also through C code, is an exception on Drua's threads. */
class RecursionTest {
  private PythonScope python;

  @BeforeEach
  void open() {
    python = PythonScope.of("calls.py");
  }

  @AfterEach
  void stillWorks() {
    Routine quick = python.copied("quick");
    short[] pixels = new short[4];
    assertThat(PythonScope.run(quick, ImageBuffer.ofArray(pixels, PixelType.UINT16, 4)).value()).isEqualTo("done");
    quick.close();
    python.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"for_ever", "for_ever_sorted", "for_ever_compared", "for_ever_repr", "for_ever_equal",
      "for_ever_nested_repr"})
  void isRecursionError(String function) {
    python.exec("def run_it(image):\n    return " + function + "()");
    Routine routine = python.copied("run_it");
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(
              () -> PythonScope.run(routine, ImageBuffer.ofArray(new short[4], PixelType.UINT16, 4)))
          .isInstanceOf(PythonException.class)
          .satisfies(thrown -> assertThat(((PythonException) thrown).pythonType()).isEqualTo("RecursionError"))
          .hasMessageContaining("recursion");
    }
    routine.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"for_ever", "for_ever_sorted", "for_ever_repr"})
  void isRecursionErrorAlsoWithTheLimitRaised(String function) {
    python.exec("import sys\n"
        + "def run_it(image):\n"
        + "    before = sys.getrecursionlimit()\n"
        + "    sys.setrecursionlimit(1_000_000)\n"
        + "    try:\n        return " + function + "()\n"
        + "    finally:\n        sys.setrecursionlimit(before)\n");
    Routine routine = python.copied("run_it");
    assertThatThrownBy(() -> PythonScope.run(routine, ImageBuffer.ofArray(new short[4], PixelType.UINT16, 4)))
        .isInstanceOf(PythonException.class)
        .hasMessageContaining("recursion");
    routine.close();
  }

  @Test
  void throughBothLanguagesEndsInAnException() {
    python.exec("def run_it(image, function=None):\n    return function()");
    Routine routine = python.copied("run_it");
    try (PyObject forEver = python.object("for_ever_java")) {
      JavaFunction[] self = new JavaFunction[1];
      self[0] = args -> forEver.call(self[0]);
      Throwable thrown =
          catchThrowable(
              () ->
                  routine.run(
                      RoutineCall.builder()
                          .image(ImageBuffer.ofArray(new short[4], PixelType.UINT16, 4))
                          .parameter("function", self[0])
                          .build()));
      assertThat(thrown).isInstanceOf(PythonException.class);
    }
    routine.close();
  }
}
