package io.drua.fiji.image;

import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.drua.bridge.ConversionException;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.PixelType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Planes of ImageJ from arrays of Python.
 *
 * <p>{@code uint8}, {@code uint16} and {@code float32} are ImageJ's own types. {@code bool} becomes 8-bit with 0 and
 * 255. {@code float16} and {@code float64} become 32-bit. Other integers become 16-bit where all values are from 0 to
 * 65535, 32-bit where all are whole numbers that a {@code float} holds exactly (up to 16777216 in size), and are
 * refused otherwise, because a rounded label or count is a wrong one.
 */
public final class NewPlanes {
  private static final int EXACT_IN_FLOAT = 1 << 24;
  private static final int LARGEST_16_BIT = 65535;
  private static final int AT_ONCE = 1 << 24;

  private NewPlanes() {}

  /**
   * The planes of one or several arrays, all of one ImageJ type.
   *
   * @param colour whether the last axis holds red, green, blue (and opacity, which is dropped)
   * @throws ConversionException if ImageJ has no type for the values
   */
  public static List<ImageProcessor> of(List<ImageBuffer> buffers, boolean colour) {
    Target target = colour ? Target.COLOUR : target(buffers);
    List<ImageProcessor> planes = new ArrayList<>();
    for (ImageBuffer buffer : buffers) {
      addPlanes(planes, buffer, target);
    }
    return planes;
  }

  private enum Target {
    BYTE,
    MASK,
    SHORT,
    FLOAT,
    COLOUR
  }

  private static Target target(List<ImageBuffer> buffers) {
    Target widest = null;
    for (ImageBuffer buffer : buffers) {
      Target one = target(buffer);
      if (widest == null) {
        widest = one;
      } else if (widest != one) {
        widest = one == Target.FLOAT || widest == Target.FLOAT ? Target.FLOAT : Target.SHORT;
      }
    }
    return widest;
  }

  private static Target target(ImageBuffer buffer) {
    switch (buffer.type()) {
      case BOOL:
        return Target.MASK;
      case UINT8:
        return Target.BYTE;
      case UINT16:
        return Target.SHORT;
      case FLOAT16:
      case FLOAT32:
      case FLOAT64:
        return Target.FLOAT;
      default:
        return integerTarget(buffer);
    }
  }

  private static Target integerTarget(ImageBuffer buffer) {
    double smallest = 0;
    double largest = 0;
    long elements = buffer.sizeInBytes() / buffer.type().bytes();
    for (long first = 0; first < elements; first += AT_ONCE) {
      Numbers.Reader reader = Numbers.reader(buffer, first, (int) Math.min(AT_ONCE, elements - first));
      for (int i = 0; i < reader.count(); i++) {
        double value = reader.at(i);
        smallest = Math.min(smallest, value);
        largest = Math.max(largest, value);
      }
    }
    if (smallest >= 0 && largest <= LARGEST_16_BIT) {
      return Target.SHORT;
    }
    if (smallest >= -EXACT_IN_FLOAT && largest <= EXACT_IN_FLOAT) {
      return Target.FLOAT;
    }
    throw new ConversionException(
        "The pixels are " + buffer.type().numpyName() + " with values " + (smallest < 0 ? "from " + whole(smallest) : "up")
            + " to " + whole(largest) + ", which neither 16-bit nor 32-bit (float) images hold exactly.",
        "Give them as the type to round to, for instance image.astype('float32').");
  }

  private static String whole(double value) {
    return new BigDecimal(value).toPlainString();
  }

  private static void addPlanes(List<ImageProcessor> planes, ImageBuffer buffer, Target target) {
    long[] shape = buffer.shape();
    int colours = target == Target.COLOUR ? 1 : 0;
    int width = length(shape, shape.length - 1 - colours);
    int height = length(shape, shape.length - 2 - colours);
    int size = Math.multiplyExact(width, height);
    long count = 1;
    for (int axis = 0; axis < shape.length - 2 - colours; axis++) {
      count *= shape[axis];
    }
    int step = target == Target.COLOUR ? (int) shape[shape.length - 1] : 1;
    boolean direct = direct(buffer, target);
    for (long plane = 0; plane < count; plane++) {
      long first = plane * size * step;
      planes.add(
          direct
              ? direct(buffer, first, width, height)
              : converted(
                  Numbers.reader(buffer, first, Math.multiplyExact(size, step)), width, height, target, step));
    }
  }

  private static int length(long[] shape, int axis) {
    if (axis < 0) {
      throw new IllegalArgumentException(
          "The result has " + shape.length
              + " axes; an image has at least Y and X. Return a number or a Table instead.");
    }
    if (shape[axis] < 1) {
      throw new IllegalArgumentException("The result is empty: an axis has the length 0.");
    }
    return Math.toIntExact(shape[axis]);
  }

  private static boolean direct(ImageBuffer buffer, Target target) {
    PixelType type = buffer.type();
    return (target == Target.BYTE && type == PixelType.UINT8)
        || (target == Target.SHORT && type == PixelType.UINT16)
        || (target == Target.FLOAT && type == PixelType.FLOAT32);
  }

  private static ImageProcessor direct(ImageBuffer buffer, long first, int width, int height) {
    int size = width * height;
    ByteBuffer bytes = buffer.asByteBuffer(first * buffer.type().bytes(), size * buffer.type().bytes());
    switch (buffer.type()) {
      case UINT8:
        byte[] small = new byte[size];
        bytes.get(small);
        return new ByteProcessor(width, height, small);
      case UINT16:
        short[] middle = new short[size];
        bytes.asShortBuffer().get(middle);
        return new ShortProcessor(width, height, middle, null);
      default:
        float[] real = new float[size];
        bytes.asFloatBuffer().get(real);
        return new FloatProcessor(width, height, real);
    }
  }

  private static ImageProcessor converted(
      Numbers.Reader reader, int width, int height, Target target, int step) {
    int size = width * height;
    switch (target) {
      case MASK:
        byte[] mask = new byte[size];
        for (int i = 0; i < size; i++) {
          mask[i] = (byte) (reader.at(i) != 0 ? 255 : 0);
        }
        return new ByteProcessor(width, height, mask);
      case BYTE:
        byte[] small = new byte[size];
        for (int i = 0; i < size; i++) {
          small[i] = (byte) (int) reader.at(i);
        }
        return new ByteProcessor(width, height, small);
      case SHORT:
        short[] middle = new short[size];
        for (int i = 0; i < size; i++) {
          middle[i] = (short) (int) reader.at(i);
        }
        return new ShortProcessor(width, height, middle, null);
      case COLOUR:
        int[] colours = new int[size];
        for (int i = 0; i < size; i++) {
          int at = i * step;
          colours[i] =
              0xff000000 | (int) reader.at(at) << 16 | (int) reader.at(at + 1) << 8 | (int) reader.at(at + 2);
        }
        return new ColorProcessor(width, height, colours);
      default:
        float[] real = new float[size];
        for (int i = 0; i < size; i++) {
          real[i] = (float) reader.at(i);
        }
        return new FloatProcessor(width, height, real);
    }
  }
}
