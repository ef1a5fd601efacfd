package io.drua.fiji.image;

import ij.measure.Calibration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Spacing, origin and units of axes, as values of the bridge, one for each axis, and as ImageJ's calibration. */
public final class AxisMaps {
  private AxisMaps() {}

  /**
   * Adds what a calibration says of some axes: {@code axes}, {@code spacing}, {@code origin} and {@code units}.
   *
   * @param axes letters, slowest first; one that is none of ImageJ's has spacing 1
   */
  public static void put(Map<String, Object> map, Calibration calibration, String axes) {
    List<Object> spacing = new ArrayList<>();
    List<Object> origin = new ArrayList<>();
    List<Object> units = new ArrayList<>();
    for (int i = 0; i < axes.length(); i++) {
      putAxis(axes.charAt(i), calibration, spacing, origin, units);
    }
    map.put("axes", axes);
    map.put("spacing", spacing);
    map.put("origin", origin);
    map.put("units", units);
  }

  private static void putAxis(
      char axis, Calibration calibration, List<Object> spacing, List<Object> origin, List<Object> units) {
    boolean scaled = calibration.scaled();
    switch (axis) {
      case 'X':
        spacing.add(calibration.pixelWidth);
        origin.add(calibration.xOrigin);
        units.add(scaled ? calibration.getXUnit() : "");
        break;
      case 'Y':
        spacing.add(calibration.pixelHeight);
        origin.add(calibration.yOrigin);
        units.add(scaled ? calibration.getYUnit() : "");
        break;
      case 'Z':
        spacing.add(calibration.pixelDepth);
        origin.add(calibration.zOrigin);
        units.add(scaled ? calibration.getZUnit() : "");
        break;
      case 'T':
        boolean timed = calibration.frameInterval > 0;
        spacing.add(timed ? calibration.frameInterval : 1.0);
        origin.add(0.0);
        units.add(timed ? calibration.getTimeUnit() : "");
        break;
      default:
        spacing.add(1.0);
        origin.add(0.0);
        units.add("");
        break;
    }
  }

  /** Sets spacing, origin and units of the axes that the map says. */
  static void apply(Calibration calibration, Map<String, Object> map, String axes) {
    List<?> spacing = perAxis(map.get("spacing"), axes);
    List<?> origin = perAxis(map.get("origin"), axes);
    List<?> units = perAxis(map.get("units"), axes);
    for (int i = 0; i < axes.length(); i++) {
      double step = spacing != null && spacing.get(i) instanceof Number ? ((Number) spacing.get(i)).doubleValue() : 0;
      double zero = origin != null && origin.get(i) instanceof Number ? ((Number) origin.get(i)).doubleValue() : Double.NaN;
      String unit = units == null || units.get(i) == null ? "" : String.valueOf(units.get(i));
      setAxis(calibration, axes.charAt(i), step, zero, unit);
    }
  }

  private static List<?> perAxis(Object value, String axes) {
    return value instanceof List && ((List<?>) value).size() == axes.length() ? (List<?>) value : null;
  }

  private static void setAxis(Calibration calibration, char axis, double step, double zero, String unit) {
    boolean positive = step > 0 && !Double.isInfinite(step);
    switch (axis) {
      case 'X':
        calibration.pixelWidth = positive ? step : calibration.pixelWidth;
        calibration.xOrigin = Double.isNaN(zero) ? calibration.xOrigin : zero;
        if (!unit.isEmpty()) {
          calibration.setXUnit(unit);
        }
        break;
      case 'Y':
        calibration.pixelHeight = positive ? step : calibration.pixelHeight;
        calibration.yOrigin = Double.isNaN(zero) ? calibration.yOrigin : zero;
        if (!unit.isEmpty()) {
          calibration.setYUnit(unit);
        }
        break;
      case 'Z':
        calibration.pixelDepth = positive ? step : calibration.pixelDepth;
        calibration.zOrigin = Double.isNaN(zero) ? calibration.zOrigin : zero;
        if (!unit.isEmpty()) {
          calibration.setZUnit(unit);
        }
        break;
      case 'T':
        if (positive && !unit.isEmpty()) {
          calibration.frameInterval = step;
          calibration.setTimeUnit(unit);
        }
        break;
      default:
        break;
    }
  }
}
