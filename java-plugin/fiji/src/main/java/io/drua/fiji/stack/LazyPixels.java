package io.drua.fiji.stack;

import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.drua.bridge.ConversionException;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.PixelType;
import java.awt.image.ColorModel;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Arrays of ImageJ's four types of plane, of one size. Immutable. */
final class LazyPixels {
  private static final int COLOURS = 3;
  private static final int OPAQUE = 0xff000000;

  final int width;
  final int height;
  /** ImageJ's 8, 16, 32, or 24 for colours. */
  final int bitDepth;

  LazyPixels(int width, int height, int bitDepth) {
    this.width = width;
    this.height = height;
    this.bitDepth = bitDepth;
  }

  /** Bytes in the array of a plane. */
  long bytes() {
    return (long) width * height * (bitDepth == 24 ? 4 : bitDepth / 8);
  }

  /** A plane on an array, not copied. */
  ImageProcessor processor(Object array, ColorModel colours) {
    switch (bitDepth) {
      case 8:
        return new ByteProcessor(width, height, (byte[]) array, colours);
      case 16:
        return new ShortProcessor(width, height, (short[]) array, colours);
      case 24:
        return new ColorProcessor(width, height, (int[]) array);
      default:
        return new FloatProcessor(width, height, (float[]) array, colours);
    }
  }

  /** A new array of zeros. */
  Object newArray() {
    int count = width * height;
    switch (bitDepth) {
      case 8:
        return new byte[count];
      case 16:
        return new short[count];
      case 24:
        return new int[count];
      default:
        return new float[count];
    }
  }

  Object copy(Object array) {
    Object copy = newArray();
    System.arraycopy(array, 0, copy, 0, width * height);
    return copy;
  }

  /**
   * A new array with the pixels that Python gave (Copied, once).
   *
   * @throws ConversionException if they are of another type or shape
   */
  Object read(ImageBuffer plane) {
    require(plane);
    Object array = newArray();
    ByteBuffer bytes = plane.asByteBuffer();
    switch (bitDepth) {
      case 8:
        bytes.get((byte[]) array);
        break;
      case 16:
        bytes.asShortBuffer().get((short[]) array);
        break;
      case 24:
        readColours(bytes, (int[]) array);
        break;
      default:
        bytes.asFloatBuffer().get((float[]) array);
        break;
    }
    return array;
  }

  private void readColours(ByteBuffer bytes, int[] array) {
    byte[] row = new byte[COLOURS * width];
    for (int y = 0, to = 0; y < height; y++) {
      bytes.get(row);
      for (int at = 0; at < row.length; at += COLOURS) {
        array[to++] = OPAQUE | (row[at] & 0xff) << 16 | (row[at + 1] & 0xff) << 8 | row[at + 2] & 0xff;
      }
    }
  }

  /** Copies a plane of ImageJ into memory of Python, colours as (Y, X, 4) in the order of the integer's bytes. */
  void write(Object array, ByteBuffer memory) {
    switch (bitDepth) {
      case 8:
        memory.put((byte[]) array);
        break;
      case 16:
        memory.asShortBuffer().put((short[]) array);
        break;
      case 24:
        memory.asIntBuffer().put((int[]) array);
        break;
      default:
        memory.asFloatBuffer().put((float[]) array);
        break;
    }
  }

  private void require(ImageBuffer plane) {
    PixelType type = bitDepth == 16 ? PixelType.UINT16 : bitDepth == 32 ? PixelType.FLOAT32 : PixelType.UINT8;
    long[] shape = bitDepth == 24 ? new long[] {height, width, COLOURS} : new long[] {height, width};
    if (plane.type() != type || !Arrays.equals(plane.shape(), shape)) {
      throw new ConversionException(
          "A plane of this stack is " + type.numpyName() + Arrays.toString(shape) + "; the function gave " + plane + ".",
          "Give each plane with the type and shape that the stack was made with.");
    }
  }
}
