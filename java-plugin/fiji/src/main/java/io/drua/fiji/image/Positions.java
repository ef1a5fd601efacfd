package io.drua.fiji.image;

import ij.ImagePlus;
import ij.gui.Roi;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Positions in a stack: a map from axis letter ({@code C}, {@code Z}, {@code T}) to a position from 0, only for axes
 * that the image has, against ImageJ's slice numbers from 1.
 */
public final class Positions {
  private Positions() {}

  /** Position of a slice (from 1) of an image. */
  public static Map<String, Object> ofSlice(ImagePlus image, int slice) {
    int[] at = image.convertIndexToPosition(slice);
    Map<String, Object> position = new LinkedHashMap<>();
    put(position, "C", image.getNChannels(), at[0]);
    put(position, "Z", image.getNSlices(), at[1]);
    put(position, "T", image.getNFrames(), at[2]);
    return position;
  }

  private static void put(Map<String, Object> position, String axis, int length, int index) {
    if (length > 1 && index > 0) {
      position.put(axis, (long) index - 1);
    }
  }

  /** Position of a ROI; empty when it belongs to all planes. */
  static Map<String, Object> of(Roi roi, ImagePlus image) {
    Map<String, Object> position = new LinkedHashMap<>();
    if (image == null) {
      return position;
    }
    if (roi.hasHyperStackPosition()) {
      put(position, "C", image.getNChannels(), roi.getCPosition());
      put(position, "Z", image.getNSlices(), roi.getZPosition());
      put(position, "T", image.getNFrames(), roi.getTPosition());
    } else if (roi.getPosition() > 0 && roi.getPosition() <= image.getStackSize()) {
      return ofSlice(image, roi.getPosition());
    }
    return position;
  }

  /** Sets a ROI's position from such a map. */
  static void apply(Object value, Roi roi, ImagePlus image) {
    if (!(value instanceof Map) || ((Map<?, ?>) value).isEmpty() || image == null) {
      return;
    }
    Map<?, ?> position = (Map<?, ?>) value;
    int channel = index(position, "C");
    int slice = index(position, "Z");
    int frame = index(position, "T");
    if (image.isHyperStack()) {
      roi.setPosition(channel, slice, frame);
    } else if (image.getStackSize() > 1) {
      roi.setPosition(image.getStackIndex(Math.max(channel, 1), Math.max(slice, 1), Math.max(frame, 1)));
    }
  }

  /** ImageJ's position, from 1; 0 for all. */
  private static int index(Map<?, ?> position, String axis) {
    Object value = position.get(axis);
    return value instanceof Number ? ((Number) value).intValue() + 1 : 0;
  }
}
