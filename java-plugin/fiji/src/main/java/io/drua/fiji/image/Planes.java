package io.drua.fiji.image;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.PixelType;
import java.awt.Rectangle;

/** One plane of an ImageJ image and its array. */
public final class Planes {
  private Planes() {}

  /**
   * The pixels of a plane, not copied.
   *
   * @throws IllegalArgumentException for a plane without one number a pixel
   */
  public static ImageBuffer wrap(ImageProcessor plane) {
    return ImageBuffer.ofArray(plane.getPixels(), type(plane), plane.getHeight(), plane.getWidth());
  }

  /** Element type of a plane's array. */
  public static PixelType type(ImageProcessor plane) {
    if (plane instanceof ByteProcessor) {
      return PixelType.UINT8;
    }
    if (plane instanceof ShortProcessor) {
      return PixelType.UINT16;
    }
    if (plane instanceof FloatProcessor) {
      return PixelType.FLOAT32;
    }
    throw new IllegalArgumentException(
        "A plane of " + plane.getClass().getSimpleName()
            + " has no single number for each pixel. Convert it with Image > Type.");
  }

  /** Element type of an image's planes; UINT8 for each channel of an RGB image. */
  public static PixelType type(ImagePlus image) {
    switch (image.getType()) {
      case ImagePlus.GRAY16:
        return PixelType.UINT16;
      case ImagePlus.GRAY32:
        return PixelType.FLOAT32;
      default:
        return PixelType.UINT8;
    }
  }

  /** Bytes in the array of a plane. */
  public static long bytes(ImageProcessor plane) {
    return (long) plane.getPixelCount() * plane.getBitDepth() / 8;
  }

  /** ImageJ's name of an element type, for messages. */
  public static String nameOf(String numpyType) {
    switch (numpyType) {
      case "uint8":
        return "8-bit";
      case "uint16":
        return "16-bit";
      case "float32":
        return "32-bit";
      default:
        return numpyType;
    }
  }

  /** A copy of a primitive array. */
  public static Object copy(Object pixels) {
    int length = java.lang.reflect.Array.getLength(pixels);
    Object copy = java.lang.reflect.Array.newInstance(pixels.getClass().getComponentType(), length);
    System.arraycopy(pixels, 0, copy, 0, length);
    return copy;
  }

  /**
   * Puts back what lies outside a rectangle. Filters of ImageJ change only the bounding rectangle of the selection, and
   * the host puts back what lies between the outline and that rectangle; a routine sees, and may change, the whole
   * plane.
   *
   * @param before the pixels as they were
   */
  public static void restoreOutside(Object pixels, Object before, int width, int height, Rectangle inside) {
    int top = Math.max(0, inside.y);
    int bottom = Math.min(height, inside.y + inside.height);
    int left = Math.max(0, inside.x);
    int right = Math.min(width, inside.x + inside.width);
    if (top >= bottom || left >= right) {
      System.arraycopy(before, 0, pixels, 0, width * height);
      return;
    }
    System.arraycopy(before, 0, pixels, 0, top * width);
    System.arraycopy(before, bottom * width, pixels, bottom * width, (height - bottom) * width);
    for (int row = top; row < bottom; row++) {
      int start = row * width;
      System.arraycopy(before, start, pixels, start, left);
      System.arraycopy(before, start + right, pixels, start + right, width - right);
    }
  }
}
