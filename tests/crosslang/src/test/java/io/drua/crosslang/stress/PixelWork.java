package io.drua.crosslang.stress;

import io.drua.bridge.ImageBuffer;
import io.drua.bridge.JavaFunction;
import io.drua.bridge.PixelType;
import io.drua.bridge.PyObject;
import io.drua.bridge.Routine;
import io.drua.bridge.RoutineCall;
import io.drua.bridge.RoutineResult;
import io.drua.bridge.Transfer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.Random;

/** Work on images, each checked pixel by pixel after each call. */
final class PixelWork {
  private static final int[] SIDES = {8, 8, 16, 33, 64, 100, 128, 256, 512, 1024};
  private static final int CALLS_OF_A_ROUTINE = 25;

  private final Stress stress;

  PixelWork(Stress stress) {
    this.stress = stress;
  }

  void addTo(Stress target) {
    target.add("short pins 1", this::shortPins);
    target.add("short pins 2", this::shortPins);
    target.add("large pins", this::largePins);
    target.add("long pins 1", this::longPins);
    target.add("long pins 2", this::longPins);
    target.add("copies", this::copies);
    target.add("shared", this::shared);
    target.add("escapes", this::escapes);
    target.add("collections in pins", this::collections);
    target.add("failures", this::failures);
    target.add("locks", this::locks);
    JavaFunction busy = args -> {
      byte[] made = new byte[10_000];
      made[7] = 1;
      return made.length;
    };
    try (PyObject start = stress.object("start_holders")) {
      start.call(busy, 2);
    }
  }

  private static int side(Random random) {
    return SIDES[random.nextInt(SIDES.length)];
  }

  private Transfer run(Routine routine, Pattern pattern, int value) {
    RoutineCall.Builder call = RoutineCall.builder().image(pattern.image()).parameter("value", value);
    RoutineResult result = routine.run(call.build());
    pattern.added(value);
    pattern.check();
    Transfer transfer = result.transfers().get(0);
    stress.count(transfer.mode().name());
    return transfer;
  }

  private void shortPins(Random random) {
    try (Routine add = stress.routine("add", true)) {
      Pattern pattern = Pattern.make(random, side(random), side(random));
      for (int i = 0; i < CALLS_OF_A_ROUTINE && stress.goesOn(); i++) {
        if (i % 5 == 0) {
          // A young array, which the next collection moves.
          pattern = Pattern.make(random, side(random), side(random));
        }
        RoutineCall.Builder call = RoutineCall.builder().image(pattern.image()).parameter("value", 1);
        if (i % 2 == 0) {
          call.onCallerThread();
        }
        RoutineResult result = add.run(call.build());
        pattern.added(1);
        pattern.check();
        if (((Long) result.value()).doubleValue() != pattern.sum()) {
          throw new AssertionError("Python saw the sum " + result.value() + " of an image whose sum is " + pattern.sum());
        }
        stress.count(result.transfers().get(0).mode().name());
      }
    }
  }

  private void largePins(Random random) {
    try (Routine add = stress.routine("add", true)) {
      Pattern pattern = Pattern.make(random, 2048, 2048);
      for (int i = 0; i < 5 && stress.goesOn(); i++) {
        run(add, pattern, 3);
      }
    }
  }

  private void longPins(Random random) {
    try (Routine slow = stress.routine("add_slowly", true)) {
      for (int i = 0; i < CALLS_OF_A_ROUTINE && stress.goesOn(); i++) {
        Pattern pattern = Pattern.make(random, 2 + side(random), side(random));
        double seconds = (i == 5 ? 100 : 20 + random.nextInt(25)) / 1000.0;
        RoutineResult result =
            slow.run(
                RoutineCall.builder()
                    .image(pattern.image())
                    .parameter("value", 5)
                    .parameter("seconds", seconds)
                    .parameter("busy", random.nextInt(4) == 0)
                    .build());
        pattern.added(5);
        pattern.check();
        stress.count("long " + result.transfers().get(0).mode());
      }
    }
  }

