package io.drua.fiji.stack.file;

import ij.io.FileInfo;
import ij.measure.Calibration;
import io.drua.bridge.Nullable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** ImageJ's description of a TIFF file: lines of {@code key=value} that begin with its version. */
final class ImageJDescription {
  private final Map<String, String> values = new LinkedHashMap<>();
  private final StackMetadata metadata;

  private ImageJDescription(String text, StackMetadata metadata) {
    this.metadata = metadata;
    for (String line : text.split("\n")) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        values.put(line.substring(0, equals).trim(), unescaped(line.substring(equals + 1).trim()));
      }
    }
  }

  /** Fills the metadata, and says how many planes there are; {@code null} where it doesn't, and the pages tell. */
  @Nullable
  static TiffLayout read(String text, boolean colour, StackMetadata metadata) {
    metadata.fillInfo().description = text;
    ImageJDescription description = new ImageJDescription(text, metadata);
    description.calibrate();
    description.show();
    return description.layout(colour);
  }

  @Nullable
  private TiffLayout layout(boolean colour) {
    long planes = count("images");
    if (planes < 2) {
      return null;
    }
    long channels = Math.max(1, count("channels"));
    long slices = Math.max(1, count("slices"));
    long frames = Math.max(1, count("frames"));
    TiffLayout layout = new TiffLayout().goOnWithoutPages();
    if (colour && slices == 1) {
      // Programs call planes of colours channels when they know no better.
      slices = channels;
      channels = 1;
    }
    // In doubles, as three numbers from a file may be of any size.
    if ((double) channels * slices * frames == planes) {
      return layout.add('T', frames, false).add('Z', slices, false).add('C', channels, false);
    }
    if (channels * (double) slices * frames > 1) {
      metadata.note(
          channels + " channels, " + slices + " slices and " + frames + " frames are not " + planes
              + " images: shown as slices");
    }
    return layout.add('Z', planes, false);
  }

  private void calibrate() {
    FileInfo info = metadata.fillInfo();
    Calibration calibration = metadata.fillCalibration();
    String unit = values.get("unit");
    if (unit != null && !unit.isEmpty()) {
      double scale = "cm".equals(info.unit) && "um".equals(unit) ? 1e4 : 1;
      info.unit = unit;
      calibration.pixelWidth = info.pixelWidth *= scale;
      calibration.pixelHeight = info.pixelHeight *= scale;
      calibration.setUnit(unit);
      double depth = Math.abs(number("spacing", 1));
      calibration.pixelDepth = info.pixelDepth = depth > 0 ? depth : 1;
      calibration.setYUnit(values.get("yunit"));
      calibration.setZUnit(values.get("zunit"));
    }
    calibration.xOrigin = number("xorigin", 0);
    calibration.yOrigin = number("yorigin", 0);
    calibration.zOrigin = number("zorigin", 0);
    calibration.setInvertY("true".equals(values.get("inverty")));
    calibration.info = values.get("info");
    calibration.fps = number("fps", 0);
    calibration.loop = "true".equals(values.get("loop"));
    calibration.frameInterval = info.frameInterval = number("finterval", 0);
    calibration.setTimeUnit(values.getOrDefault("tunit", "sec"));
    function(info, calibration);
  }

  /** What pixel values mean, for instance optical densities. */
  private void function(FileInfo info, Calibration calibration) {
    String unit = values.get("vunit");
    if (unit == null) {
      return;
    }
    info.valueUnit = unit;
    calibration.setValueUnit(unit);
    int function = (int) number("cf", Calibration.NONE);
    if (values.get("cf") == null) {
      return;
    }
    int count = 0;
    double[] found = new double[5];
    while (count < found.length && values.containsKey("c" + count)) {
      found[count] = number("c" + count, 0);
      count++;
    }
    if (function == Calibration.UNCALIBRATED_OD
        || function >= Calibration.STRAIGHT_LINE && function <= Calibration.EXP_RECOVERY && count >= 2) {
      double[] coefficients = count < 2 ? null : Arrays.copyOf(found, count);
      info.calibrationFunction = function;
      info.coefficients = coefficients;
      calibration.setFunction(function, coefficients, unit, "true".equals(values.get("zeroclip")));
    }
  }

  private void show() {
    double black = number("min", 0);
    double white = number("max", 0);
    if (black != 0 || white != 0) {
      metadata.displayRange(black, white);
    }
    metadata.shown(values.get("mode"), "true".equals(values.get("hyperstack")));
    if ("true".equals(values.get("8bitcolor"))) {
      metadata.indexed();
    }
    String name = values.get("name");
    if (name != null && !name.isEmpty()) {
      metadata.title(name);
    }
  }

  private long count(String key) {
    double found = number(key, 0);
    return found >= 1 && found == Math.rint(found) && found < 1L << 40 ? (long) found : 0;
  }

  private double number(String key, double otherwise) {
    String text = values.get(key);
    if (text != null) {
      try {
        double found = Double.parseDouble(text);
        if (!Double.isNaN(found) && !Double.isInfinite(found)) {
          return found;
        }
        metadata.note(key + "=" + text + " is no finite number");
      } catch (NumberFormatException notANumber) {
        metadata.note(key + "=" + text + " is no number");
      }
    }
    return otherwise;
  }

  /** ImageJ writes letters outside ASCII, such as that of micrometres, as backslash, u and four digits. */
  private static String unescaped(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter == '\\' && i + 5 < text.length() && text.charAt(i + 1) == 'u'
          && text.substring(i + 2, i + 6).matches("[0-9a-fA-F]{4}")) {
        plain.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
        i += 5;
      } else if (letter == '\\' && i + 1 < text.length()) {
        plain.append(text.charAt(++i));
      } else {
        plain.append(letter);
      }
    }
    return plain.toString();
  }
}
