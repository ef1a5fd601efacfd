package io.drua.fiji.image;

import ij.ImagePlus;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.PointRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.process.FloatPolygon;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.Typed;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * ROIs as values of the bridge, both ways.
 *
 * <p>A ROI travels as a map with {@code type}, the coordinates {@code x} and {@code y} in pixels (pixel corners at
 * integers, as in ImageJ), {@code name}, {@code group} and {@code position}: a map from axis letter to a position from
 * 0, empty for all planes. Rectangles and ovals give two corners: upper left, lower right. A composite selection
 * travels as one polygon whose parts are joined by bridges that are walked in both directions: by the even-odd rule
 * they enclose nothing, so that holes stay holes.
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
  private static final double CENTRE = 0.5;

  private RoiMaps() {}

  /** A selection as a typed list with one entry; {@code image} tells what its position means, and may be null. */
  public static Typed encode(Roi roi, ImagePlus image) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (roi instanceof ShapeRoi && roi.getType() == Roi.COMPOSITE) {
      map.put("type", "polygon");
      putBridged(map, ((ShapeRoi) roi).getRois());
    } else {
      map.put("type", typeName(roi));
      putOutline(map, roi);
    }
    map.put("name", roi.getName());
    map.put("group", (long) roi.getGroup());
    map.put("position", Positions.of(roi, image));
    return new Typed(ROIS, new ArrayList<Object>(Collections.singletonList(map)));
  }

  private static void putOutline(Map<String, Object> map, Roi roi) {
    if (roi.getType() == Roi.RECTANGLE || roi.getType() == Roi.OVAL) {
      Rectangle2D.Double bounds = roi.getFloatBounds();
      map.put("x", pair(bounds.x, bounds.x + bounds.width));
      map.put("y", pair(bounds.y, bounds.y + bounds.height));
    } else if (roi instanceof Line) {
      Line line = (Line) roi;
      map.put("x", pair(line.x1d + CENTRE, line.x2d + CENTRE));
      map.put("y", pair(line.y1d + CENTRE, line.y2d + CENTRE));
    } else {
      FloatPolygon outline = roi.getFloatPolygon();
      double shift = fromCentres(typeName(roi)) ? CENTRE : 0;
      map.put("x", list(outline.xpoints, outline.npoints, shift));
      map.put("y", list(outline.ypoints, outline.npoints, shift));
    }
  }

  private static void putBridged(Map<String, Object> map, Roi[] parts) {
    List<Object> x = new ArrayList<>();
    List<Object> y = new ArrayList<>();
    for (Roi part : parts) {
      FloatPolygon outline = part.getFloatPolygon();
      if (outline == null || outline.npoints == 0) {
        continue;
      }
      for (int i = 0; i <= outline.npoints; i++) {
        x.add((double) outline.xpoints[i % outline.npoints]);
        y.add((double) outline.ypoints[i % outline.npoints]);
      }
      // Back to where the first part began, along the way that led here.
      x.add(x.get(0));
      y.add(y.get(0));
    }
    map.put("x", x);
    map.put("y", y);
  }

  private static String typeName(Roi roi) {
    switch (roi.getType()) {
      case Roi.RECTANGLE:
        return "rectangle";
      case Roi.OVAL:
        return "oval";
      case Roi.POINT:
        return "point";
      case Roi.LINE:
        return "line";
      case Roi.POLYLINE:
      case Roi.FREELINE:
      case Roi.ANGLE:
        return "polyline";
      case Roi.FREEROI:
      case Roi.TRACED_ROI:
        return "freehand";
      default:
        return "polygon";
    }
  }

  private static List<Object> pair(double first, double second) {
    List<Object> values = new ArrayList<>(2);
    values.add(first);
    values.add(second);
    return values;
  }

  private static List<Object> list(float[] values, int count, double shift) {
    List<Object> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(values[i] + shift);
    }
    return list;
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
    float[] x = floats(map.get("x"));
    float[] y = floats(map.get("y"));
    if (x.length != y.length || x.length == 0) {
      throw new IllegalArgumentException(
          "A ROI has " + x.length + " x and " + y.length
              + " y coordinates; both lists must be as long, and not empty.");
    }
    Roi roi = shape(String.valueOf(map.get("type")), x, y);
    String name = map.get("name") == null ? "" : String.valueOf(map.get("name"));
    if (!name.isEmpty()) {
      roi.setName(name);
    }
    if (map.get("group") instanceof Number && ((Number) map.get("group")).intValue() > 0) {
      roi.setGroup(((Number) map.get("group")).intValue());
    }
    Positions.apply(map.get("position"), roi, image);
    return roi;
  }

  private static Roi shape(String type, float[] x, float[] y) {
    if (fromCentres(type)) {
      shift(x);
      shift(y);
    }
    int last = x.length - 1;
    switch (type) {
      case "point":
        return new PointRoi(x, y, x.length);
      case "rectangle":
        return new Roi((double) x[0], y[0], (double) x[last] - x[0], (double) y[last] - y[0]);
      case "oval":
        return new OvalRoi((double) x[0], y[0], (double) x[last] - x[0], (double) y[last] - y[0]);
      case "line":
        return Line.create(x[0], y[0], x[last], y[last]);
      case "polyline":
        return new PolygonRoi(x, y, x.length, Roi.POLYLINE);
      case "freehand":
        return new PolygonRoi(x, y, x.length, Roi.FREEROI);
      case "polygon":
        return new PolygonRoi(x, y, x.length, Roi.POLYGON);
      default:
        throw new IllegalArgumentException(
            "Unknown type of ROI \"" + type
                + "\"; known are point, polygon, rectangle, oval, line, polyline, freehand.");
    }
  }

  private static boolean fromCentres(String type) {
    return type.equals("point") || type.equals("line") || type.equals("polyline");
  }

  private static void shift(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] -= (float) CENTRE;
    }
  }

  private static float[] floats(Object value) {
    if (value instanceof ImageBuffer) {
      return Numbers.floats((ImageBuffer) value);
    }
    if (!(value instanceof List)) {
      throw new IllegalArgumentException("Expected a list of coordinates, found " + describe(value) + ".");
    }
    List<?> list = (List<?>) value;
    float[] values = new float[list.size()];
    for (int i = 0; i < values.length; i++) {
      Object number = list.get(i);
      if (!(number instanceof Number)) {
        throw new IllegalArgumentException("Expected a coordinate, found " + describe(number) + ".");
      }
      values[i] = ((Number) number).floatValue();
    }
    return values;
  }

  private static String describe(Object value) {
    return value == null ? "nothing" : value.getClass().getSimpleName() + " (" + value + ")";
  }
}
