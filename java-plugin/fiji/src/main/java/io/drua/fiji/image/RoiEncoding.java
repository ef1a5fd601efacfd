package io.drua.fiji.image;

import ij.ImagePlus;
import ij.gui.Arrow;
import ij.gui.EllipseRoi;
import ij.gui.ImageRoi;
import ij.gui.Line;
import ij.gui.PointRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.RotatedRectRoi;
import ij.gui.ShapeRoi;
import ij.gui.TextRoi;
import ij.process.FloatPolygon;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** One ROI of ImageJ as the coordinates and the further values that stand for it, see {@link RoiMaps}. */
final class RoiEncoding {
  /** ImageJ's own for filling shapes, so that masks agree. */
  private static final double FLATNESS = 0.01;

  private static final List<String> SHAPE =
      Arrays.asList("type", "rings", "corner", "ratio", "width", "spline", "text", "counters");

  private final Map<String, Object> head = new LinkedHashMap<>();
  private double[] x;
  private double[] y;

  /** The ROI as it is now; {@code image} tells what its position means, and may be null. */
  RoiEncoding(Roi roi, ImagePlus image) {
    head.put("type", typeName(roi));
    head.put("name", roi.getName() == null ? "" : roi.getName());
    head.put("group", (long) roi.getGroup());
    head.put("position", position(roi, image));
    if (roi instanceof ShapeRoi && roi.getType() == Roi.COMPOSITE) {
      putRings((ShapeRoi) roi);
    } else if (roi instanceof Line) {
      Line line = (Line) roi;
      put(new double[] {line.x1d, line.x2d}, new double[] {line.y1d, line.y2d}, RoiMaps.CENTRE);
    } else if (roi instanceof EllipseRoi || roi instanceof RotatedRectRoi) {
      putAxis(roi);
    } else if (roi instanceof PolygonRoi) {
      putCorners((PolygonRoi) roi);
    } else {
      putBox(roi);
    }
    putLook(roi);
  }

  /** Whether coordinates and values stand for the same shape, whatever its name and look. */
  boolean hasShape(Map<?, ?> other, double[] otherX, double[] otherY) {
    for (String key : SHAPE) {
      if (!same(head.get(key), other.get(key))) {
        return false;
      }
    }
    return Arrays.equals(x, otherX) && Arrays.equals(y, otherY);
  }

  /** Whether two values of the bridge are the same, whatever the types of their numbers. */
  static boolean same(Object one, Object other) {
    if (one instanceof Number && other instanceof Number) {
      return ((Number) one).doubleValue() == ((Number) other).doubleValue();
    }
    if (one instanceof List && other instanceof List) {
      List<?> some = (List<?>) one;
      List<?> others = (List<?>) other;
      return some.size() == others.size()
          && IntStream.range(0, some.size()).allMatch(i -> same(some.get(i), others.get(i)));
    }
    if (one instanceof Map && other instanceof Map) {
      Map<?, ?> some = (Map<?, ?>) one;
      Map<?, ?> others = (Map<?, ?>) other;
      return some.size() == others.size()
          && some.entrySet().stream().allMatch(entry -> same(entry.getValue(), others.get(entry.getKey())));
    }
    return Objects.equals(one, other);
  }

  /** All but the coordinates: a map of values that the bridge can carry. */
  Map<String, Object> head() {
    return head;
  }

  double[] x() {
    return x;
  }

  double[] y() {
    return y;
  }

  private void put(double[] xs, double[] ys, double shift) {
    x = shifted(xs, shift);
    y = shifted(ys, shift);
  }

  private void putBox(Roi roi) {
    Rectangle2D.Double bounds = roi.getFloatBounds();
    put(new double[] {bounds.x, bounds.x + bounds.width}, new double[] {bounds.y, bounds.y + bounds.height}, 0);
    int left = (int) bounds.x;
    int top = (int) bounds.y;
    putBoxUnless(roi, new Rectangle(left, top, Math.max((int) Math.ceil(x[1] - x[0]), 1),
        Math.max((int) Math.ceil(y[1] - y[0]), 1)));
    if (roi.getCornerDiameter() > 0) {
      head.put("corner", (long) roi.getCornerDiameter());
    }
    if (roi instanceof TextRoi && !((TextRoi) roi).getText().isEmpty()) {
      head.put("text", ((TextRoi) roi).getText());
    }
  }

  /** ImageJ rounds a box by the way that a ROI was made or moved, so that its coordinates don't always tell it. */
  private void putBoxUnless(Roi roi, Rectangle usual) {
    Rectangle box = roi.getBounds();
    if (!box.equals(usual)) {
      head.put("box", numbers(new int[] {box.y, box.x, box.y + box.height, box.x + box.width}));
    }
  }

  private void putAxis(Roi roi) {
    FloatPolygon corners = roi.getFloatPolygon();
    if (roi instanceof EllipseRoi) {
      // The first corner and the one opposite are the ends of the major axis.
      int half = corners.npoints / 2;
      put(new double[] {corners.xpoints[half], corners.xpoints[0]},
          new double[] {corners.ypoints[half], corners.ypoints[0]}, 0);
      double ratio = ((EllipseRoi) roi).getParams()[4];
      if (ratio != 1) {
        head.put("ratio", ratio);
      }
    } else {
      put(new double[] {middle(corners.xpoints, 3, 0), middle(corners.xpoints, 1, 2)},
          new double[] {middle(corners.ypoints, 3, 0), middle(corners.ypoints, 1, 2)}, 0);
      head.put("width", ((RotatedRectRoi) roi).getParams()[4]);
    }
    putBoxUnless(roi, null);
  }

  private static double middle(float[] values, int one, int other) {
    return values[one] + ((double) values[other] - values[one]) / 2;
  }

