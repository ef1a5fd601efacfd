package io.drua.crosslang.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.BridgeException;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.PixelType;
import io.drua.bridge.PyObject;
import io.drua.bridge.Routine;
import io.drua.bridge.RoutineCall;
import io.drua.bridge.StaleHandleException;
import io.drua.crosslang.support.Collector;
import io.drua.crosslang.support.PythonScope;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Handles: closed by hand, twice, too early, never. */
class HandlesTest {
  private PythonScope python;

  @BeforeEach
  void open() {
    python = PythonScope.of("values.py");
  }

  @AfterEach
  void stillWorks() {
    assertThat(python.call("same", "on")).isEqualTo("on");
    python.close();
  }

  @Test
  void closedObjectIsRefusedWithAdvice() {
    PyObject object = (PyObject) python.call("opaque");
    object.close();
    object.close();
    assertThat(object.isClosed()).isTrue();
    assertThat(object).hasToString("closed Python object");
    for (Runnable use : new Runnable[] {object::call, object::repr, () -> object.get("count"),
        () -> object.set("count", 1), () -> object.invoke("twice", 1), () -> python.call("same", object)}) {
      assertThatThrownBy(use::run)
          .isInstanceOf(StaleHandleException.class)
          .hasMessageContaining("closed before")
          .satisfies(thrown -> assertThat(((BridgeException) thrown).hint()).contains("Keep the object open"));
    }
  }

  @Test
  void closedRoutineAndClosedImageAreRefused() {
    Routine routine = python.copied("same");
    routine.close();
    ImageBuffer image = ImageBuffer.ofArray(new byte[4], PixelType.UINT8, 4);
    assertThatThrownBy(() -> PythonScope.run(routine, image)).isInstanceOf(StaleHandleException.class);
    Routine open = python.copied("same");
    ImageBuffer direct = ImageBuffer.ofDirect(java.nio.ByteBuffer.allocateDirect(4), PixelType.UINT8, 4);
    direct.close();
    assertThatThrownBy(() -> open.run(RoutineCall.builder().image(direct).build()))
        .isInstanceOf(StaleHandleException.class)
        .hasMessageContaining("image buffer was closed");
    open.close();
  }

  @Test
  void countsComeBackToWhereTheyWere() throws Exception {
    long before = Collector.settled().handles();
    List<PyObject> objects = new ArrayList<PyObject>();
    for (int i = 0; i < 100; i++) {
      objects.add((PyObject) python.call("opaque"));
    }
    assertThat(PythonScope.runtime().statistics().handles()).isEqualTo(before + 100);
    for (PyObject object : objects) {
      object.close();
    }
    assertThat(Collector.settled().handles()).isEqualTo(before);
  }

  @Test
  void forgottenObjectsAreSweptAndCounted() throws Exception {
    long handles = Collector.settled().handles();
    long swept = PythonScope.runtime().statistics().swept();
    for (int i = 0; i < 50; i++) {
      assertThat(python.call("opaque")).isInstanceOf(PyObject.class);
    }
    Collector.awaitCollected(
        "fifty swept objects", () -> PythonScope.runtime().statistics().swept() >= swept + 50);
    assertThat(Collector.settled().handles()).isLessThanOrEqualTo(handles);
  }

  @Test
  void failedCallsKeepNothing() throws Exception {
    long before = Collector.settled().handles();
    for (int i = 0; i < 20; i++) {
      // Half of the reply is written when the text can't be.
      python.exec("def half():\n    return [object(), object(), 'a\\ud800']");
      assertThatThrownBy(() -> python.call("half")).hasMessageContaining("surrogate");
    }
    assertThat(Collector.settled().handles()).isEqualTo(before);
  }

  @Test
  void exceptionsAreLetGoOfWithTheirJavaException() throws Exception {
    long before = Collector.settled().handles();
    for (int i = 0; i < 30; i++) {
      assertThatThrownBy(() -> python.eval("1 // 0")).hasMessageContaining("zero");
    }
    // A thread of the JVM may itself refer to the last exception that it threw, until it throws another one.
    assertThatThrownBy(() -> PythonScope.runtime().onLargeStack(() -> {
      throw new IllegalStateException("the last one");
    })).hasMessage("the last one");
    Collector.awaitCollected("exceptions", () -> PythonScope.runtime().statistics().handles() <= before);
  }
}
