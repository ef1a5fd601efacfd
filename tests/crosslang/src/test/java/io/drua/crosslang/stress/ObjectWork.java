package io.drua.crosslang.stress;

import io.drua.bridge.ImageBuffer;
import io.drua.bridge.JavaFunction;
import io.drua.bridge.PyObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Work on the Java heap and on handles: garbage, collections, objects closed and forgotten. */
final class ObjectWork {
  private static final int KEPT_BYTES = 50 << 20;

  private final Stress stress;
  private final JavaFunction notes;

  ObjectWork(Stress stress) {
    this.stress = stress;
    this.notes = args -> {
      stress.count("notes of the dead");
      return new byte[500].length;
    };
  }

  void addTo(Stress target) {
    target.add("garbage 1", this::garbage);
    target.add("garbage 2", this::garbage);
    target.add("full collections", this::collect);
    target.add("objects", this::objects);
    target.add("objects that call", this::noisyObjects);
    target.add("result images", this::resultImages);
  }

  private void garbage(Random random) {
    List<byte[]> kept = new ArrayList<byte[]>();
    int bytes = 0;
    while (bytes < KEPT_BYTES / 2 && stress.goesOn()) {
      int size = 1 << 10 + random.nextInt(8);
      byte[] made = new byte[size];
      Arrays.fill(made, (byte) size);
      if (random.nextInt(8) == 0) {
        kept.add(made);
        bytes += size;
      }
    }
    for (byte[] each : kept) {
      if (each[each.length - 1] != (byte) each.length) {
        throw new AssertionError("an array of another thread was written to");
      }
    }
  }

  private void collect(Random random) throws InterruptedException {
    System.gc();
    stress.runtime().statistics();
    Thread.sleep(300 + random.nextInt(500));
  }

  private void objects(Random random) {
    try (PyObject make = stress.object("make_quiet")) {
      for (int i = 0; i < 100 && stress.goesOn(); i++) {
        PyObject made = (PyObject) make.call();
        if (random.nextBoolean()) {
          made.close();
        }
      }
    }
  }

  private void noisyObjects(Random random) {
    try (PyObject make = stress.object("make_noisy")) {
      for (int i = 0; i < 20 && stress.goesOn(); i++) {
        PyObject made = (PyObject) make.call(notes);
        made.set("cycle", null);
        if (random.nextBoolean()) {
          made.close();
        }
      }
    }
  }

  private void resultImages(Random random) {
    try (PyObject make = stress.object("result_image")) {
      for (int i = 0; i < 20 && stress.goesOn(); i++) {
        int side = 1 + random.nextInt(200);
        ImageBuffer image = (ImageBuffer) make.call(side, side, i);
        short[] pixels = (short[]) image.toArray();
        if (pixels.length != side * side || pixels[pixels.length - 1] != i) {
          throw new AssertionError("a result image is wrong: " + image);
        }
        if (random.nextBoolean()) {
          image.close();
        }
      }
    }
  }
}
