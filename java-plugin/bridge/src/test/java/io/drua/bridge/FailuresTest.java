package io.drua.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.drua.bridge.internal.Contract;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {
  private static Map<Object, Object> error(String code, String type, String message) {
    Map<Object, Object> error = new LinkedHashMap<>();
    error.put("code", code);
    error.put("type", type);
    error.put("message", message);
    return error;
  }

  private static List<Object> frame(String file, long line, String function, String source) {
    return Arrays.asList(file, line, function, source);
  }

  @ParameterizedTest
  @CsvSource({
    "cancelled, RoutineCancelledException", "buffer-in-use, BufferInUseException",
    "stale-handle, StaleHandleException", "conversion, ConversionException", "lost-view, LostViewException",
    "parameter, ParameterException", "no-interpreter, InterpreterNotFoundException",
    "start-failed, InterpreterStartException", "library, NativeLibraryException",
    "python-exception, PythonException", "pinned-call, PythonException", "something-new, PythonException"
  })
  void everyCodeHasItsClass(String code, String expected) {
    Map<Object, Object> error = error(code, "drua.SomeError", "what was found");
    error.put("hint", "Do this.");
    BridgeException made = Failures.of(1, error);
    assertThat(made.getClass().getSimpleName()).isEqualTo(expected);
    assertThat(made.code()).isEqualTo(code);
    assertThat(made.getMessage()).isEqualTo("what was found");
    assertThat(made.hint()).isEqualTo("Do this.");
    assertThat(made.toString()).contains("Do this.");
  }

  @Test
  void everyStatusHasACodeWithoutABlock() {
    Map<?, ?> statuses = (Map<?, ?>) Contract.read("abi.json").get("statuses");
    for (Object name : statuses.keySet()) {
      int status = Contract.number(statuses, (String) name);
      if (status != 0) {
        assertThat(Failures.of(status, null).code()).as("%s", name).doesNotStartWith("status-");
      }
    }
    assertThat(Failures.of(99, null).code()).isEqualTo("status-99");
  }

  @Test
  void pythonFramesStandAboveJavaFrames() {
    Map<Object, Object> error = error("python-exception", "ValueError", "radius must be positive");
    error.put(
        "frames",
        Arrays.asList(frame("/r/a.py", 10, "outer", "inner(1)"), frame("/r/b.py", 20, "inner", "raise ValueError")));
    PythonException made = (PythonException) Failures.of(1, error);
    StackTraceElement[] stack = made.getStackTrace();
    assertThat(stack[0]).isEqualTo(new StackTraceElement("python", "inner", "/r/b.py", 20));
    assertThat(stack[1]).isEqualTo(new StackTraceElement("python", "outer", "/r/a.py", 10));
    assertThat(stack[2].getClassName()).startsWith("io.drua.bridge");
    assertThat(made.pythonType()).isEqualTo("ValueError");
    assertThat(made.getLocalizedMessage()).isEqualTo("ValueError: radius must be positive");
    assertThat(made.pythonTraceback())
        .isEqualTo(
            "Traceback (most recent call last):\n"
                + "  File \"/r/a.py\", line 10, in outer\n    inner(1)\n"
                + "  File \"/r/b.py\", line 20, in inner\n    raise ValueError\n"
                + "ValueError: radius must be positive\n");
  }

  @Test
  void deepRecursionIsShort() {
    Map<Object, Object> error = error("python-exception", "RecursionError", "too deep");
    List<Object> frames = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      frames.add(frame("/r/a.py", 3, "again", "again()"));
    }
    error.put("frames", frames);
    String text = ((PythonException) Failures.of(1, error)).pythonTraceback();
    assertThat(text.split("\n")).hasSizeLessThan(12);
    assertThat(text).contains("repeated");
  }

  @Test
  void aPythonCauseIsTheCause() {
    Map<Object, Object> error = error("python-exception", "RuntimeError", "outer");
    error.put("cause", error("python-exception", "KeyError", "'inner'"));
    PythonException made = (PythonException) Failures.of(1, error);
    assertThat(((PythonException) made.getCause()).pythonType()).isEqualTo("KeyError");
    assertThat(made.pythonTraceback())
        .startsWith("KeyError: 'inner'")
        .contains("direct cause")
        .contains("RuntimeError: outer");
  }

  @Test
  void aJavaExceptionThatPassedThroughPythonIsItself() {
    IllegalStateException original = new IllegalStateException("from Java");
    Map<Object, Object> error = error("java-exception", "drua.JavaError", "from Java");
    error.put("throwable", original);
    assertThat(Failures.of(1, error).getCause()).isSameAs(original);
  }

  @Test
  void theWaitingThreadIsInTheStack() {
    BridgeException made = Failures.of(1, error("python-exception", "ValueError", "x"));
    int before = made.getStackTrace().length;
    Failures.addCaller(made);
    assertThat(made.getStackTrace().length).isGreaterThan(before);
    assertThat(made.getStackTrace()[before].getMethodName()).isEqualTo("theWaitingThreadIsInTheStack");
  }

  @Test
  void brokenBlocksStillGiveAnException() {
    Map<Object, Object> error = new LinkedHashMap<>();
    error.put("frames", Arrays.asList(null, "text", new ArrayList<>()));
    error.put("throwable", "no throwable");
    assertThat(Failures.of(8, error).code()).isEqualTo("panic");
  }
}
