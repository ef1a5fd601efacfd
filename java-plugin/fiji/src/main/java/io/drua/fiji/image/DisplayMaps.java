package io.drua.fiji.image;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import ij.process.LUT;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How pixel values are shown and what they mean, as values of the bridge, both ways. */
final class DisplayMaps {
  private static final int LUT_SIZE = 256;

  private DisplayMaps() {}

  // -- Colour tables --

  /**
   * A plane's colour table as 256 red, 256 green and 256 blue bytes; null where it is plain grey, or the pixels are
   * colours.
   */
  static byte[] lut(ImageProcessor plane) {
    ColorModel model = plane.getColorModel();
    return model instanceof IndexColorModel ? bytes((IndexColorModel) model) : null;
  }

  private static byte[] bytes(IndexColorModel table) {
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
  static LUT lutOf(Object value) {
    if (!(value instanceof byte[]) || ((byte[]) value).length != 3 * LUT_SIZE) {
      return null;
    }
    byte[] colours = (byte[]) value;
    byte[][] table = new byte[3][];
    for (int i = 0; i < 3; i++) {
      table[i] = Arrays.copyOfRange(colours, i * LUT_SIZE, (i + 1) * LUT_SIZE);
    }
    return new LUT(table[0], table[1], table[2]);
  }


  // -- Channels --

  /** Adds the colour tables and display ranges of all channels of a composite image. */
  static void putChannels(Map<String, Object> map, ImagePlus image) {
    if (!(image instanceof CompositeImage)) {
      return;
    }
    List<Object> tables = new ArrayList<>();
    List<Object> ranges = new ArrayList<>();
    for (int channel = 1; channel <= image.getNChannels(); channel++) {
      LUT lut = ((CompositeImage) image).getChannelLut(channel);
      byte[] colours = bytes(lut);
      tables.add(colours == null ? greyBytes() : colours);
      ranges.add(range(lut.min, lut.max));
    }
    map.put("luts", tables);
    map.put("display_ranges", ranges);
  }

  private static byte[] greyBytes() {
    byte[] colours = new byte[3 * LUT_SIZE];
    for (int i = 0; i < colours.length; i++) {
      colours[i] = (byte) (i % LUT_SIZE);
    }
    return colours;
  }

  /** Puts such tables and ranges on the channels of a composite image, as far as they are given. */
  static void applyChannels(CompositeImage image, Map<String, Object> map, boolean withRanges) {
    List<?> tables = list(map.get("luts"));
    List<?> ranges = withRanges ? list(map.get("display_ranges")) : null;
    int channels = image.getNChannels();
    if (tables != null && tables.size() != channels) {
      tables = null;
    }
    if (ranges != null && ranges.size() != channels) {
      ranges = null;
    }
    if (tables == null && ranges == null) {
      return;
    }
    LUT[] luts = image.getLuts();
    for (int i = 0; i < channels; i++) {
      LUT given = tables == null ? null : lutOf(tables.get(i));
      LUT lut = given == null ? luts[i] : given;
      lut.min = luts[i].min;
      lut.max = luts[i].max;
      double[] range = ranges == null ? null : rangeOf(ranges.get(i));
      if (range != null) {
        lut.min = range[0];
        lut.max = range[1];
      }
      luts[i] = lut;
    }
    image.setLuts(luts);
  }

  // -- One channel --

  /** Puts a table and a range on an image of one channel, as far as they are given. */
  static void applySingle(ImagePlus image, Map<String, Object> map, boolean withRange) {
    List<?> tables = list(map.get("luts"));
    Object table = map.get("lut") == null && tables != null && tables.size() == 1 ? tables.get(0) : map.get("lut");
    LUT lut = lutOf(table);
    if (lut != null) {
      image.setLut(lut);
    }
    List<?> ranges = list(map.get("display_ranges"));
    Object given = map.get("display_range") == null && ranges != null && ranges.size() == 1
        ? ranges.get(0)
        : map.get("display_range");
    double[] range = withRange ? rangeOf(given) : null;
    if (range != null) {
      image.setDisplayRange(range[0], range[1]);
    }
  }

  static List<Object> range(double low, double high) {
    List<Object> range = new ArrayList<>(2);
    range.add(low);
    range.add(high);
    return range;
  }

  private static double[] rangeOf(Object value) {
    List<?> range = list(value);
    if (range == null || range.size() != 2
        || !(range.get(0) instanceof Number) || !(range.get(1) instanceof Number)) {
      return null;
    }
    return new double[] {((Number) range.get(0)).doubleValue(), ((Number) range.get(1)).doubleValue()};
  }

  private static List<?> list(Object value) {
    return value instanceof List ? (List<?>) value : null;
  }

  // -- Values --

  /** What pixel values mean, where they aren't themselves: function, coefficients, unit; otherwise null. */
  static Map<String, Object> values(Calibration calibration) {
    if (!calibration.calibrated()) {
      return null;
    }
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("function", (long) calibration.getFunction());
    List<Object> coefficients = new ArrayList<>();
    double[] own = calibration.getCoefficients();
    for (int i = 0; own != null && i < own.length; i++) {
      coefficients.add(own[i]);
    }
    map.put("coefficients", coefficients);
    map.put("unit", calibration.getValueUnit());
    return map;
  }

  /** Sets the meaning of pixel values; a table, which has no function, is left out. */
  static void applyValues(Calibration calibration, Object value) {
    if (!(value instanceof Map)) {
      return;
    }
    Map<?, ?> map = (Map<?, ?>) value;
    List<?> given = list(map.get("coefficients"));
    if (!(map.get("function") instanceof Number) || given == null) {
      return;
    }
    int function = ((Number) map.get("function")).intValue();
    if (function < Calibration.STRAIGHT_LINE || function == Calibration.CUSTOM || function == Calibration.NONE) {
      return;
    }
    double[] coefficients = new double[given.size()];
    for (int i = 0; i < coefficients.length; i++) {
      coefficients[i] = given.get(i) instanceof Number ? ((Number) given.get(i)).doubleValue() : 0;
    }
    Object unit = map.get("unit");
    calibration.setFunction(function, coefficients, unit == null ? "" : String.valueOf(unit));
  }
}
