package io.drua.fiji.stack.file;

import ij.io.FileInfo;
import io.drua.bridge.MapBlock;
import io.drua.fiji.image.AxisMaps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Python is told of a file's stack, with the keys that images of ImageJ have. Any thread. */
public final class StackFileMap {
  private StackFileMap() {}

  /**
   * Shape, axes and type of the pixels as they lie in the file, and the metadata, as a block. Axes of planes that are
   * of length 1 are left out.
   */
  public static byte[] describe(StackFile file) {
    StackMetadata metadata = file.metadata();
    StringBuilder axes = new StringBuilder();
    List<Object> shape = new ArrayList<>();
    long[] lengths = file.shape();
    for (int i = 0; i < lengths.length; i++) {
      char axis = file.axes().charAt(i);
      if (lengths[i] > 1 || "YXS".indexOf(axis) >= 0) {
        axes.append(axis);
        shape.add(lengths[i]);
      }
    }
    MapBlock map = new MapBlock()
        .putValue("shape", shape)
        .put("dtype", file.type().numpyName())
        .put("swapped", file.isSwapped() ? 1 : 0)
        .put("name", metadata.title())
        .put("kind", file.isColour() ? "RGB" : metadata.isIndexed() ? "8-bit color" : 8 * file.type().bytes() + "-bit");
    Map<String, Object> calibrated = new LinkedHashMap<>();
    AxisMaps.put(calibrated, metadata.calibration(), axes.toString());
    calibrated.forEach(map::putValue);
    putShown(file, metadata, map);
    putTexts(file, metadata, map);
    return map.finish();
  }

  private static void putShown(StackFile file, StackMetadata metadata, MapBlock map) {
    FileInfo info = metadata.info();
    int channels = file.channels();
    if (metadata.displayRange() != null) {
      map.putValue("display_range", range(metadata.displayRange(), 0));
    }
    if (channels > 1 && info.displayRanges != null && info.displayRanges.length == 2 * channels) {
      List<Object> ranges = new ArrayList<>();
      for (int channel = 0; channel < channels; channel++) {
        ranges.add(range(info.displayRanges, 2 * channel));
      }
      map.putValue("display_ranges", ranges);
    }
    if (channels > 1 && info.channelLuts != null && info.channelLuts.length == channels) {
      map.putValue("luts", Arrays.<Object>asList((Object[]) info.channelLuts));
    } else if (info.lutSize > 0) {
      byte[] table = new byte[3 * info.lutSize];
      System.arraycopy(info.reds, 0, table, 0, info.lutSize);
      System.arraycopy(info.greens, 0, table, info.lutSize, info.lutSize);
      System.arraycopy(info.blues, 0, table, 2 * info.lutSize, info.lutSize);
      map.putValue("lut", table);
    }
  }

  private static List<Object> range(double[] ranges, int at) {
    return Arrays.<Object>asList(ranges[at], ranges[at + 1]);
  }

  private static void putTexts(StackFile file, StackMetadata metadata, MapBlock map) {
    FileInfo info = metadata.info();
    Map<String, Object> properties = new LinkedHashMap<>();
    if (info.info != null) {
      properties.put("Info", info.info);
    }
    for (int i = 0; info.properties != null && i + 1 < info.properties.length; i += 2) {
      properties.put(info.properties[i], info.properties[i + 1]);
    }
    map.putValue("properties", properties);
    List<Object> names = new ArrayList<>(metadata.channelNames());
    if (names.isEmpty() && info.sliceLabels != null && file.isInImageJOrder() && file.channels() > 1) {
      for (int channel = 1; channel <= file.channels(); channel++) {
        // ImageJ has names of channels only as labels of their first planes.
        String label = metadata.label(channel);
        names.add(label == null ? "" : label.split("\n", 2)[0]);
      }
    }
    if (names.size() == file.channels() && file.channels() > 1) {
      map.putValue("channel_names", names);
    }
    if (info.sliceLabels != null) {
      List<Object> labels = new ArrayList<>();
      for (String label : info.sliceLabels) {
        labels.add(label == null ? "" : label);
      }
      map.putValue("slice_labels", labels);
    }
  }
}
