package io.drua.bridge;

import java.nio.ByteBuffer;

/** Copies of pixels as Java arrays. */
final class PixelArrays {
  private PixelArrays() {}

  /** Copies a whole buffer, which is in the machine's byte order. */
  static Object copy(ByteBuffer source, PixelType type) {
    int bytes = source.remaining();
    switch (type) {
      case BOOL:
        return booleans(source, bytes);
      case UINT8:
      case INT8:
        byte[] small = new byte[bytes];
        source.get(small);
        return small;
      case UINT16:
      case INT16:
      case FLOAT16:
        short[] shorts = new short[bytes / 2];
        source.asShortBuffer().get(shorts);
        return shorts;
      case UINT32:
      case INT32:
        int[] ints = new int[bytes / 4];
        source.asIntBuffer().get(ints);
        return ints;
      case UINT64:
      case INT64:
        long[] longs = new long[bytes / 8];
        source.asLongBuffer().get(longs);
        return longs;
      case FLOAT32:
      case COMPLEX64:
        float[] floats = new float[bytes / 4];
        source.asFloatBuffer().get(floats);
        return floats;
      case FLOAT64:
      case COMPLEX128:
        double[] doubles = new double[bytes / 8];
        source.asDoubleBuffer().get(doubles);
        return doubles;
      default:
        throw new ConversionException(
            "Pixels of type " + type.numpyName() + " have no array in Java.", "Convert them in Python first.");
    }
  }

  private static boolean[] booleans(ByteBuffer source, int count) {
    boolean[] values = new boolean[count];
    for (int i = 0; i < count; i++) {
      values[i] = source.get(i) != 0;
    }
    return values;
  }
}
