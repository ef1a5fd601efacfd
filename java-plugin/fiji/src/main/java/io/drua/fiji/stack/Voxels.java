package io.drua.fiji.stack;

/**
 * Boxes of pixels of a shared stack as numbers, which ImageJ's 3D Gaussian blur reads and writes row by row. They are
 * taken from the block, without an array for each plane, and from the arrays that ImageJ has of some planes.
 */
final class Voxels {
  /** Arrays are compared with the block at most so often: a filter asks for each row of a stack. */
  private static final long FRESH_NANOS = 100_000_000;

  private static final int OPAQUE = 0xff000000;

  private final PlaneMemory memory;
  private final LentPlanes lent;
  private final int width;
  private final int height;
  private long comparedAt = System.nanoTime() - FRESH_NANOS;

  Voxels(PlaneMemory memory, LentPlanes lent, int width, int height) {
    this.memory = memory;
    this.lent = lent;
    this.width = width;
    this.height = height;
  }

  /**
   * Reads a box.
   *
   * @param origin x, y, z of its first pixel
   * @param size width, height and depth
   * @param into may be null, or of another length: then a new array is made
   * @param channel 0 to 2 of colours, -1 for whole pixels
   * @throws IndexOutOfBoundsException if it isn't in the stack
   */
  float[] read(int[] origin, int[] size, float[] into, int channel) {
    check(origin, size);
    int count = size[0] * size[1] * size[2];
    float[] values = into == null || into.length != count ? new float[count] : into;
    Object row = memory.pixels.newArray(size[0]);
    rows(origin, size, (plane, at, to, array) -> {
      if (array == null) {
        memory.readRow(plane, at, row, size[0]);
      } else {
        System.arraycopy(array, at, row, 0, size[0]);
      }
      for (int i = 0; i < size[0]; i++) {
        values[to + i] = value(row, i, channel);
      }
    });
    return values;
  }

  /** Writes a box, rounded and limited as ImageJ does. Otherwise as {@link #read}. */
  void write(int[] origin, int[] size, float[] values, int channel) {
    check(origin, size);
    Object row = memory.pixels.newArray(size[0]);
    rows(origin, size, (plane, at, from, array) -> {
      if (channel >= 0 && array == null) {
        memory.readRow(plane, at, row, size[0]);
      } else if (channel >= 0) {
        System.arraycopy(array, at, row, 0, size[0]);
      }
      for (int i = 0; i < size[0]; i++) {
        set(row, i, values[from + i], channel);
      }
      if (array != null) {
        System.arraycopy(row, 0, array, at, size[0]);
      }
      if (!memory.isReadOnly()) {
        memory.writeRow(plane, at, row, size[0]);
      }
    });
  }

  private void check(int[] origin, int[] size) {
    int[] ends = {width, height, memory.planes};
    for (int i = 0; i < ends.length; i++) {
      if (origin[i] < 0 || size[i] < 0 || origin[i] > ends[i] - size[i]) {
        throw new IndexOutOfBoundsException(
            "Pixels from " + origin[i] + " to " + (origin[i] + size[i]) + " along " + "xyz".charAt(i)
                + " are not in a stack of " + ends[i] + ".");
      }
    }
  }

  private interface Row {
    /** A row: its first pixel in the plane, and in the box; the array that ImageJ has of the plane, or null. */
    void at(int plane, int first, int inBox, Object array);
  }

  private void rows(int[] origin, int[] size, Row body) {
    if (System.nanoTime() - comparedAt > FRESH_NANOS) {
      lent.refresh();
      comparedAt = System.nanoTime();
    }
    int inBox = 0;
    for (int z = origin[2]; z < origin[2] + size[2]; z++) {
      Object array = lent.present(z);
      for (int y = origin[1]; y < origin[1] + size[1]; y++) {
        body.at(z, y * width + origin[0], inBox, array);
        inBox += size[0];
      }
    }
  }

  private static float value(Object row, int at, int channel) {
    if (row instanceof byte[]) {
      return ((byte[]) row)[at] & 0xff;
    } else if (row instanceof short[]) {
      return ((short[]) row)[at] & 0xffff;
    } else if (row instanceof float[]) {
      return ((float[]) row)[at];
    }
    int colour = ((int[]) row)[at];
    return channel < 0 ? colour : colour >> shift(channel) & 0xff;
  }

  private static void set(Object row, int at, float value, int channel) {
    if (row instanceof byte[]) {
      ((byte[]) row)[at] = (byte) (limited(value, 255f) + 0.5f);
    } else if (row instanceof short[]) {
      ((short[]) row)[at] = (short) (limited(value, 65535f) + 0.5f);
    } else if (row instanceof float[]) {
      ((float[]) row)[at] = value;
    } else if (channel < 0) {
      ((int[]) row)[at] = OPAQUE | (int) value;
    } else {
      int shift = shift(channel);
      ((int[]) row)[at] = ((int[]) row)[at] & ~(0xff << shift) | ((int) value & 0xff) << shift;
    }
  }

  private static int shift(int channel) {
    return 16 - 8 * channel;
  }

  private static float limited(float value, float most) {
    return value > most ? most : value < 0 ? 0 : value;
  }
}
