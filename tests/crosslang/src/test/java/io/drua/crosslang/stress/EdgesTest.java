package io.drua.crosslang.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.BridgeException;
import io.drua.bridge.BufferInUseException;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.JavaFunction;
import io.drua.bridge.PixelType;
import io.drua.bridge.PyObject;
import io.drua.bridge.Routine;
import io.drua.bridge.RoutineCall;
import io.drua.bridge.RoutineCancelledException;
import io.drua.bridge.RoutineResult;
import io.drua.bridge.RoutineTraits;
import io.drua.bridge.StaleHandleException;
import io.drua.bridge.Transfer;
import io.drua.crosslang.support.Collector;
import io.drua.crosslang.support.PythonScope;
import java.lang.ref.WeakReference;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rare ways through a call, each of which once lost something. */
@SuppressWarnings("try") // What is closed early here is closed early on purpose.
class EdgesTest {
  private PythonScope scope;

  @BeforeEach
  void open() {
    scope = PythonScope.of("stress.py");
  }

  @AfterEach
  void close() {
    scope.close();
  }

  private Routine pinned(String name) {
    return scope.routine(name, RoutineTraits.builder().inPlace(true).pin(true).plainArrays(true).build());
  }

  private static RoutineCall.Builder call() {
    return RoutineCall.builder().image(ImageBuffer.ofArray(new short[64 * 64], PixelType.UINT16, 64, 64));
  }

  @Test
  void aListThatContainsItselfIsAnErrorAlsoUnderAPin() {
    scope.exec("def endless(image):\n    found = []\n    found.append(found)\n    return found\n");
    try (Routine endless = pinned("endless")) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> endless.run(call().build())).isInstanceOf(BridgeException.class);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "{'last': image}", "(image, image[2:])", "{'a': (1, {'b': image.T})}", "[numpy.asarray(image[1:][1:])]",
    "numpy.asarray(image.view(drua.Image)[3:])", "lambda: image"
  })
  void whatIsKeptInAnyPlainContainerIsASnapshot(String kept) {
    scope.exec("import numpy, drua\nstore = []\ndef keep_it(image):\n    store.append(" + kept + ")\n");
    try (Routine keep = pinned("keep_it")) {
      keep.run(call().build());
      Transfer transfer = keep.run(call().build()).transfers().get(0);
      assertThat(transfer.mode()).isEqualTo(Transfer.Mode.PINNED);
      assertThat(transfer.escaped()).isTrue();
    }
  }

  @Test
  void aDestructorCallsJavaOnlyWhenNothingIsPinned() {
    AtomicBoolean pinned = new AtomicBoolean();
    AtomicBoolean calledUnderPin = new AtomicBoolean();
    Thread here = Thread.currentThread();
    JavaFunction last = args -> {
      if (pinned.get() && Thread.currentThread() == here) {
        calledUnderPin.set(true);
      }
      return null;
    };
    try (Routine add = pinned("add");
        PyObject make = scope.object("make_noisy")) {
      RoutineResult result = add.run(call().parameter("value", 1).build());
      for (int i = 0; i < 200; i++) {
        PyObject made = (PyObject) make.call(last);
        made.set("cycle", null);
        made.close();
        pinned.set(true);
        result = add.run(call().parameter("value", 1).onCallerThread().build());
        pinned.set(false);
      }
      assertThat(result.transfers().get(0).mode()).isEqualTo(Transfer.Mode.PINNED);
    }
    assertThat(calledUnderPin).isFalse();
  }

  @Test
  void functionsOfCallsThatAreRefusedAreLetGo() throws InterruptedException {
    WeakReference<JavaFunction> ofStale = new WeakReference<JavaFunction>(callClosedObject());
    WeakReference<JavaFunction> ofBusy = new WeakReference<JavaFunction>(callWithSameImageTwice());
    Collector.awaitCollected(
        "functions that never reached Python", () -> ofStale.get() == null && ofBusy.get() == null);
  }

  private JavaFunction callClosedObject() {
    JavaFunction function = new JavaFunction() {
      @Override
      public Object call(Object[] args) {
        return this;
      }
    };
    try (PyObject closed = scope.object("make_quiet");
        PyObject made = (PyObject) closed.call()) {
      // Handles are checked in Java first; this one was given away beneath it.
      assertThatThrownBy(() -> made.call(function, "not callable")).isInstanceOf(BridgeException.class);
      made.close();
      assertThatThrownBy(() -> made.call(function)).isInstanceOf(StaleHandleException.class);
    }
    return function;
  }

  private JavaFunction callWithSameImageTwice() {
    JavaFunction function = new JavaFunction() {
      @Override
      public Object call(Object[] args) {
        return this;
      }
    };
    ImageBuffer image = ImageBuffer.ofArray(new byte[16], PixelType.UINT8, 4, 4);
    try (Routine add = pinned("add")) {
      RoutineCall twice = RoutineCall.builder().image(image).image(image).parameter("value", function).build();
      assertThatThrownBy(() -> add.run(twice)).isInstanceOf(BufferInUseException.class);
    }
    return function;
  }

  @Test
  void aCallIsCancelledEvenIfItsWishMeetsACallWithinIt() throws InterruptedException {
    scope.exec(
        "def outer(image, java):\n"
            + "    try:\n        java()\n    except Exception:\n        pass\n"
            + "    end = time.time() + 20\n    while time.time() < end:\n        pass\n");
    try (Routine outer = pinned("outer");
        Routine inner = pinned("spin")) {
      CountDownLatch runs = new CountDownLatch(1);
      JavaFunction java = args -> {
        runs.countDown();
        return inner.run(call().parameter("seconds", 20).copied("within another call").onCallerThread().build()).value();
      };
      RoutineCall cancelled = call().parameter("java", java).copied("calls Java").build();
      Thread canceller = new Thread(() -> {
        try {
          runs.await();
          Thread.sleep(300);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
        }
        cancelled.cancel();
      });
      canceller.start();
      long start = System.nanoTime();
      assertThatThrownBy(() -> outer.run(cancelled)).isInstanceOf(RoutineCancelledException.class);
      assertThat((System.nanoTime() - start) / 1_000_000_000).as("seconds").isLessThan(15);
      canceller.join();
      try (PyObject increment = scope.object("increment")) {
        assertThat(increment.call(1)).isEqualTo(2L);
      }
    }
  }

  @Test
  void aCallIsCancelledWhileADestructorTakesLong() throws InterruptedException {
    scope.exec("class Slow:\n    def __del__(self):\n        time.sleep(12)\n");
    try (Routine spin = pinned("spin");
        PyObject slow = scope.object("Slow()")) {
      slow.close();
      // Nobody else has Python's lock now: the destructor runs on the thread that is there for such.
      Thread.sleep(500);
      RoutineCall cancelled = call().parameter("seconds", 20).copied("will be cancelled").build();
      Thread canceller = new Thread(() -> {
        try {
          Thread.sleep(500);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
        }
        cancelled.cancel();
      });
      canceller.start();
      long start = System.nanoTime();
      assertThatThrownBy(() -> spin.run(cancelled)).isInstanceOf(RoutineCancelledException.class);
      assertThat((System.nanoTime() - start) / 1_000_000_000).as("seconds").isLessThan(9);
      canceller.join();
    }
  }
}
