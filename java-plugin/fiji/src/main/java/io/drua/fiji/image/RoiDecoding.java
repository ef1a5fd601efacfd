package io.drua.fiji.image;

import ij.ImagePlus;
import ij.gui.Arrow;
import ij.gui.EllipseRoi;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.PointRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.RotatedRectRoi;
import ij.gui.ShapeRoi;
import ij.gui.TextRoi;
import java.awt.Color;
import java.awt.geom.Path2D;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;

/** One ROI of ImageJ of the coordinates and the further values that stand for it, see {@link RoiMaps}. */
final class RoiDecoding {
  private final Map<?, ?> head;
  private final double[] x;
  private final double[] y;

  private RoiDecoding(Map<?, ?> head, double[] x, double[] y) {
    this.head = head;
    this.x = x;
    this.y = y;
  }

  /**
   * Makes the ROI. Keys that it doesn't know are left out.
   *
   * @throws IllegalArgumentException if the values aren't those of a ROI
   */
  static Roi decode(Map<?, ?> head, double[] x, double[] y, ImagePlus image) {
    if (x.length != y.length || x.length == 0) {
      throw new IllegalArgumentException(
          "A ROI has " + x.length + " x and " + y.length
              + " y coordinates; both lists must be as long, and not empty.");
    }
    for (int i = 0; i < x.length; i++) {
      if (Double.isNaN(x[i] + y[i]) || Double.isInfinite(x[i] + y[i])) {
        throw new IllegalArgumentException("A ROI has the point (" + x[i] + ", " + y[i] + "); it must be finite.");
      }
    }
    return new RoiDecoding(head, x, y).roi(image);
  }

  /**
   * A copy of a ROI of ImageJ with what the map says, so that what a map can't say stays; a new one where the map has
   * another shape.
   */
  static Roi decode(Map<?, ?> head, double[] x, double[] y, Roi source, ImagePlus image) {
    RoiEncoding now = source == null ? null : new RoiEncoding(source, image);
    if (now == null || !now.hasShape(head, x, y)) {
      return decode(head, x, y, image);
    }
    Roi copy = (Roi) source.clone();
    RoiDecoding decoding = new RoiDecoding(head, x, y);
    decoding.applyLook(copy);
    if (!RoiEncoding.same(now.head().get("position"), head.get("position"))) {
      copy.setPosition(0);
      decoding.applyPosition(copy, image);
    }
    return copy;
  }

  private Roi roi(ImagePlus image) {
    Roi roi = shape(String.valueOf(head.get("type")));
    int spline = (int) number("spline", 0);
    if (spline > 1 && roi instanceof PolygonRoi) {
      ((PolygonRoi) roi).fitSpline(spline);
    }
    if (roi instanceof Arrow && number("stroke_width", 0) == 0) {
      // An arrow that says nothing has ImageJ's width.
      float usual = roi.getStrokeWidth();
      applyLook(roi);
      roi.setStrokeWidth(usual);
    } else {
      applyLook(roi);
    }
    applyPosition(roi, image);
    return roi;
  }

  /** Name, group, colours, width and properties, each only if it differs: setting one may undo another. */
  private void applyLook(Roi roi) {
    if (!text("name").equals(roi.getName() == null ? "" : roi.getName())) {
      roi.setName(text("name"));
    }
    int group = (int) number("group", 0);
    if (group != roi.getGroup()) {
      roi.setGroup(group);
    }
    Color fill = colour(text("fill_color"));
    if (!Objects.equals(fill, roi.getFillColor())) {
      roi.setFillColor(fill);
    }
    Color stroke = colour(text("stroke_color"));
    // Without a colour of its own, a ROI has that of its group.
    if (!Objects.equals(stroke, roi.getStrokeColor()) && (stroke != null || group == 0)) {
      roi.setStrokeColor(stroke);
    }
    float width = (float) number("stroke_width", 0);
    if (width != roi.getStrokeWidth()) {
      roi.setStrokeWidth(width);
    }
    Object properties = head.get("properties");
    Map<?, ?> wanted = properties instanceof Map ? (Map<?, ?>) properties : Collections.emptyMap();
    Map<String, Object> present = RoiEncoding.properties(roi);
    for (String key : present.keySet()) {
      if (!wanted.containsKey(key)) {
        roi.setProperty(key, null);
      }
    }
    for (Map.Entry<?, ?> entry : wanted.entrySet()) {
      roi.setProperty(String.valueOf(entry.getKey()), String.valueOf(entry.getValue()));
    }
  }

  private Roi shape(String type) {
    int last = x.length - 1;
    switch (type) {
      case "rectangle":
        return box((int) number("corner", 0));
      case "oval":
        return oval();
      case "ellipse":
        return new EllipseRoi(x[0], y[0], x[last], y[last], number("ratio", 1));
      case "rotated_rectangle":
        return new RotatedRectRoi(x[0], y[0], x[last], y[last], number("width", 0));
      case "line":
        return new Line(centred(x, 0), centred(y, 0), centred(x, last), centred(y, last));
      case "arrow":
        return new Arrow(centred(x, 0), centred(y, 0), centred(x, last), centred(y, last));
      case "point":
        return points();
      case "polyline":
        return line(Roi.POLYLINE);
      case "freeline":
        return line(Roi.FREELINE);
      case "angle":
        return line(Roi.ANGLE);
      case "polygon":
        return area(Roi.POLYGON);
      case "freehand":
        return area(Roi.FREEROI);
      case "traced":
        return area(Roi.TRACED_ROI);
      case "composite":
        return composite();
      case "text":
        return new TextRoi(least(x), least(y), text("text"));
      case "image":
        throw new IllegalArgumentException(
            "An image in an overlay can't be made of its outline: expected another type of ROI. Return the image"
                + " itself, or keep the ImageRoi of ImageJ.");
      default:
        throw new IllegalArgumentException(
            "Unknown type of ROI \"" + type
                + "\"; known are point, polygon, rectangle, oval, line, polyline, freehand, traced, composite, ellipse,"
                + " rotated_rectangle, freeline, angle, arrow, text.");
    }
  }