  private void copies(Random random) {
    try (Routine add = stress.routine("add", true)) {
      Pattern pattern = Pattern.make(random, side(random), side(random));
      for (int i = 0; i < CALLS_OF_A_ROUTINE && stress.goesOn(); i++) {
        RoutineResult result =
            add.run(RoutineCall.builder().image(pattern.image()).parameter("value", 2).copied("stress").build());
        pattern.added(2);
        pattern.check();
        stress.count(result.transfers().get(0).mode().name());
      }
    }
  }

  private void shared(Random random) {
    int rows = side(random);
    ByteBuffer direct = ByteBuffer.allocateDirect(2 * rows * rows).order(ByteOrder.nativeOrder());
    ImageBuffer image = ImageBuffer.ofDirect(direct, PixelType.UINT16, rows, rows);
    ShortBuffer pixels = direct.asShortBuffer();
    for (int i = 0; i < pixels.capacity(); i++) {
      pixels.put(i, (short) (i * 17));
    }
    int added = 0;
    try (Routine add = stress.routine(random.nextBoolean() ? "add" : "keep", false)) {
      boolean keeps = add.name().equals("keep");
      for (int i = 0; i < 5; i++) {
        RoutineCall.Builder call = RoutineCall.builder().image(image).parameter("value", 4);
        RoutineResult result = add.run((keeps ? call.parameter("how", i % 4) : call).build());
        added += 4;
        stress.count(result.transfers().get(0).mode().name());
        for (int at = 0; !keeps && at < pixels.capacity(); at++) {
          if (pixels.get(at) != (short) (at * 17 + added)) {
            throw new AssertionError("pixel " + at + " of a shared image is " + pixels.get(at));
          }
        }
      }
    }
    if (random.nextBoolean()) {
      image.close();
    }
  }

  private void escapes(Random random) {
    try (Routine keep = stress.routine("keep", true);
        PyObject change = stress.object("kept_changes")) {
      Pattern pattern = Pattern.make(random, 2 + side(random), 2 + side(random));
      for (int i = 0; i < 4 && stress.goesOn(); i++) {
        RoutineResult result =
            keep.run(
                RoutineCall.builder()
                    .image(pattern.image())
                    .parameter("value", 6)
                    .parameter("how", random.nextInt(4))
                    .build());
        pattern.added(6);
        change.call();
        pattern.check();
        Transfer transfer = result.transfers().get(0);
        stress.count(transfer.escaped() ? "escaped" : "kept by " + transfer.mode());
      }
    }
  }

  private void collections(Random random) {
    try (Routine collect = stress.routine("add_and_collect", true)) {
      for (int i = 0; i < 6 && stress.goesOn(); i++) {
        run(collect, Pattern.make(random, side(random), side(random)), 1);
      }
    }
  }

  private void failures(Random random) {
    try (Routine fail = stress.routine("fail", true)) {
      for (int i = 0; i < 6 && stress.goesOn(); i++) {
        ImageBuffer image = Pattern.make(random, 2 + side(random), side(random)).image();
        try {
          fail.run(RoutineCall.builder().image(image).parameter("value", 1).build());
          throw new AssertionError("the routine did not fail");
        } catch (io.drua.bridge.PythonException expected) {
          if (!expected.getMessage().contains("on purpose")) {
            throw expected;
          }
          stress.count("raised");
        }
      }
    }
  }

  /** Where the collector waits for pins, the routine is copied: threads that hold the lock call Java. */
  private void locks(Random random) {
    try (Routine wait = stress.routine("with_lock", false)) {
      for (int i = 0; i < CALLS_OF_A_ROUTINE && stress.goesOn(); i++) {
        run(wait, Pattern.make(random, side(random), side(random)), 1);
        stress.count("lock taken");
      }
    }
  }
}
