package io.drua.crosslang.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.BridgeException;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.PixelType;
import io.drua.bridge.Routine;
import io.drua.bridge.RoutineCall;
import io.drua.bridge.RoutineCancelledException;
import io.drua.bridge.Transfer;
import io.drua.crosslang.support.Collector;
import io.drua.crosslang.support.PythonScope;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CancellationTest {
  /** A busy machine included; unloaded it takes some milliseconds. */
  private static final long SOON_NANOS = TimeUnit.SECONDS.toNanos(5);

  private PythonScope python;
  private ExecutorService thread;
  private short[] pixels;

  @BeforeEach
  void open() {
    python = PythonScope.of("calls.py");
    thread = Executors.newSingleThreadExecutor();
    pixels = new short[16];
  }

  /** The next call on the same thread of Java is not touched by a wish that came too late. */
  @AfterEach
  void stillWorks() throws Exception {
    Routine quick = python.copied("quick");
    for (int i = 0; i < 3; i++) {
      assertThat(thread.submit(() -> quick.run(call().build()).value()).get()).isEqualTo("done");
    }
    thread.shutdown();
    assertThat(PythonScope.runtime().statistics().calls()).isZero();
    quick.close();
    python.close();
  }

  private RoutineCall.Builder call() {
    return RoutineCall.builder().image(ImageBuffer.ofArray(pixels, PixelType.UINT16, 4, 4)).onCallerThread();
  }

  private static void assertCancelled(Future<?> running) throws Exception {
    try {
      running.get(20, TimeUnit.SECONDS);
      throw new AssertionError("it was not cancelled");
    } catch (ExecutionException failed) {
      assertThat(failed.getCause()).isInstanceOf(RoutineCancelledException.class);
      assertThat(((BridgeException) failed.getCause()).code()).isEqualTo("cancelled");
      assertThat(failed.getCause().getMessage()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"spin", "spin_stubborn", "spin_cleaning"})
  void runningByteCodeStopsSoon(String function) throws Exception {
    Routine routine = python.copied(function);
    python.exec("progress[0] = 0");
    RoutineCall call = call().build();
    Future<?> running = thread.submit(() -> routine.run(call));
    Collector.await("the routine runs", () -> (Long) python.call("steps") > 0);
    long start = System.nanoTime();
    call.cancel();
    assertCancelled(running);
    assertThat(System.nanoTime() - start).isLessThan(SOON_NANOS);
    if (function.equals("spin_cleaning")) {
      assertThat(python.eval("cleaned")).asString().isEqualTo("[true]");
    }
    routine.close();
  }

  @Test
  void sleepIsLeftAtItsEnd() throws Exception {
    Routine routine = python.copied("sleep");
    RoutineCall call = call().build();
    python.exec("progress[0] = 0");
    Future<?> running = thread.submit(() -> routine.run(call));
    Collector.await("the routine sleeps", () -> (Long) python.call("steps") > 0);
    call.cancel();
    assertCancelled(running);
    routine.close();
  }

  @Test
  void routineThatAsksHearsIt() throws Exception {
    python.exec(
        "def ask_twice(image):\n"
            + "    try:\n"
            + "        return ask(image)\n"
            + "    except drua.Cancelled:\n"
            + "        return drua.cancelled()");
    Routine routine = python.copied("ask_twice");
    RoutineCall call = call().build();
    python.exec("progress[0] = 0");
    Future<?> running = thread.submit(() -> routine.run(call).value());
    Collector.await("the routine asks", () -> (Long) python.call("steps") > 0);
    call.cancel();
    // Either way of leaving is right; none may hang or spoil the next call.
    try {
      assertThat(running.get(20, TimeUnit.SECONDS)).isIn("asked", true);
    } catch (ExecutionException failed) {
      assertThat(failed.getCause()).isInstanceOf(RoutineCancelledException.class);
    }
    routine.close();
  }

  @Test
  void progressIsAPlaceToStop() throws Exception {
    python.exec(
        "def report(image):\n"
            + "    progress[0] = 1\n"
            + "    while True:\n"
            + "        drua.progress(0.5)\n"
            + "        time.sleep(0.001)");
    Routine routine = python.copied("report");
    RoutineCall call = call().build();
    python.exec("progress[0] = 0");
    Future<?> running = thread.submit(() -> routine.run(call).value());
    Collector.await("the routine reports", () -> (Long) python.call("steps") > 0);
    call.cancel();
    assertCancelled(running);
    routine.close();
  }

  @Test
  void cancelledBeforeItBeganNeverBegins() {
    Routine routine = python.copied("spin");
    python.exec("progress[0] = -1");
    RoutineCall call = call().build();
    call.cancel();
    assertThat(call.isCancelled()).isTrue();
    assertThatThrownBy(() -> routine.run(call))
        .isInstanceOf(RoutineCancelledException.class)
        .hasMessageContaining("before it began");
    assertThat(python.call("steps")).isEqualTo(-1L);
    routine.close();
  }

  @Test
  void cancelledAfterItsEndChangesNothing() throws Exception {
    Routine routine = python.copied("quick");
    for (int i = 0; i < 50; i++) {
      RoutineCall call = call().build();
      assertThat(routine.run(call).value()).isEqualTo("done");
      call.cancel();
    }
    routine.close();
  }

  @Test
  void cancelRacesWithTheEndWithoutHarm() throws Exception {
    Routine routine = python.copied("quick");
    int done = 0;
    for (int i = 0; i < 300; i++) {
      RoutineCall call = call().build();
      Future<?> running = thread.submit(() -> routine.run(call).value());
      call.cancel();
      try {
        assertThat(running.get(20, TimeUnit.SECONDS)).isEqualTo("done");
        done++;
      } catch (ExecutionException failed) {
        assertThat(failed.getCause()).isInstanceOf(RoutineCancelledException.class);
      }
      assertThat(python.eval("sum(range(100))")).isEqualTo(4950L);
    }
    assertThat(done).isBetween(0, 300);
    routine.close();
  }

  @Test
  void cancelledCopiedCallLeavesTheImageAsItWas() throws Exception {
    python.exec("def spoil(image):\n    image[...] = 9\n    spin(image)");
    Routine routine = python.copied("spoil");
    python.exec("progress[0] = 0");
    RoutineCall call = call().build();
    Future<?> running = thread.submit(() -> routine.run(call));
    Collector.await("the routine runs", () -> (Long) python.call("steps") > 0);
    call.cancel();
    assertCancelled(running);
    assertThat(pixels).containsOnly((short) 0);
    routine.close();
  }

  @Test
  void pinnedCallsAreCancelledToo() throws Exception {
    python.exec("def twice(image):\n    progress[0] += 1\n    if progress[0] > 1:\n        spin(image)");
    Routine routine = python.pinned("twice");
    python.exec("progress[0] = 0");
    Transfer first = routine.run(call().build()).transfers().get(0);
    assertThat(first.mode()).isEqualTo(Transfer.Mode.COPIED);
    RoutineCall call = call().build();
    Future<?> running = thread.submit(() -> routine.run(call));
    // Asking Python would need an allocation, which a pin may hold up; so the wish is simply repeated.
    long end = System.nanoTime() + SOON_NANOS;
    while (!running.isDone() && System.nanoTime() < end) {
      Thread.sleep(20);
      call.cancel();
    }
    assertCancelled(running);
    routine.close();
  }
}