  private Roi box(int corner) {
    double width = most(x) - least(x);
    double height = most(y) - least(y);
    return whole(x) && whole(y)
        ? new Roi((int) least(x), (int) least(y), (int) width, (int) height, corner)
        : new Roi(least(x), least(y), width, height, corner);
  }

  private Roi oval() {
    double width = most(x) - least(x);
    double height = most(y) - least(y);
    return whole(x) && whole(y)
        ? new OvalRoi((int) least(x), (int) least(y), (int) width, (int) height)
        : new OvalRoi(least(x), least(y), width, height);
  }

  private Roi points() {
    PointRoi points = new PointRoi(floats(x, RoiMaps.CENTRE), floats(y, RoiMaps.CENTRE), x.length);
    Object counters = head.get("counters");
    if (counters != null) {
      int[] numbers = RoiMaps.ints(counters);
      if (numbers.length != x.length) {
        throw new IllegalArgumentException(
            "A ROI of " + x.length + " points has " + numbers.length + " counters; expected as many.");
      }
      points.setCounters(numbers);
    }
    return points;
  }

  private Roi line(int type) {
    return new PolygonRoi(floats(x, RoiMaps.CENTRE), floats(y, RoiMaps.CENTRE), x.length, type);
  }

  private Roi area(int type) {
    if (whole(x) && whole(y)) {
      return new PolygonRoi(integers(x), integers(y), x.length, type);
    }
    return new PolygonRoi(floats(x, 0), floats(y, 0), x.length, type);
  }

  private Roi composite() {
    int[] rings = head.get("rings") == null ? new int[1] : RoiMaps.ints(head.get("rings"));
    Path2D.Double path = new Path2D.Double(Path2D.WIND_EVEN_ODD, x.length + rings.length);
    int at = 0;
    for (int i = 0; i < rings.length; i++) {
      int end = i + 1 < rings.length ? rings[i + 1] : x.length;
      if (rings[i] != at || end <= at || end > x.length) {
        throw new IllegalArgumentException(
            "A composite ROI of " + x.length + " corners has rings that begin at " + Arrays.toString(rings)
                + "; expected numbers that rise from 0 to below that.");
      }
      path.moveTo(x[at], y[at]);
      while (++at < end) {
        path.lineTo(x[at], y[at]);
      }
      path.closePath();
    }
    return new ShapeRoi(path);
  }

  private void applyPosition(Roi roi, ImagePlus image) {
    Object value = head.get("position");
    if (image != null || !(value instanceof Map) || ((Map<?, ?>) value).isEmpty()) {
      Positions.apply(value, roi, image);
      return;
    }
    Map<?, ?> position = (Map<?, ?>) value;
    int slice = index(position, "Z");
    if (position.size() == 1 && slice > 0) {
      roi.setPosition(slice);
    } else {
      roi.setPosition(index(position, "C"), slice, index(position, "T"));
    }
  }

  private static int index(Map<?, ?> position, String axis) {
    Object value = position.get(axis);
    return value instanceof Number ? ((Number) value).intValue() + 1 : 0;
  }

  private double number(String key, double otherwise) {
    Object value = head.get(key);
    if (value == null) {
      return otherwise;
    }
    if (!(value instanceof Number)) {
      throw new IllegalArgumentException("Expected a number as " + key + " of a ROI, found \"" + value + "\".");
    }
    return ((Number) value).doubleValue();
  }

  private String text(String key) {
    return head.get(key) == null ? "" : String.valueOf(head.get(key));
  }

  /** A colour of {@code #rrggbb} or {@code #rrggbbaa}, null of none. */
  private static Color colour(String text) {
    if (text.isEmpty()) {
      return null;
    }
    if (!text.matches("#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?")) {
      throw new IllegalArgumentException("Expected a colour like #ff8000 or #ff800080, found \"" + text + "\".");
    }
    int rgb = Integer.parseInt(text.substring(1, 7), 16);
    int alpha = text.length() == 7 ? 255 : Integer.parseInt(text.substring(7), 16);
    return new Color(alpha << 24 | rgb, true);
  }

  private static double centred(double[] values, int index) {
    return values[index] - RoiMaps.CENTRE;
  }

  private static double least(double[] values) {
    return Arrays.stream(values).min().getAsDouble();
  }

  private static double most(double[] values) {
    return Arrays.stream(values).max().getAsDouble();
  }

  /** Whether all are whole numbers; ImageJ keeps such outlines as integers. */
  private static boolean whole(double[] values) {
    for (double value : values) {
      if (value != (int) value) {
        return false;
      }
    }
    return true;
  }

  private static int[] integers(double[] values) {
    int[] result = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (int) values[i];
    }
    return result;
  }

  private static float[] floats(double[] values, double shift) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) (values[i] - shift);
    }
    return result;
  }
}
