package io.drua.fiji.image;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import ij.process.LUT;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * What Python may want to know of an image besides its pixels, as one map. It is taken before the pixels are pinned, so
 * that reading it never calls Java.
 */
public final class ImageMetadata {
  private static final int LUT_SIZE = 256;

  private ImageMetadata() {}

  /**
   * Metadata of one plane of an image.
   *
   * @param image where the plane is from
   * @param plane the plane, for display range and colour table
   * @param slice its number in the stack, from 1
   */
  public static Map<String, Object> ofPlane(ImagePlus image, ImageProcessor plane, int slice) {
    Map<String, Object> map = of(image, plane, "YX");
    map.put("slice", Positions.ofSlice(image, slice));
    return map;
  }

  /**
   * Metadata of an image, or of a part of it that has these axes.
   *
   * @param axes axis letters, slowest first; a letter that is none of ImageJ's has spacing 1
   */
  public static Map<String, Object> of(ImagePlus image, ImageProcessor plane, String axes) {
    Map<String, Object> map = new LinkedHashMap<>();
    Calibration calibration = image.getCalibration();
    map.put("name", image.getTitle());
    map.put("axes", axes);
    List<Object> spacing = new ArrayList<>();
    List<Object> origin = new ArrayList<>();
    List<Object> units = new ArrayList<>();
    for (int i = 0; i < axes.length(); i++) {
      putAxis(axes.charAt(i), calibration, spacing, origin, units);
    }
    map.put("spacing", spacing);
    map.put("origin", origin);
    map.put("units", units);
    map.put("channel_names", channelNames(image, axes));
    List<Object> range = new ArrayList<>();
    range.add(plane.getMin());
    range.add(plane.getMax());
    map.put("display_range", range);
    map.put("lut", lut(plane));
    map.put("properties", properties(image));
    Roi roi = image.getRoi();
    map.put("roi", roi == null ? null : RoiMaps.encode(roi, image));
    map.put("kind", kind(image));
    map.put("source_id", (long) image.getID());
    return map;
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

  private static List<Object> channelNames(ImagePlus image, String axes) {
    if (axes.indexOf('C') < 0 || image.getNChannels() < 2) {
      return null;
    }
    List<Object> names = new ArrayList<>();
    for (int channel = 1; channel <= image.getNChannels(); channel++) {
      String label = image.getStack().getShortSliceLabel(image.getStackIndex(channel, 1, 1));
      names.add(label == null ? "" : label);
    }
    return names;
  }

  /**
   * The colour table as 256 red, 256 green and 256 blue bytes; null where it is plain grey, or the pixels are colours.
   */
  private static byte[] lut(ImageProcessor plane) {
    ColorModel model = plane.getColorModel();
    if (!(model instanceof IndexColorModel)) {
      return null;
    }
    IndexColorModel table = (IndexColorModel) model;
    if (table.getMapSize() != LUT_SIZE || isGrey(table)) {
      return null;
    }
    byte[] colours = new byte[3 * LUT_SIZE];
    for (int i = 0; i < LUT_SIZE; i++) {
      colours[i] = (byte) table.getRed(i);
      colours[LUT_SIZE + i] = (byte) table.getGreen(i);
      colours[2 * LUT_SIZE + i] = (byte) table.getBlue(i);
    }
    return colours;
  }

  private static boolean isGrey(IndexColorModel table) {
    for (int i = 0; i < LUT_SIZE; i++) {
      if (table.getRed(i) != i || table.getGreen(i) != i || table.getBlue(i) != i) {
        return false;
      }
    }
    return true;
  }

  /** A colour table of such bytes; null for anything else. */
  public static LUT lutOf(Object value) {
    if (!(value instanceof byte[]) || ((byte[]) value).length != 3 * LUT_SIZE) {
      return null;
    }
    byte[] colours = (byte[]) value;
    byte[][] table = new byte[3][LUT_SIZE];
    for (int i = 0; i < 3; i++) {
      System.arraycopy(colours, i * LUT_SIZE, table[i], 0, LUT_SIZE);
    }
    return new LUT(table[0], table[1], table[2]);
  }

  private static Map<String, Object> properties(ImagePlus image) {
    Map<String, Object> properties = new LinkedHashMap<>();
    Object info = image.getProperty("Info");
    if (info instanceof String) {
      properties.put("Info", info);
    }
    Properties own = image.getImageProperties();
    if (own != null) {
      for (String name : own.stringPropertyNames()) {
        properties.put(name, own.getProperty(name));
      }
    }
    return properties;
  }

  private static String kind(ImagePlus image) {
    switch (image.getType()) {
      case ImagePlus.GRAY8:
        return "8-bit";
      case ImagePlus.GRAY16:
        return "16-bit";
      case ImagePlus.GRAY32:
        return "32-bit";
      case ImagePlus.COLOR_RGB:
        return "RGB";
      default:
        return "8-bit color";
    }
  }
}
