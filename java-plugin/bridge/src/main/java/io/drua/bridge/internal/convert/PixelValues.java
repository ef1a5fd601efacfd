package io.drua.bridge.internal.convert;

import io.drua.bridge.ImageBuffer;
import io.drua.bridge.PixelType;
import java.lang.reflect.Array;
import java.math.BigInteger;

/** Arrays of NumPy as arrays of Java, nested as they have axes. */
final class PixelValues {
  private PixelValues() {}

  /**
   * A copy as Java programs expect it: a primitive array of the same width, nested for several axes, a number for none.
   * Unsigned numbers keep their bits, as in ImageJ's pixels.
   */
  static Object natural(ImageBuffer image) {
    Object flat = image.toArray();
    if (isComplex(image)) {
      return flat;
    }
    long[] shape = image.shape();
    if (shape.length == 0) {
      return PythonNumber.at(flat, 0, image.type());
    }
    return shape.length == 1 ? flat : nested(flat, shape, flat.getClass().getComponentType(), image.type());
  }

  /**
   * A copy as an array of a class.
   *
   * @param target an array class
   * @throws io.drua.bridge.ConversionException if it has another number of axes, or a number does not fit
   */
  static Object array(ImageBuffer image, Class<?> target) {
    int depth = 0;
    Class<?> leaf = target;
    while (leaf.isArray()) {
      leaf = leaf.getComponentType();
      depth++;
    }
    Object flat = image.toArray();
    if (target.isInstance(flat) && (isComplex(image) || image.shape().length == 1)) {
      return flat;
    }
    long[] shape = image.shape();
    if (leaf == Object.class && shape.length > depth && !isComplex(image)) {
      // Arrays are objects: an int[][] is an Object[], too.
      return natural(image);
    }
    if (shape.length != depth || isComplex(image)) {
      throw Misfit.of(image, target, "Give it " + depth + (depth == 1 ? " axis" : " axes")
          + " in Python, with reshape() or ravel().");
    }
    return nested(flat, shape, leaf, image.type());
  }

  private static boolean isComplex(ImageBuffer image) {
    return image.type() == PixelType.COMPLEX64 || image.type() == PixelType.COMPLEX128;
  }

  private static Object nested(Object flat, long[] shape, Class<?> leaf, PixelType type) {
    return new Filler(flat, shape, leaf, type).fill(0);
  }

  /** Cuts a flat array into nested ones. */
  private static final class Filler {
    private final Object flat;
    private final long[] shape;
    private final Class<?> leaf;
    private final PixelType type;
    private final boolean same;
    private int position;

    Filler(Object flat, long[] shape, Class<?> leaf, PixelType type) {
      this.flat = flat;
      this.shape = shape;
      this.leaf = leaf;
      this.type = type;
      this.same = flat.getClass().getComponentType() == leaf && type != PixelType.FLOAT16;
    }

    Object fill(int axis) {
      int length = (int) shape[axis];
      if (axis < shape.length - 1) {
        int[] below = new int[shape.length - 1 - axis];
        Object array = Array.newInstance(Array.newInstance(leaf, below).getClass(), length);
        for (int i = 0; i < length; i++) {
          Array.set(array, i, fill(axis + 1));
        }
        return array;
      }
      Object row = Array.newInstance(leaf, length);
      if (same) {
        System.arraycopy(flat, position, row, 0, length);
      } else {
        for (int i = 0; i < length; i++) {
          Array.set(row, i, number(position + i));
        }
      }
      position += length;
      return row;
    }

    private Object number(int index) {
      Object value = PythonNumber.at(flat, index, type);
      Class<?> box = Numbers.boxed(leaf);
      Object made = value instanceof Number ? Numbers.of((Number) value, box, leaf) : value;
      if (!box.isInstance(made)) {
        throw Misfit.of(value, leaf, "Convert the array in Python, with astype().");
      }
      return made;
    }
  }

  /** One element, as the number that it is in NumPy. */
  private static final class PythonNumber {
    static Object at(Object flat, int index, PixelType type) {
      switch (type) {
        case UINT8:
          return (long) (((byte[]) flat)[index] & 0xFF);
        case UINT16:
          return (long) (((short[]) flat)[index] & 0xFFFF);
        case UINT32:
          return ((int[]) flat)[index] & 0xFFFFFFFFL;
        case UINT64:
          return unsigned(((long[]) flat)[index]);
        case FLOAT16:
          return half(((short[]) flat)[index]);
        default:
          Object value = Array.get(flat, index);
          if (value instanceof Float || value instanceof Double) {
            return ((Number) value).doubleValue();
          }
          return value instanceof Number ? (Object) ((Number) value).longValue() : value;
      }
    }

    private static Object unsigned(long bits) {
      return bits >= 0 ? (Object) bits : BigInteger.valueOf(bits).add(BigInteger.ONE.shiftLeft(64));
    }

    /** IEEE 754 binary16. */
    private static double half(short bits) {
      int exponent = bits >> 10 & 0x1F;
      int fraction = bits & 0x3FF;
      double size;
      if (exponent == 0x1F) {
        size = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
      } else if (exponent == 0) {
        size = fraction * 0x1p-24;
      } else {
        size = (0x400 + fraction) * Math.pow(2, exponent - 25);
      }
      return bits < 0 ? -size : size;
    }
  }
}
