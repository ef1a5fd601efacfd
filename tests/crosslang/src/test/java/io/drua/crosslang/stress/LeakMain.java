package io.drua.crosslang.stress;

import io.drua.bridge.ImageBuffer;
import io.drua.bridge.JavaFunction;
import io.drua.bridge.PixelType;
import io.drua.bridge.PyObject;
import io.drua.bridge.PythonException;
import io.drua.bridge.Routine;
import io.drua.bridge.RoutineCall;
import io.drua.bridge.RoutineTraits;
import io.drua.bridge.RuntimeStatistics;
import io.drua.crosslang.support.Collector;
import io.drua.crosslang.support.PythonScope;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Random;

/**
 * Very many calls and images, of every kind. Prints the memory after each part, once all collectors have run, and fails
 * where it or a count of handles grew.
 */
public final class LeakMain {
  private static final int PARTS = 5;
  private static final int CALLS = Integer.getInteger("drua.leak.calls", 500_000);
  private static final int IMAGES = Integer.getInteger("drua.leak.images", 50_000);
  /**
   * Growth of the process over the last three parts that is no leak. The heap is touched as a whole at the start, and
   * the JVM's compilers, which take some 30 MB within the first 60,000 calls, are done by then. What is left is the
   * allocators' own: at 300,000 calls and 30,000 images of 32 KiB and more, a leak of one image in a thousand, or of 100
   * bytes a call, is beyond it.
   */
  private static final long MOST_GROWTH = 30L << 20;

  private static final long MOST_HEAP_GROWTH = 4L << 20;

  private final PythonScope scope = PythonScope.of("stress.py");
  private final Random random = new Random(7);
  private final Routine add = routine("add", true);
  private final Routine fail = routine("fail", true);
  private final Routine callJava = routine("call_java", false);
  private final PyObject increment = scope.object("increment");
  private final PyObject makeQuiet = scope.object("make_quiet");
  private final PyObject makeNoisy = scope.object("make_noisy");
  private final PyObject result = scope.object("result_image");

  private LeakMain() {}

  /** Runs all parts. */
  public static void main(String[] args) throws Exception {
    ChildJvm.announce();
    LeakMain leak = new LeakMain();
    long[] process = new long[PARTS];
    long[] heap = new long[PARTS];
    RuntimeStatistics[] counts = new RuntimeStatistics[PARTS];
    for (int part = 0; part < PARTS; part++) {
      leak.part(CALLS / PARTS, IMAGES / PARTS);
      leak.settle();
      counts[part] = PythonScope.runtime().statistics();
      heap[part] = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
      process[part] = residentBytes();
      System.out.println(
          "part " + part + ": process " + (process[part] >> 10) + " KiB, heap " + (heap[part] >> 10) + " KiB, " + counts[part]);
    }
    check("memory of the process", process[1], process[PARTS - 1], MOST_GROWTH);
    check("heap", heap[1], heap[PARTS - 1], MOST_HEAP_GROWTH);
    check("handles", counts[0].handles(), counts[PARTS - 1].handles(), 2);
    check("thread states", counts[1].threads(), counts[PARTS - 1].threads(), 2);
    System.out.println("LEAK OK");
    System.out.flush();
    System.exit(0);
  }

  private static void check(String what, long before, long after, long most) {
    if (after - before > most) {
      throw new AssertionError(what + " grew from " + before + " to " + after + ", by more than " + most);
    }
  }

  private Routine routine(String name, boolean pin) {
    return scope.routine(name, RoutineTraits.builder().inPlace(true).pin(pin).build());
  }

  /** Waits until all that was let go of is gone, on both sides. */
  private void settle() throws InterruptedException {
    scope.call("forget");
    Collector.awaitCollected("nothing lent, called or copied", () -> {
      RuntimeStatistics now = PythonScope.runtime().statistics();
      return now.owners() + now.buffers() + now.borrows() + now.functions() + now.calls() == 0;
    });
    Collector.settled();
  }

  private void part(int calls, int images) throws Exception {
    int each = Math.max(1, calls / images);
    for (int i = 0; i < images; i++) {
      image(i);
      for (int k = 0; k < each; k++) {
        call(i * each + k);
      }
    }
  }

  private void call(int number) throws InterruptedException {
    if (number % 500 == 0) {
      Thread other = new Thread(() -> increment.call(1));
      other.start();
      other.join();
    } else if (number % 50 == 0) {
      try {
        increment.call("no number");
        throw new AssertionError("a text was incremented");
      } catch (PythonException expected) {
        if (number % 100 == 0) {
          expected.exceptionOrNull().close();
        }
      }
    } else if (number % 25 == 0) {
      JavaFunction function = args -> null;
      PyObject made = (PyObject) makeNoisy.call(function);
      if (number % 2 == 0) {
        made.close();
      }
    } else if (number % 10 == 0) {
      PyObject made = (PyObject) makeQuiet.call();
      if (number % 20 == 0) {
        made.close();
      }
    } else if (!Long.valueOf(number + 1).equals(increment.call(number))) {
      throw new AssertionError("increment is wrong");
    }
  }

  private void image(int number) {
    int side = 128 + 8 * random.nextInt(16);
    switch (number % 10) {
      case 0:
        try {
          fail.run(call(heap(side), 1).build());
          throw new AssertionError("the routine did not fail");
        } catch (PythonException expected) {
          return;
        }
      case 1:
        JavaFunction java = args -> 1;
        callJava.run(call(heap(side), 1).parameter("java", java).build());
        return;
      case 2:
      case 3:
        ImageBuffer direct =
            ImageBuffer.ofDirect(ByteBuffer.allocateDirect(2 * side * side), PixelType.UINT16, side, side);
        add.run(call(direct, 1).build());
        if (number % 2 == 0) {
          direct.close();
        }
        return;
      case 4:
      case 5:
        ImageBuffer made = (ImageBuffer) result.call(side, side, 3);
        add.run(call(made, 1).build());
        if (number % 2 == 0) {
          made.close();
        }
        return;
      default:
        if (number % 100 == 6) {
          // A new routine, whose second call is pinned: a view of it escapes.
          try (Routine keep = routine("keep", true)) {
            keep.run(call(heap(side), 1).parameter("how", number / 100 % 4).build());
            keep.run(call(heap(side), 1).parameter("how", number / 100 % 4).build());
          }
        } else {
          add.run(call(heap(side), 1).build());
        }
    }
  }

  private static ImageBuffer heap(int side) {
    return ImageBuffer.ofArray(new short[side * side], PixelType.UINT16, side, side);
  }

  private static RoutineCall.Builder call(ImageBuffer image, int value) {
    return RoutineCall.builder().image(image).parameter("value", value);
  }

  /** Memory of this process that is in use, where the system tells; otherwise 0. */
  private static long residentBytes() throws java.io.IOException {
    Path status = Paths.get("/proc/self/status");
    if (Files.isReadable(status)) {
      for (String line : new String(Files.readAllBytes(status), StandardCharsets.UTF_8).split("\n")) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
        }
      }
    }
    return 0;
  }
}
