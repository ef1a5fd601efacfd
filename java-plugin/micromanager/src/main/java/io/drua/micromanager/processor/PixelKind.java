package io.drua.micromanager.processor;

import io.drua.bridge.ConversionException;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.PixelType;
import java.lang.reflect.Array;
import org.micromanager.data.Image;

/** The pixel types of Micro-Manager, as arrays of the Java heap. */
enum PixelKind {
  /** {@code byte[]}, one byte a pixel. */
  GREY8(PixelType.UINT8, 1, 1),
  /** {@code short[]}. */
  GREY16(PixelType.UINT16, 2, 1),
  /** {@code float[]}. */
  FLOAT32(PixelType.FLOAT32, 4, 1),
  /** {@code byte[]}, four bytes a pixel: blue, green, red, unused. */
  COLOUR(PixelType.UINT8, 4, 3);

  private final PixelType type;
  private final int bytesPerPixel;
  private final int components;

  PixelKind(PixelType type, int bytesPerPixel, int components) {
    this.type = type;
    this.bytesPerPixel = bytesPerPixel;
    this.components = components;
  }

  /**
   * The kind of a frame.
   *
   * @throws ConversionException if it is none of these
   */
  static PixelKind of(Image image, Object pixels) {
    if (pixels instanceof short[]) {
      return GREY16;
    }
    if (pixels instanceof byte[]) {
      return image.getNumComponents() > 1 || image.getBytesPerPixel() == 4 ? COLOUR : GREY8;
    }
    if (pixels instanceof float[]) {
      return FLOAT32;
    }
    throw new ConversionException(
        "The frame's pixels are " + (pixels == null ? "missing" : "in a " + pixels.getClass().getSimpleName())
            + "; expected byte[], short[] or float[].",
        "Choose another pixel type for the camera.");
  }

  /**
   * The kind of a NumPy array that came back.
   *
   * @throws ConversionException if no frame can be made of it
   */
  static PixelKind of(ImageBuffer array) {
    long[] shape = array.shape();
    if (shape.length == 3 && shape[2] == 4 && array.type() == PixelType.UINT8) {
      return COLOUR;
    }
    if (shape.length == 2) {
      for (PixelKind kind : new PixelKind[] {GREY8, GREY16, FLOAT32}) {
        if (kind.type == array.type()) {
          return kind;
        }
      }
    }
    throw new ConversionException(
        "The routine gave " + array + ", which is no frame.", "Return (Y, X) of uint8, uint16 or float32, or (Y, X, 3) of uint8.");
  }

  /** The frame's own array as Python sees it. */
  ImageBuffer lend(Object pixels, int height, int width) {
    if (this == COLOUR) {
      return ImageBuffer.ofColours((byte[]) pixels, height, width);
    }
    return ImageBuffer.ofArray(pixels, type, height, width);
  }

  boolean isColour() {
    return this == COLOUR;
  }

  int bytesPerPixel() {
    return bytesPerPixel;
  }

  int components() {
    return components;
  }

  /** Length of an array in bytes. */
  static long bytes(Object pixels) {
    int element = pixels instanceof byte[] ? 1 : pixels instanceof short[] ? 2 : 4;
    return (long) element * Array.getLength(pixels);
  }

  /** An array of the same class and length, with the same pixels. */
  static Object copy(Object pixels) {
    if (pixels instanceof short[]) {
      return ((short[]) pixels).clone();
    }
    return pixels instanceof byte[] ? ((byte[]) pixels).clone() : ((float[]) pixels).clone();
  }

  /** An array of the same class and length. */
  static Object empty(Object pixels) {
    return Array.newInstance(pixels.getClass().getComponentType(), Array.getLength(pixels));
  }
}
