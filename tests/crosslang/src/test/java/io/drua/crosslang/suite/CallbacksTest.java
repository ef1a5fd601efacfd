package io.drua.crosslang.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.drua.bridge.BridgeException;
import io.drua.bridge.ConversionException;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.JavaFunction;
import io.drua.bridge.PixelType;
import io.drua.bridge.PyObject;
import io.drua.bridge.PythonException;
import io.drua.bridge.Routine;
import io.drua.bridge.RoutineCall;
import io.drua.bridge.RoutineResult;
import io.drua.bridge.Transfer;
import io.drua.crosslang.support.Collector;
import io.drua.crosslang.support.PythonScope;
import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Java functions called by Python, and exceptions through both languages. */
class CallbacksTest {
  private PythonScope python;

  @BeforeEach
  void open() {
    python = PythonScope.of("calls.py");
  }

  @AfterEach
  void stillWorks() {
    JavaFunction add = args -> (Long) args[0] + (Long) args[1];
    assertThat(python.call("call", add, 40, 2)).isEqualTo(42L);
    python.close();
  }

  private Object call(JavaFunction function, Object... args) {
    Object[] all = new Object[args.length + 1];
    all[0] = function;
    System.arraycopy(args, 0, all, 1, args.length);
    return python.call("call", all);
  }

  @Test
  void argumentsAndResultsAreConverted() {
    AtomicReference<Object[]> seen = new AtomicReference<Object[]>();
    JavaFunction function = args -> {
      seen.set(args);
      return Arrays.asList("back", null, 1.5);
    };
    assertThat(call(function, 1, "two", Arrays.asList(3, true), null)).isEqualTo(Arrays.asList("back", null, 1.5));
    assertThat(seen.get()).containsExactly(1L, "two", Arrays.asList(3L, true), null);
  }

  @Test
  void functionComesBackAsTheVeryOne() {
    JavaFunction function = args -> null;
    Object same = call(args -> args[0] == function, function);
    assertThat(same).isEqualTo(true);
  }

  @Test
  void arraysOfPythonReachJavaInPlace() {
    JavaFunction fill = args -> {
      try (ImageBuffer image = (ImageBuffer) args[0]) {
        image.asByteBuffer().putShort(2, (short) 9);
      }
      return null;
    };
    python.exec("import numpy as np\narray = np.zeros(3, dtype=np.uint16)");
    try (PyObject function = python.object("lambda f: f(array)")) {
      function.call(fill);
    }
    assertThat(python.eval("array.tolist()")).isEqualTo(Arrays.asList(0L, 9L, 0L));
  }

  @Test
  void calledUnderPinIsRefusedWithAdvice() {
    Routine routine = python.pinned("catch_pinned");
    int[] calls = {0};
    JavaFunction function = args -> ++calls[0];
    short[] pixels = new short[16];
    RoutineCall first = call(routine, pixels, function);
    // The first call is copied, where calling Java is fine.
    assertThat(routine.run(first).value()).isEqualTo("called");
    // It called Java: from now on it is copied.
    RoutineResult second = routine.run(call(routine, pixels, function));
    assertThat(second.transfers().get(0).mode()).isEqualTo(Transfer.Mode.COPIED);
    assertThat(second.transfers().get(0).reason()).isEqualTo("it called Java in an earlier call");
    assertThat(calls[0]).isEqualTo(2);
    routine.close();
  }

  private static RoutineCall call(Routine routine, short[] pixels, JavaFunction function) {
    return RoutineCall.builder()
        .image(ImageBuffer.ofArray(pixels, PixelType.UINT16, 4, 4))
        .parameter("function", function)
        .build();
  }

  @Test
  void routineThatTurnsToJavaLaterIsRefusedOnceAndThenCopied() {
    python.exec(
        "import drua\n"
            + "def later(image, function=None):\n"
            + "    image += 1\n"
            + "    return function(1) if function else 'quiet'");
    Routine routine = python.pinned("later");
    short[] pixels = new short[16];
    for (int i = 0; i < 2; i++) {
      routine.run(call(routine, pixels, null));
    }
    int[] calls = {0};
    JavaFunction function = args -> ++calls[0];
    Throwable refused = catchThrowable(() -> routine.run(call(routine, pixels, function)));
    assertThat(refused).isInstanceOf(PythonException.class);
    assertThat(((BridgeException) refused).code()).isEqualTo("pinned-call");
    assertThat(((PythonException) refused).pythonType()).isEqualTo("drua._errors.PinnedCallError");
    assertThat(refused.getLocalizedMessage()).contains("pinned").contains("pin=True");
    assertThat(calls[0]).isZero();
    RoutineResult after = routine.run(call(routine, pixels, function));
    assertThat(after.value()).isEqualTo(1L);
    assertThat(after.transfers().get(0).reason()).isEqualTo("it called Java in an earlier call");
    routine.close();
  }

  @Test
  void sharedMemoryNeedsNoPinSoThatJavaMayBeCalled() {
    Routine routine = python.pinned("call_with_image");
    java.nio.ByteBuffer memory = java.nio.ByteBuffer.allocateDirect(32);
    JavaFunction function = args -> (Long) args[0] * 10;
    try (ImageBuffer image = ImageBuffer.ofDirect(memory, PixelType.UINT16, 4, 4)) {
      for (int i = 1; i < 4; i++) {
        RoutineResult result = routine.run(RoutineCall.builder().image(image).parameter("function", function).build());
        assertThat(result.value()).isEqualTo(10L * i);
      }
    }
    routine.close();
  }

  // -- Exceptions --

