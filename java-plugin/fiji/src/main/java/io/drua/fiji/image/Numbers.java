package io.drua.fiji.image;

import io.drua.bridge.ImageBuffer;
import io.drua.bridge.PixelType;
import java.nio.ByteBuffer;

/** Reads the elements of an image of any type as numbers. */
public final class Numbers {
  private Numbers() {}

  /** All elements as {@code float}, in memory order. */
  public static float[] floats(ImageBuffer buffer) {
    Reader reader = reader(buffer);
    float[] values = new float[reader.count];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) reader.at(i);
    }
    return values;
  }

  /** All elements as {@code double}, in memory order. */
  public static double[] doubles(ImageBuffer buffer) {
    Reader reader = reader(buffer);
    double[] values = new double[reader.count];
    for (int i = 0; i < values.length; i++) {
      values[i] = reader.at(i);
    }
    return values;
  }

  /**
   * A reader over all elements.
   *
   * @throws IllegalArgumentException for complex numbers, and for more elements than a Java array can hold
   */
  public static Reader reader(ImageBuffer buffer) {
    long count = buffer.sizeInBytes() / buffer.type().bytes();
    if (count > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "The result has " + count + " elements; a Java array holds at most 2147483639. Return several parts.");
    }
    return reader(buffer, 0, (int) count);
  }

  /**
   * A reader over some of the elements.
   *
   * @param first element to read
   * @throws IllegalArgumentException for complex numbers, and for more bytes than 2 GiB
   */
  public static Reader reader(ImageBuffer buffer, long first, int count) {
    PixelType type = buffer.type();
    if (type == PixelType.COMPLEX64 || type == PixelType.COMPLEX128) {
      throw new IllegalArgumentException(
          "The result is complex (" + type.numpyName() + "), which ImageJ has no image type for. Return its absolute"
              + " value (numpy.abs), or its real and imaginary parts as two images.");
    }
    long bytes = (long) count * type.bytes();
    if (bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "A plane of " + bytes + " bytes is more than Java can read at once; return it as a smaller type.");
    }
    return new Reader(buffer.asByteBuffer(first * type.bytes(), (int) bytes), type, count);
  }

  /** Elements of one buffer. Not for several threads at once. */
  public static final class Reader {
    private final ByteBuffer bytes;
    private final PixelType type;
    private final int count;
    private final int start;

    private Reader(ByteBuffer bytes, PixelType type, int count) {
      this.bytes = bytes;
      this.type = type;
      this.count = count;
      this.start = bytes.position();
    }

    /** Number of elements. */
    public int count() {
      return count;
    }

    /** One element; 64-bit integers are rounded to 53 bits. */
    public double at(int index) {
      int at = start + index * type.bytes();
      switch (type) {
        case BOOL:
          return bytes.get(at) == 0 ? 0 : 1;
        case UINT8:
          return bytes.get(at) & 0xff;
        case INT8:
          return bytes.get(at);
        case UINT16:
          return bytes.getShort(at) & 0xffff;
        case INT16:
          return bytes.getShort(at);
        case UINT32:
          return bytes.getInt(at) & 0xffffffffL;
        case INT32:
          return bytes.getInt(at);
        case INT64:
          return bytes.getLong(at);
        case UINT64:
          return unsigned(bytes.getLong(at));
        case FLOAT16:
          return half(bytes.getShort(at));
        case FLOAT32:
          return bytes.getFloat(at);
        case FLOAT64:
          return bytes.getDouble(at);
        default:
          throw new IllegalArgumentException("Unknown element type " + type + ".");
      }
    }

    private static double unsigned(long value) {
      return value >= 0 ? value : (double) (value >>> 1) * 2.0 + (value & 1);
    }

    private static double half(short bits) {
      int exponent = bits >> 10 & 0x1f;
      int fraction = bits & 0x3ff;
      double value;
      if (exponent == 0) {
        value = fraction * 0x1p-24;
      } else if (exponent == 0x1f) {
        value = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
      } else {
        value = Math.scalb(1.0 + fraction * 0x1p-10, exponent - 15);
      }
      return bits < 0 ? -value : value;
    }
  }
}
