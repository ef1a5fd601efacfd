package io.drua.crosslang.suite;

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
import io.drua.bridge.RoutineTraits;
import io.drua.bridge.Transfer;
import io.drua.crosslang.support.Collector;
import io.drua.crosslang.support.PythonScope;
import java.awt.EventQueue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls of several threads, and pixels that two of them want. */
class ThreadsTest {
  private PythonScope python;
  private ExecutorService threads;

  @BeforeEach
  void open() {
    python = PythonScope.of("calls.py");
    threads = Executors.newCachedThreadPool();
  }

  @AfterEach
  void stillWorks() throws InterruptedException {
    python.call("let_go");
    threads.shutdown();
    assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    assertThat(PythonScope.runtime().statistics().borrows()).isZero();
    JavaFunction echo = args -> args[0];
    assertThat(python.call("call", echo, 42)).isEqualTo(42L);
    python.close();
  }

  private static RoutineCall call(ImageBuffer... images) {
    RoutineCall.Builder builder = RoutineCall.builder();
    for (ImageBuffer image : images) {
      builder.image(image);
    }
    return builder.build();
  }

  private static ImageBuffer of(short[] pixels) {
    return ImageBuffer.ofArray(pixels, PixelType.UINT16, pixels.length / 4, 4);
  }

  // -- Two at once --

  @Test
  void twoThreadsRunAtOnceWhileOneWaits() throws Exception {
    Routine slow = python.copied("slow");
    Future<?> waiting = threads.submit((Callable<Object>) () -> slow.run(call(of(new short[16]))).value());
    assertThat(python.call("wait_inside")).isEqualTo(true);
    // Another routine runs meanwhile, on another image.
    Routine quick = python.copied("quick");
    short[] pixels = new short[16];
    assertThat(quick.run(call(of(pixels))).value()).isEqualTo("done");
    assertThat(pixels).containsOnly((short) 1);
    assertThat(waiting.isDone()).isFalse();
    assertThat(PythonScope.runtime().statistics().calls()).isEqualTo(1);
    python.call("let_go");
    assertThat(waiting.get(20, TimeUnit.SECONDS)).isEqualTo("slow");
    slow.close();
    quick.close();
  }

  @Test
  void manyThreadsCountRight() throws Exception {
    Routine quick = python.pinned("quick");
    int each = 200;
    List<Future<short[]>> all = new ArrayList<Future<short[]>>();
    for (int i = 0; i < 6; i++) {
      boolean onCaller = i % 2 == 0;
      all.add(
          threads.submit(
              () -> {
                short[] pixels = new short[64];
                for (int run = 0; run < each; run++) {
                  RoutineCall.Builder builder = RoutineCall.builder().image(of(pixels));
                  quick.run(onCaller ? builder.onCallerThread().build() : builder.build());
                }
                return pixels;
              }));
    }
    for (Future<short[]> one : all) {
      assertThat(one.get(60, TimeUnit.SECONDS)).containsOnly((short) each);
    }
    quick.close();
  }

  @Test
  void eventThreadOfAwtMayCall() throws Exception {
    Routine quick = python.pinned("quick");
    short[] pixels = new short[16];
    AtomicReference<Object> value = new AtomicReference<Object>();
    EventQueue.invokeAndWait(
        () -> {
          for (int i = 0; i < 3; i++) {
            value.set(quick.run(call(of(pixels))).value());
          }
          value.set(value.get() + " " + python.eval("1 + 1"));
        });
    assertThat(value.get()).isEqualTo("done 2");
    assertThat(pixels).containsOnly((short) 3);
    quick.close();
  }

  @Test
  void statesOfEndedThreadsAreReclaimed() throws Exception {
    Collector.await("calls over", () -> PythonScope.runtime().statistics().calls() == 0);
    long before = PythonScope.runtime().statistics().threads();
    for (int i = 0; i < 40; i++) {
      Thread thread = new Thread(() -> python.eval("1"));
      thread.start();
      thread.join();
    }
    Collector.await(
        "thread states", () -> PythonScope.runtime().statistics().threads() <= before + 2);
  }