  @Test
  void javaExceptionComesBackAsTheSameObject() {
    IOException thrown = new IOException("disk full");
    assertThatThrownBy(() -> call(args -> {
          throw thrown;
        }))
        .isInstanceOf(PythonException.class)
        .hasMessageContaining("disk full")
        .satisfies(caught -> {
          assertThat(caught.getCause()).isSameAs(thrown);
          assertThat(((PythonException) caught).pythonType()).isEqualTo("java.io.IOException");
        });
  }

  @Test
  void javaErrorsPassToo() {
    StackOverflowError error = new StackOverflowError("made up");
    assertThatThrownBy(() -> call(args -> {
          throw error;
        })).satisfies(caught -> assertThat(caught.getCause()).isSameAs(error));
  }

  @Test
  void pythonCatchesJavaExceptionsWithTheirText() {
    JavaFunction failing = args -> {
      throw new IllegalStateException("shutter \ud83d\ude00 stuck");
    };
    List<?> seen = (List<?>) python.call("catch_java", failing);
    assertThat(seen.get(0)).isEqualTo("java.lang.IllegalStateException");
    assertThat(seen.get(1)).isEqualTo("java.lang.IllegalStateException: shutter \ud83d\ude00 stuck");
    assertThat(seen.get(2)).isEqualTo(true);
    assertThat(seen.get(3)).isEqualTo(true);
  }

  @Test
  void pythonExceptionComesBackToPythonAsTheSameObject() {
    try (PyObject raise = python.object("raise_own")) {
      JavaFunction through = args -> raise.call();
      assertThat(python.call("same_exception", through)).isEqualTo(true);
    }
  }

  @Test
  void framesOfPythonStandInTheJavaStackTrace() {
    Throwable thrown = catchThrowable(() -> python.call("chain"));
    assertThat(thrown).isInstanceOf(PythonException.class).hasMessageContaining("outer");
    PythonException outer = (PythonException) thrown;
    assertThat(outer.pythonType()).isEqualTo("RuntimeError");
    StackTraceElement top = outer.getStackTrace()[0];
    assertThat(top.getClassName()).isEqualTo("python");
    assertThat(top.getMethodName()).isEqualTo("chain");
    assertThat(top.getFileName()).endsWith("calls.py");
    assertThat(top.getLineNumber()).isPositive();
    assertThat(outer.pythonTraceback())
        .contains("Traceback (most recent call last)")
        .contains("KeyError: 'missing'")
        .contains("The above exception was the direct cause")
        .contains("raise RuntimeError(\"outer\") from error");
    assertThat(outer.getCause()).isInstanceOf(PythonException.class);
    assertThat(((PythonException) outer.getCause()).pythonType()).isEqualTo("KeyError");
    Throwable handling = catchThrowable(() -> python.call("context"));
    assertThat(handling.getCause()).isInstanceOf(PythonException.class);
  }

  @Test
  void oddMessagesTravel() {
    assertThatThrownBy(() -> python.call("odd_message"))
        .hasMessageContaining("caf\u00e9")
        .hasMessageContaining("\ud83d\ude00");
    assertThatThrownBy(() -> python.call("silent"))
        .isInstanceOf(PythonException.class)
        .hasMessageContaining("can't be read");
    JavaFunction odd = args -> {
      throw new IllegalStateException("lone \ud800");
    };
    assertThatThrownBy(() -> call(odd)).isInstanceOf(PythonException.class);
    JavaFunction silent = args -> {
      throw new IllegalStateException();
    };
    assertThatThrownBy(() -> call(silent)).isInstanceOf(PythonException.class);
  }

  @Test
  void resultWithoutCounterpartIsTheObjectItself() {
    Thread thread = new Thread();
    assertThat(call(args -> thread)).isSameAs(thread);
  }

  @Test
  void pixelsOfJavaAreNoResultOfAFunction() {
    assertThatThrownBy(() -> call(args -> ImageBuffer.ofArray(new byte[4], PixelType.UINT8, 4)))
        .isInstanceOf(PythonException.class)
        .hasMessageContaining("can't return the pixels");
  }

  @Test
  void fiftyLevelsOfBothLanguages() {
    try (PyObject down = python.object("down")) {
      JavaFunction[] self = new JavaFunction[1];
      self[0] = args -> down.call(self[0], args[0]);
      assertThat(down.call(self[0], 50)).isEqualTo(50L);
      IllegalStateException deep = new IllegalStateException("at the bottom");
      self[0] = args -> {
        if ((Long) args[0] == 0) {
          throw deep;
        }
        return down.call(self[0], args[0]);
      };
      Throwable thrown = catchThrowable(() -> down.call(self[0], 50));
      Throwable last = thrown;
      while (last.getCause() != null) {
        last = last.getCause();
      }
      assertThat(last).isSameAs(deep);
    }
  }

  @Test
  void functionsThatPythonForgotAreReleased() throws Exception {
    long before = Collector.settled().functions();
    python.exec("held = []");
    try (PyObject hold = python.object("held.append")) {
      for (int i = 0; i < 20; i++) {
        hold.call((JavaFunction) args -> null);
      }
    }
    assertThat(PythonScope.runtime().statistics().functions()).isEqualTo(before + 20);
    python.exec("held.clear()");
    Collector.awaitCollected("functions", () -> PythonScope.runtime().statistics().functions() == before);
  }

  @Test
  void whatPythonRaisedAndJavaPassedOnIsLetGoOf() throws InterruptedException {
    AtomicReference<Reference<Throwable>> seen = new AtomicReference<Reference<Throwable>>();
    JavaFunction passesOn = args -> {
      try {
        return python.call("raise_own");
      } catch (BridgeException raised) {
        seen.set(new WeakReference<Throwable>(raised));
        throw raised;
      }
    };
    assertThatThrownBy(() -> call(passesOn)).isInstanceOf(BridgeException.class);
    Collector.awaitCollected("the exception that Java passed on is gone", () -> seen.get().get() == null);
  }
}
