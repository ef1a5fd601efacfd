package io.drua.fiji.image;

import ij.ImagePlus;
import ij.gui.Roi;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.Typed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * ROIs as values of the bridge, both ways.
 *
 * <p>A ROI travels as a map with {@code type}, the coordinates {@code x} and {@code y} in pixels (pixel corners at
 * integers, as in ImageJ), {@code name}, {@code group} and {@code position}: a map from axis letter to a position from
 * 0, empty for all planes. Rectangles and ovals give two corners: upper left, lower right; ellipses and rotated
 * rectangles the ends of the axis through their middle. A composite selection has further {@code rings}: the index of
 * the first corner of each closed ring; what lies in an even number of rings is outside.
 *
 * <p>Only where they aren't the default travel {@code stroke_color}, {@code fill_color} ({@code #rrggbb} or {@code
 * #rrggbbaa}), {@code stroke_width}, {@code properties}, {@code corner} (diameter of a rectangle's round corners),
 * {@code ratio} (of an ellipse), {@code width} (of a rotated rectangle), {@code spline} (number of points on the curve
 * through the corners), {@code text}, {@code counters} (of points) and {@code box} (top, left, bottom, right, where
 * ImageJ rounds it in another way than the coordinates tell). Keys that the receiver doesn't know are left out.
 *
 * <p>Many ROIs at once travel as {@link #columns columns}: all coordinates in two arrays.
 */
public final class RoiMaps {
  /** Name of a typed list of ROIs. */
  public static final String ROIS = "drua.Rois";
  /** Name of a typed list of points. */
  public static final String POINTS = "drua.Points";
  /**
   * ImageJ counts areas from the outer corner of the first pixel, but points and lines from its centre. For routines
   * the corner is the origin of all.
   */
  static final double CENTRE = 0.5;

  private RoiMaps() {}

  /** A selection as a typed list with one entry; {@code image} tells what its position means, and may be null. */
  public static Typed encode(Roi roi, ImagePlus image) {
    RoiEncoding encoding = new RoiEncoding(roi, image);
    Map<String, Object> map = encoding.head();
    map.put("x", list(encoding.x()));
    map.put("y", list(encoding.y()));
    return new Typed(ROIS, new ArrayList<Object>(Collections.singletonList(map)));
  }

  /**
   * Several ROIs as columns: x and y of all points ({@code double[]}), the number of points of each ROI ({@code
   * int[]}), and a list of the maps without {@code x} and {@code y}.
   *
   * @param image tells what positions mean, and may be null
   */
  public static Object[] columns(Roi[] rois, ImagePlus image) {
    List<Object> heads = new ArrayList<>(rois.length);
    RoiEncoding[] encodings = new RoiEncoding[rois.length];
    int[] counts = new int[rois.length];
    int total = 0;
    for (int i = 0; i < rois.length; i++) {
      encodings[i] = new RoiEncoding(rois[i], image);
      heads.add(encodings[i].head());
      counts[i] = encodings[i].x().length;
      total = Math.addExact(total, counts[i]);
    }
    double[] x = new double[total];
    double[] y = new double[total];
    int at = 0;
    for (RoiEncoding encoding : encodings) {
      System.arraycopy(encoding.x(), 0, x, at, encoding.x().length);
      System.arraycopy(encoding.y(), 0, y, at, encoding.y().length);
      at += encoding.x().length;
    }
    return new Object[] {x, y, counts, heads};
  }

  /**
   * The ROIs of such columns.
   *
   * @param sources for each the ROI that it was made of, or null: what has no place in a map is taken from there as
   *     long as the shape is still the same. They stay as they are. May be null as a whole
   * @param image where they belong, to turn positions into slices; may be null
   * @throws IllegalArgumentException if an entry isn't a ROI, or the columns don't fit together
   */
  public static Roi[] ofColumns(
      double[] x, double[] y, int[] counts, List<?> heads, Roi[] sources, ImagePlus image) {
    Roi[] rois = new Roi[heads.size()];
    long points = Arrays.stream(counts).asLongStream().sum();
    if (counts.length != rois.length || x.length != y.length || points != x.length) {
      throw new IllegalArgumentException(
          rois.length + " ROIs have " + counts.length + " counts, " + x.length + " x and " + y.length
              + " y coordinates; expected a count for each, and as many of both as the counts say.");
    }
    int at = 0;
    for (int i = 0; i < rois.length; i++) {
      int end = at + counts[i];
      rois[i] = RoiDecoding.decode(
          (Map<?, ?>) heads.get(i),
          Arrays.copyOfRange(x, at, end),
          Arrays.copyOfRange(y, at, end),
          sources == null ? null : sources[i],
          image);
      at = end;
    }
    return rois;
  }

  /**
   * The ROIs of a typed list.
   *
   * @param value list of maps as above; other entries are refused
   * @param image where they belong, to turn positions into slices; may be null
   * @throws IllegalArgumentException if an entry isn't a ROI
   */
  public static List<Roi> decode(Object value, ImagePlus image) {
    if (value instanceof Map) {
      return Collections.singletonList(roi((Map<?, ?>) value, image));
    }
    if (!(value instanceof List)) {
      throw new IllegalArgumentException("Expected a list of ROIs, found " + describe(value) + ".");
    }
    List<Roi> rois = new ArrayList<>();
    for (Object entry : (List<?>) value) {
      Object inner = entry instanceof Typed ? ((Typed) entry).value() : entry;
      if (inner instanceof List) {
        rois.addAll(decode(inner, image));
      } else if (inner instanceof Map) {
        rois.add(roi((Map<?, ?>) inner, image));
      } else {
        throw new IllegalArgumentException("Expected a ROI as a map, found " + describe(inner) + ".");
      }
    }
    return rois;
  }

  private static Roi roi(Map<?, ?> map, ImagePlus image) {
    return RoiDecoding.decode(map, doubles(map.get("x")), doubles(map.get("y")), image);
  }

  private static List<Object> list(double[] values) {
    List<Object> list = new ArrayList<>(values.length);
    for (double value : values) {
      list.add(value);
    }
    return list;
  }

  static int[] ints(Object value) {
    double[] values = doubles(value);
    int[] result = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (int) values[i];
    }
    return result;
  }

  private static double[] doubles(Object value) {
    if (value instanceof ImageBuffer) {
      return Numbers.doubles((ImageBuffer) value);
    }
    if (!(value instanceof List)) {
      throw new IllegalArgumentException("Expected a list of coordinates, found " + describe(value) + ".");
    }
    List<?> list = (List<?>) value;
    double[] values = new double[list.size()];
    for (int i = 0; i < values.length; i++) {
      Object number = list.get(i);
      if (!(number instanceof Number)) {
        throw new IllegalArgumentException("Expected a coordinate, found " + describe(number) + ".");
      }
      values[i] = ((Number) number).doubleValue();
    }
    return values;
  }

  private static String describe(Object value) {
    return value == null ? "nothing" : value.getClass().getSimpleName() + " (" + value + ")";
  }
}
