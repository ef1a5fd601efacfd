package io.drua.fiji.image;

import ij.process.LUT;
import java.awt.Color;

/** A colour table for label images: background black, neighbouring numbers in colours that are easy to tell apart. */
final class LabelLut {
  private static final int SIZE = 256;
  /** Steps around the colour circle by the golden angle never meet and keep neighbours far apart. */
  private static final double GOLDEN = 0.6180339887498949;

  private LabelLut() {}

  static LUT create() {
    byte[] red = new byte[SIZE];
    byte[] green = new byte[SIZE];
    byte[] blue = new byte[SIZE];
    for (int i = 1; i < SIZE; i++) {
      float hue = (float) (i * GOLDEN % 1.0);
      float saturation = 0.55f + 0.15f * (i % 4);
      float brightness = 1.0f - 0.14f * (i / 4 % 3);
      int colour = Color.HSBtoRGB(hue, Math.min(1, saturation), brightness);
      red[i] = (byte) (colour >> 16);
      green[i] = (byte) (colour >> 8);
      blue[i] = (byte) colour;
    }
    return new LUT(red, green, blue);
  }
}
