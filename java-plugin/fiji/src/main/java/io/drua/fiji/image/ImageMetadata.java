package io.drua.fiji.image;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import io.drua.bridge.MapBlock;
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
  private ImageMetadata() {}

  /**
   * Metadata of a whole image, with its {@code shape}, the name of its {@code dtype}, and the labels of its planes.
   *
   * @return a map as above
   */
  public static Map<String, Object> ofImage(ImagePlus image) {
    String axes = ImageAxes.of(image);
    Map<String, Object> map = of(image, image.getProcessor(), axes);
    List<Object> shape = new ArrayList<>();
    for (long length : ImageAxes.shape(image, axes)) {
      shape.add(length);
    }
    map.put("shape", shape);
    map.put("dtype", Planes.type(image).numpyName());
    List<Object> labels = sliceLabels(image);
    if (labels != null) {
      map.put("slice_labels", labels);
    }
    return map;
  }

  /** The same as a block, for code that asks for an image from Python. */
  public static byte[] blockOf(ImagePlus image) {
    MapBlock block = new MapBlock();
    for (Map.Entry<String, Object> entry : ofImage(image).entrySet()) {
      block.putValue(entry.getKey(), entry.getValue());
    }
    return block.finish();
  }

  private static List<Object> sliceLabels(ImagePlus image) {
    if (image.getStackSize() == 1 || image.getStack().isVirtual()) {
      // The labels of a virtual stack may be read from its files, one by one.
      return null;
    }
    return labels(image.getStack());
  }

  /** Labels of all planes of a stack that has them at hand, empty where a plane has none; null if no plane has. */
  public static List<Object> labels(ImageStack stack) {
    List<Object> labels = new ArrayList<>();
    boolean any = false;
    for (int slice = 1; slice <= stack.getSize(); slice++) {
      String label = stack.getSliceLabel(slice);
      any |= label != null;
      labels.add(label == null ? "" : label);
    }
    return any ? labels : null;
  }

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
    AxisMaps.put(map, calibration, axes);
    map.put("channel_names", channelNames(image, axes));
    if (axes.indexOf('C') >= 0) {
      DisplayMaps.putChannels(map, image);
    }
    Map<String, Object> values = DisplayMaps.values(calibration);
    if (values != null) {
      map.put("value_calibration", values);
    }
    map.put("display_range", DisplayMaps.range(plane.getMin(), plane.getMax()));
    map.put("lut", DisplayMaps.lut(plane));
    map.put("properties", properties(image));
    Roi roi = image.getRoi();
    map.put("roi", roi == null ? null : RoiMaps.encode(roi, image));
    map.put("kind", kind(image));
    map.put("source_id", ImageSources.remember(image));
    return map;
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

  /** ImageJ's name of the type of an image's pixels. */
  static String kind(ImagePlus image) {
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