  @Test
  void callsFromPythonThreadsReachJava() throws Exception {
    AtomicReference<Thread> seen = new AtomicReference<Thread>();
    JavaFunction function = args -> {
      seen.set(Thread.currentThread());
      return (Long) args[0] + 1;
    };
    python.exec(
        "import threading\n"
            + "def in_thread(f):\n"
            + "    found = []\n"
            + "    thread = threading.Thread(target=lambda: found.append(f(41)))\n"
            + "    thread.start()\n"
            + "    thread.join(20)\n"
            + "    return found");
    assertThat(python.call("in_thread", function)).isEqualTo(java.util.Collections.singletonList(42L));
    assertThat(seen.get()).isNotSameAs(Thread.currentThread());
    assertThat(seen.get().isDaemon()).isTrue();
  }

  @Test
  void interruptedCallerCancelsAndStaysInterrupted() throws Exception {
    Routine spin = python.copied("spin");
    AtomicReference<Throwable> thrown = new AtomicReference<Throwable>();
    AtomicReference<Boolean> interrupted = new AtomicReference<Boolean>();
    Thread caller =
        new Thread(
            () -> {
              try {
                spin.run(call(of(new short[16])));
              } catch (RuntimeException stopped) {
                thrown.set(stopped);
              }
              interrupted.set(Thread.currentThread().isInterrupted());
            });
    python.exec("progress[0] = 0");
    caller.start();
    Collector.await("the routine runs", () -> (Long) python.call("steps") > 0);
    caller.interrupt();
    caller.join(20_000);
    assertThat(thrown.get()).isInstanceOf(io.drua.bridge.RoutineCancelledException.class);
    assertThat(interrupted.get()).isTrue();
    spin.close();
  }

  // -- The same pixels --

  @Test
  void readersShareAndWritersDoNot() throws Exception {
    python.exec("def two(first, second):\n    return int(first.sum() + second.sum())");
    RoutineTraits reads = RoutineTraits.builder().plainArrays(true).build();
    RoutineTraits writes = RoutineTraits.builder().plainArrays(true).inPlace(true).build();
    Routine reading = python.routine("two", reads);
    Routine writing = python.routine("two", writes);
    short[] pixels = {1, 2, 3, 4};
    for (int i = 0; i < 3; i++) {
      assertThat(reading.run(call(of(pixels), of(pixels))).value()).isEqualTo(20L);
    }
    assertThatThrownBy(() -> writing.run(call(of(pixels), of(pixels))))
        .isInstanceOf(BufferInUseException.class)
        .hasMessageContaining("the same pixels twice");
    assertThatThrownBy(() -> writing.run(call(of(pixels), of(pixels).readOnly())))
        .isInstanceOf(BufferInUseException.class)
        .hasMessageContaining("to write and to read");
    assertThat(writing.run(call(of(pixels), of(new short[4]))).value()).isEqualTo(10L);
    reading.close();
    writing.close();
  }

  @Test
  void overlappingDirectMemoryIsAConflictAndNeighboursAreNot() {
    python.exec("def two(first, second):\n    first += 1\n    return int(first.sum())");
    Routine writing = python.copied("two");
    ByteBuffer memory = ByteBuffer.allocateDirect(16);
    ImageBuffer left = ImageBuffer.ofDirect(slice(memory, 0, 8), PixelType.UINT8, 8);
    ImageBuffer right = ImageBuffer.ofDirect(slice(memory, 8, 16), PixelType.UINT8, 8);
    ImageBuffer middle = ImageBuffer.ofDirect(slice(memory, 4, 12), PixelType.UINT8, 8);
    assertThat(writing.run(call(left, right)).value()).isEqualTo(8L);
    assertThatThrownBy(() -> writing.run(call(left, middle))).isInstanceOf(BufferInUseException.class);
    assertThat(writing.run(call(left, right)).value()).isEqualTo(16L);
    left.close();
    right.close();
    middle.close();
    writing.close();
  }

  private static ByteBuffer slice(ByteBuffer memory, int from, int to) {
    ByteBuffer part = memory.duplicate();
    part.position(from).limit(to);
    return part.slice();
  }

