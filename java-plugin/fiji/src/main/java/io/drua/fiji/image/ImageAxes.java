package io.drua.fiji.image;

import ij.ImagePlus;

/** Axes of images as letters, the slowest first: {@code T Z C Y X}, and {@code S} for the samples of a colour. */
public final class ImageAxes {
  /** ImageJ's order of planes: channels are the fastest. */
  static final String PLANES = "TZC";

  private static final int SAMPLES = 3;

  private ImageAxes() {}

  /** The axes that an image has: those of its planes where they are longer than 1, Y, X, and S for RGB images. */
  public static String of(ImagePlus image) {
    StringBuilder axes = new StringBuilder();
    for (char axis : PLANES.toCharArray()) {
      if (length(image, axis) > 1) {
        axes.append(axis);
      }
    }
    return axes.append(image.getType() == ImagePlus.COLOR_RGB ? "YXS" : "YX").toString();
  }

  /** Length of an axis; 1 for one that the image hasn't got. */
  public static int length(ImagePlus image, char axis) {
    switch (axis) {
      case 'T':
        return image.getNFrames();
      case 'Z':
        return image.getNSlices();
      case 'C':
        return image.getNChannels();
      case 'Y':
        return image.getHeight();
      case 'X':
        return image.getWidth();
      case 'S':
        return image.getType() == ImagePlus.COLOR_RGB ? SAMPLES : 1;
      default:
        return 1;
    }
  }

  /** Lengths of several axes. */
  static long[] shape(ImagePlus image, String axes) {
    long[] shape = new long[axes.length()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = length(image, axes.charAt(i));
    }
    return shape;
  }
}
