package io.drua.fiji.stack;

import ij.process.ImageProcessor;
import io.drua.bridge.ConversionException;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.PixelType;
import java.awt.image.ColorModel;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Arrays of ImageJ's four types of plane, of one size. Immutable. */
final class LazyPixels {
  private static final int COLOURS = 3;

  final int width;
  final int height;
  /** ImageJ's 8, 16, 32, or 24 for colours. */
  final int bitDepth;

  private final PlanePixels pixels;

  LazyPixels(int width, int height, int bitDepth) {
    this.width = width;
    this.height = height;
    this.bitDepth = bitDepth;
    this.pixels = PlanePixels.ofDepth(bitDepth);
  }

  /** Bytes in the array of a plane. */
  long bytes() {
    return (long) width * height * (bitDepth == 24 ? 4 : bitDepth / 8);
  }

  /** A plane on an array, not copied. */
  ImageProcessor processor(Object array, ColorModel colours) {
    return pixels.processor(width, height, array, colours);
  }

  /** A new array of zeros. */
  Object newArray() {
    return pixels.newArray(width * height);
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
    pixels.read(plane.asByteBuffer(), array, 0, width * height);
    return array;
  }

  /** Copies a plane of ImageJ into memory of Python, colours as (Y, X, 4) in the order of the integer's bytes. */
  void write(Object array, ByteBuffer memory) {
    if (bitDepth == 24) {
      memory.asIntBuffer().put((int[]) array);
    } else {
      pixels.write(memory, 0, array, 0, width * height);
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