  @Test
  void pixelsOfARunningCallAreRefusedWithBothNames() throws Exception {
    Routine slow = python.routine("slow_write", RoutineTraits.builder().plainArrays(true).inPlace(true).build());
    Routine quick = python.copied("quick");
    short[] pixels = new short[16];
    Future<?> waiting = threads.submit((Callable<Object>) () -> slow.run(call(of(pixels))).value());
    assertThat(python.call("wait_inside")).isEqualTo(true);
    assertThatThrownBy(() -> quick.run(call(of(pixels))))
        .isInstanceOf(BufferInUseException.class)
        .hasMessageContaining("wants to write pixels")
        .hasMessageContaining("holds to write")
        .satisfies(thrown -> assertThat(((BridgeException) thrown).hint()).isNotEmpty());
    // Reading what is being written is refused too; other pixels are free.
    Routine reading = python.routine("quick", RoutineTraits.builder().plainArrays(true).build());
    assertThatThrownBy(() -> reading.run(call(of(pixels))))
        .isInstanceOf(BufferInUseException.class)
        .hasMessageContaining("wants to read");
    assertThat(quick.run(call(of(new short[16]))).value()).isEqualTo("done");
    python.call("let_go");
    assertThat(waiting.get(20, TimeUnit.SECONDS)).isEqualTo("slow");
    assertThat(pixels[0]).isEqualTo((short) 5);
    // A refusal leaves no trace: now it works.
    assertThat(quick.run(call(of(pixels))).value()).isEqualTo("done");
    assertThat(pixels[0]).isEqualTo((short) 6);
    reading.close();
    quick.close();
    slow.close();
  }

  @Test
  void imageClosedWhileItRunsStaysThereForTheCall() throws Exception {
    Routine slow = python.copied("slow_write");
    ByteBuffer memory = ByteBuffer.allocateDirect(32).order(java.nio.ByteOrder.nativeOrder());
    ImageBuffer image = ImageBuffer.ofDirect(memory, PixelType.UINT16, 4, 4);
    Future<?> waiting = threads.submit((Callable<Object>) () -> slow.run(call(image)).value());
    assertThat(python.call("wait_inside")).isEqualTo(true);
    image.close();
    assertThatThrownBy(() -> slow.run(call(image))).isInstanceOf(io.drua.bridge.StaleHandleException.class);
    python.call("let_go");
    assertThat(waiting.get(20, TimeUnit.SECONDS)).isEqualTo("slow");
    assertThat(memory.getShort(0)).isEqualTo((short) 5);
    slow.close();
  }

  @Test
  void refusedCallEarnsNoTrust() throws Exception {
    Routine slow = python.copied("slow");
    Routine quick = python.pinned("quick");
    short[] pixels = new short[16];
    Future<?> waiting = threads.submit((Callable<Object>) () -> slow.run(call(of(pixels))).value());
    assertThat(python.call("wait_inside")).isEqualTo(true);
    assertThatThrownBy(() -> quick.run(call(of(pixels)))).isInstanceOf(BufferInUseException.class);
    python.call("let_go");
    waiting.get(20, TimeUnit.SECONDS);
    Transfer transfer = quick.run(call(of(pixels))).transfers().get(0);
    assertThat(transfer.reason()).isEqualTo("first call");
    quick.close();
    slow.close();
  }

  @Test
  void importsOfTwoThreadsDoNotWaitForEachOther() throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Object>> all = new ArrayList<Future<Object>>();
    for (String name : new String[] {"decimal", "xml.dom.minidom", "email.message", "decimal", "csv"}) {
      all.add(
          threads.submit(
              () -> {
                start.await();
                try (PyObject module = PythonScope.runtime().importModule(name)) {
                  return module.get("__name__");
                }
              }));
    }
    start.countDown();
    assertThat(all.get(1).get(30, TimeUnit.SECONDS)).isEqualTo("xml.dom.minidom");
    for (Future<Object> one : all) {
      assertThat(one.get(30, TimeUnit.SECONDS)).isNotNull();
    }
  }
}
