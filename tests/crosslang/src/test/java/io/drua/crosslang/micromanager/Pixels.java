package io.drua.crosslang.micromanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.drua.mmhost.SyntheticFrames;
import io.drua.mmhost.SyntheticFrames.Kind;
import java.lang.reflect.Array;
import org.micromanager.data.Image;

/** Pixels as they must be. */
final class Pixels {
  private Pixels() {}

  /** What becomes of the value of one pixel, or of one colour of it. */
  interface Value {
    double of(int x, int y, double value);
  }

  /** Frame n of the synthetic camera with each value changed; of colour frames blue, green and red, but not the fourth byte. */
  static Object changed(Kind kind, long number, Value change) {
    Object pixels = new SyntheticFrames(kind, Program.WIDTH, Program.HEIGHT).pixels(number);
    int bytes = kind == Kind.RGB ? 4 : 1;
    for (int i = 0; i < Array.getLength(pixels); i++) {
      int x = i / bytes % Program.WIDTH;
      int y = i / bytes / Program.WIDTH;
      if (bytes == 4 && i % 4 == 3) {
        continue;
      }
      if (pixels instanceof byte[]) {
        ((byte[]) pixels)[i] = (byte) (int) change.of(x, y, ((byte[]) pixels)[i] & 0xff);
      } else if (pixels instanceof short[]) {
        ((short[]) pixels)[i] = (short) (int) change.of(x, y, ((short[]) pixels)[i] & 0xffff);
      } else {
        ((float[]) pixels)[i] = (float) change.of(x, y, ((float[]) pixels)[i]);
      }
    }
    return pixels;
  }

  /** Frame n with a number added to each value. */
  static Object plus(Kind kind, long number, int added) {
    return changed(kind, number, (x, y, value) -> value + added);
  }

  /** The fourth byte of each pixel set, as new colour frames have it. */
  static byte[] opaque(Object pixels) {
    byte[] bytes = (byte[]) pixels;
    for (int i = 3; i < bytes.length; i += 4) {
      bytes[i] = (byte) 255;
    }
    return bytes;
  }

  /** Asserts the form and each value of an image. */
  static void assertPixels(Image image, int width, int height, int bytesPerPixel, int components, Object pixels) {
    assertThat(new int[] {image.getWidth(), image.getHeight(), image.getBytesPerPixel(), image.getNumComponents()})
        .as("width, height, bytes of a pixel, components")
        .containsExactly(width, height, bytesPerPixel, components);
    Object found = image.getRawPixels();
    assertThat(found).hasSameClassAs(pixels);
    assertThat(Array.getLength(found)).isEqualTo(Array.getLength(pixels));
    for (int i = 0; i < Array.getLength(pixels); i++) {
      if (!Array.get(pixels, i).equals(Array.get(found, i))) {
        throw new AssertionError(
            "value " + i + " of " + image + " is " + Array.get(found, i) + ", must be " + Array.get(pixels, i));
      }
    }
  }

  /** Asserts each value of an image of the synthetic camera's size. */
  static void assertPixels(Image image, Kind kind, Object pixels) {
    int bytes = kind == Kind.GRAY8 ? 1 : kind == Kind.GRAY16 ? 2 : 4;
    assertPixels(image, Program.WIDTH, Program.HEIGHT, bytes, kind == Kind.RGB ? 3 : 1, pixels);
  }
}
