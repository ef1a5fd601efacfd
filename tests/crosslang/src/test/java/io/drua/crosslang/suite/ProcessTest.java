package io.drua.crosslang.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.drua.bridge.BridgeException;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.PixelType;
import io.drua.bridge.PythonException;
import io.drua.bridge.Routine;
import io.drua.crosslang.support.PythonScope;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Routines that would end, split or block the process. */
class ProcessTest {
  private PythonScope python;
  private short[] pixels;

  @BeforeEach
  void open() {
    python = PythonScope.of("process.py");
    pixels = new short[] {1, 2, 3, 4};
  }

  @AfterEach
  void stillWorks() {
    assertThat(pixels).containsExactly((short) 1, (short) 2, (short) 3, (short) 4);
    assertThat(python.eval("2 + 2")).isEqualTo(4L);
    python.close();
  }

  private Object run(String function) {
    Routine routine = python.copied(function);
    try {
      return PythonScope.run(routine, ImageBuffer.ofArray(pixels, PixelType.UINT16, 2, 2)).value();
    } finally {
      routine.close();
    }
  }

  private BridgeException failure(String function) {
    Throwable thrown = catchThrowable(() -> run(function));
    assertThat(thrown).isInstanceOf(BridgeException.class);
    return (BridgeException) thrown;
  }

  @ParameterizedTest
  @CsvSource({"leave,SystemExit,3", "leave_quietly,SystemExit,''", "interrupt,KeyboardInterrupt,''"})
  void exitsAreExceptionsOfTheCall(String function, String type, String message) {
    BridgeException thrown = failure(function);
    assertThat(thrown).isInstanceOf(PythonException.class).hasMessageContaining(message);
    assertThat(((PythonException) thrown).pythonType()).endsWith(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"leave_hard", "leave_by_abort"})
  void endsOfTheProcessAreRefused(String function) {
    BridgeException thrown = failure(function);
    assertThat(thrown.code()).isEqualTo("forbidden-call");
    assertThat(thrown).hasMessageContaining("take down the whole program");
    assertThat(thrown.hint()).contains("raise an exception");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void forkIsRefused() {
    BridgeException thrown = failure("fork");
    assertThat(thrown.code()).isEqualTo("forbidden-call");
    assertThat(thrown.hint()).contains("subprocess").contains("spawn");
    BridgeException pool = failure("forked_pool");
    assertThat(pool.getLocalizedMessage()).contains("fork");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ask", "read", "read_descriptor"})
  void standardInputSaysWhereToAsk(String function) {
    BridgeException thrown = failure(function);
    assertThat(thrown.code()).isEqualTo("no-input");
    assertThat(thrown.hint()).contains("parameter of the routine");
  }

  @Test
  void exitInThreadEndsTheThreadOnly() {
    assertThat(run("system_exit_in_thread")).isEqualTo("alive");
  }

  @Test
  void subprocessesOfPythonArePython() {
    assertThat(run("subprocess")).isEqualTo("42");
    List<?> facts = (List<?>) run("executable");
    assertThat(facts.get(0)).isEqualTo(PythonScope.runtime().interpreter().executable());
  }

  @Test
  void multiprocessingSpawns() {
    assertThat(run("start_method")).isEqualTo("spawn");
    assertThat(run("pool")).isEqualTo(Arrays.asList(6L, 24L, 120L));
    assertThat(run("executor")).isEqualTo(Arrays.asList(6L, 24L, 120L));
  }
}