  private void putCorners(PolygonRoi roi) {
    FloatPolygon corners = roi.isSplineFit() ? roi.getNonSplineFloatPolygon() : roi.getFloatPolygon();
    double shift = roi.isArea() ? 0 : RoiMaps.CENTRE;
    x = doubles(corners.xpoints, corners.npoints, shift);
    y = doubles(corners.ypoints, corners.npoints, shift);
    if (roi.isSplineFit()) {
      head.put("spline", (long) roi.getNCoordinates());
    }
    if (roi instanceof PointRoi) {
      int[] counters = ((PointRoi) roi).getCounters();
      if (counters != null && Arrays.stream(counters).anyMatch(counter -> counter != 0)) {
        head.put("counters", numbers(Arrays.copyOf(counters, corners.npoints)));
      }
    }
  }

  private void putRings(ShapeRoi roi) {
    FloatPolygon corners = roi.getFloatPolygon(FLATNESS, true, false, false);
    int count = corners == null ? 0 : corners.npoints;
    double[] xs = new double[count];
    double[] ys = new double[count];
    int[] rings = new int[count];
    int ringCount = 0;
    int size = 0;
    boolean begins = true;
    for (int i = 0; i < count; i++) {
      if (Float.isNaN(corners.xpoints[i])) {
        begins = true;
        continue;
      }
      if (begins) {
        rings[ringCount++] = size;
        begins = false;
      }
      // Added as double: as float it would lose digits that the mask depends on.
      xs[size] = corners.xpoints[i] + roi.getXBase();
      ys[size++] = corners.ypoints[i] + roi.getYBase();
    }
    put(Arrays.copyOf(xs, size), Arrays.copyOf(ys, size), 0);
    if (ringCount > 1) {
      head.put("rings", numbers(Arrays.copyOf(rings, ringCount)));
    }
    if (size > 0) {
      int left = (int) Math.floor(Arrays.stream(x).min().getAsDouble());
      int top = (int) Math.floor(Arrays.stream(y).min().getAsDouble());
      putBoxUnless(roi, new Rectangle(left, top, (int) Math.ceil(Arrays.stream(x).max().getAsDouble()) - left,
          (int) Math.ceil(Arrays.stream(y).max().getAsDouble()) - top));
    }
  }

  private void putLook(Roi roi) {
    if (roi.getStrokeColor() != null) {
      head.put("stroke_color", colour(roi.getStrokeColor()));
    }
    if (roi.getFillColor() != null) {
      head.put("fill_color", colour(roi.getFillColor()));
    }
    if (roi.getStrokeWidth() > 0) {
      head.put("stroke_width", (double) roi.getStrokeWidth());
    }
    if (roi.getPropertyCount() > 0) {
      head.put("properties", properties(roi));
    }
  }

  /** The keys and texts of {@link Roi#getProperties()}; a text may have several lines. */
  static Map<String, Object> properties(Roi roi) {
    Map<String, Object> properties = new LinkedHashMap<>();
    String key = null;
    for (String line : roi.getPropertyCount() == 0 ? new String[0] : roi.getProperties().split("\n")) {
      int colon = line.indexOf(": ");
      if (colon > 0) {
        key = line.substring(0, colon);
        properties.put(key, line.substring(colon + 2));
      } else if (key != null) {
        properties.put(key, properties.get(key) + "\n" + line);
      }
    }
    return properties;
  }

  private static String colour(Color colour) {
    String opaque = String.format("#%06x", colour.getRGB() & 0xffffff);
    return colour.getAlpha() == 255 ? opaque : opaque + String.format("%02x", colour.getAlpha());
  }

  /** Without an image, what the ROI itself says: a position in a plain stack counts as Z. */
  private static Map<String, Object> position(Roi roi, ImagePlus image) {
    if (image != null) {
      return Positions.of(roi, image);
    }
    Map<String, Object> position = new LinkedHashMap<>();
    boolean hyperstack = roi.hasHyperStackPosition();
    putPosition(position, "C", hyperstack ? roi.getCPosition() : 0);
    putPosition(position, "Z", hyperstack ? roi.getZPosition() : roi.getPosition());
    putPosition(position, "T", hyperstack ? roi.getTPosition() : 0);
    return position;
  }

  private static void putPosition(Map<String, Object> position, String axis, int index) {
    if (index > 0) {
      position.put(axis, (long) index - 1);
    }
  }

  private static String typeName(Roi roi) {
    switch (roi.getType()) {
      case Roi.RECTANGLE:
        return roi instanceof TextRoi ? "text" : roi instanceof ImageRoi ? "image" : "rectangle";
      case Roi.OVAL:
        return "oval";
      case Roi.POINT:
        return "point";
      case Roi.LINE:
        return roi instanceof Arrow ? "arrow" : "line";
      case Roi.POLYLINE:
        return "polyline";
      case Roi.FREELINE:
        return "freeline";
      case Roi.ANGLE:
        return "angle";
      case Roi.FREEROI:
        return roi instanceof EllipseRoi ? "ellipse" : "freehand";
      case Roi.TRACED_ROI:
        return "traced";
      case Roi.COMPOSITE:
        return "composite";
      default:
        return roi instanceof RotatedRectRoi ? "rotated_rectangle" : "polygon";
    }
  }

  private static double[] shifted(double[] values, double shift) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i] + shift;
    }
    return result;
  }

  private static double[] doubles(float[] values, int count, double shift) {
    double[] result = new double[count];
    for (int i = 0; i < count; i++) {
      result[i] = values[i] + shift;
    }
    return result;
  }

  private static List<Object> numbers(int[] values) {
    List<Object> list = new ArrayList<>(values.length);
    for (int value : values) {
      list.add((long) value);
    }
    return list;
  }
}
