package io.drua.micromanager.processor;

import java.util.Arrays;
import org.micromanager.data.Image;

/**
 * A raw frame in the size and type of the results, which is all that their data set takes: what would be lost is kept as
 * far as it fits. Pixels stay at their places, counted from the top left; missing ones are 0.
 */
final class FittedFrame {
  private static final int BYTE_MOST = 0xFF;
  private static final int SHORT_MOST = 0xFFFF;

  private final Image image;
  private final Object raw;
  private final PixelKind from;
  /** What 16 bit values are divided by to become 8 bit. */
  private final int narrowing;

  private FittedFrame(Image image) {
    this.image = image;
    this.raw = image.getRawPixels();
    this.from = PixelKind.of(image, raw);
    Integer depth = image.getMetadata().getBitDepth();
    int bits = depth == null || depth <= Byte.SIZE || depth > Short.SIZE ? Short.SIZE : depth;
    this.narrowing = from == PixelKind.GREY16 ? 1 << (bits - Byte.SIZE) : 1;
  }

  /** Size and type of a frame. */
  static int[] formOf(Image image) {
    return new int[] {image.getWidth(), image.getHeight(), image.getBytesPerPixel(), image.getNumComponents()};
  }

  /** Size and type for people, for instance {@code "512 x 512, 16 bit"}. */
  static String describe(int[] form) {
    return form[0] + " x " + form[1] + ", " + (form[3] > 1 ? "RGB" : Byte.SIZE * form[2] + " bit");
  }

  /** Whether a data set of this form takes the frame as it is; one without frames takes all. */
  static boolean fits(Image image, int[] form) {
    return form.length == 0 || Arrays.equals(formOf(image), form);
  }

  /**
   * The frame's pixels in this form, in an array of their own.
   *
   * @param form as of {@link #formOf}: width, height, bytes of a pixel, components
   */
  static Object pixels(Image image, int[] form) {
    return new FittedFrame(image).in(form);
  }

  private Object in(int[] form) {
    int width = form[0];
    int height = form[1];
    boolean colour = form[3] > 1;
    int columns = Math.min(width, image.getWidth());
    int rows = Math.min(height, image.getHeight());
    Object made = colour ? new byte[4 * width * height] : empty(form[2], width * height);
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        int at = y * image.getWidth() + x;
        int to = y * width + x;
        if (colour) {
          for (int component = 0; component < 3; component++) {
            ((byte[]) made)[4 * to + component] = (byte) bounded(value(at, component) / narrowing, BYTE_MOST);
          }
        } else {
          put(made, to, grey(at));
        }
      }
    }
    return made;
  }

  private static Object empty(int bytes, int pixels) {
    return bytes == 1 ? new byte[pixels] : bytes == 2 ? new short[pixels] : new float[pixels];
  }

  private void put(Object made, int at, double grey) {
    if (made instanceof byte[]) {
      ((byte[]) made)[at] = (byte) bounded(grey / narrowing, BYTE_MOST);
    } else if (made instanceof short[]) {
      ((short[]) made)[at] = (short) bounded(grey, SHORT_MOST);
    } else {
      ((float[]) made)[at] = (float) grey;
    }
  }

  private static int bounded(double value, int most) {
    return (int) Math.max(0, Math.min(most, value));
  }

  private double grey(int at) {
    return from == PixelKind.COLOUR ? (value(at, 0) + value(at, 1) + value(at, 2)) / 3 : value(at, 0);
  }

  private double value(int at, int component) {
    switch (from) {
      case COLOUR:
        return ((byte[]) raw)[4 * at + component] & BYTE_MOST;
      case GREY8:
        return ((byte[]) raw)[at] & BYTE_MOST;
      case GREY16:
        return ((short[]) raw)[at] & SHORT_MOST;
      default:
        return ((float[]) raw)[at];
    }
  }
}
