package io.drua.micromanager.processor;

import io.drua.bridge.Nullable;
import io.drua.micromanager.metadata.SummaryBlocks;
import io.drua.micromanager.settings.ProcessorSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.micromanager.PropertyMap;
import org.micromanager.data.Coords;
import org.micromanager.data.SummaryMetadata;

/**
 * Which channel each frame goes to, and what that makes of the summary metadata. A routine with named outputs makes
 * several channels of each; raw frames that are kept come behind all of them. Immutable.
 */
final class ChannelPlan {
  private final int inputs;
  private final List<String> outputs;
  private final boolean keepRaw;
  private final List<String> axes;
  private final String hash;

  private ChannelPlan(int inputs, List<String> outputs, boolean keepRaw, List<String> axes, String hash) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.keepRaw = keepRaw;
    this.axes = axes;
    this.hash = hash;
  }

  /**
   * The plan for data with this summary, before this processor.
   *
   * @param hash of the routine's text, as the summary says; empty if it says none
   */
  static ChannelPlan of(@Nullable SummaryMetadata summary, List<String> outputs, boolean keepRaw, String hash) {
    List<String> axes = summary == null ? null : summary.getOrderedAxes();
    return new ChannelPlan(
        channels(summary),
        new ArrayList<>(outputs),
        keepRaw,
        axes == null ? new ArrayList<>() : new ArrayList<>(axes),
        hash);
  }

  private static int channels(@Nullable SummaryMetadata summary) {
    int channels = 1;
    if (summary != null) {
      List<String> names = summary.getChannelNameList();
      Coords intended = summary.getIntendedDimensions();
      channels = Math.max(channels, names == null ? 0 : names.size());
      channels = Math.max(channels, intended == null ? 0 : intended.getIndex(Coords.CHANNEL));
    }
    return channels;
  }

  /** Whether frames stay in their channels. */
  boolean isPlain() {
    return outputs.isEmpty() && !keepRaw;
  }

  /** How many frames the routine gives for each, which become channels; 0 if it names none. */
  int outputs() {
    return outputs.size();
  }

  /** Channel of an output of the frame in a channel. */
  int channelOf(int channel, int output) {
    return outputs.isEmpty() ? channel : channel * outputs.size() + output;
  }

  /** Channel of the raw frame of a channel; -1 if there is no place for it. */
  int rawChannelOf(int channel) {
    return channel < inputs ? inputs * Math.max(1, outputs.size()) + channel : -1;
  }

  /** Whether raw frames are kept, in channels of their own. */
  boolean keepsRaw() {
    return keepRaw;
  }

  /** SHA-256 of the routine's text that the summary names; empty if it names none. */
  String hash() {
    return hash;
  }

  /** Whether the data set has this axis; where the summary names none, it takes all. */
  boolean hasAxis(String axis) {
    return axes.isEmpty() || axes.contains(axis);
  }

  /** The axes of the data set, as far as the summary names them. */
  List<String> axes() {
    return axes;
  }

  /**
   * The summary after this processor: its channels, and an entry that says what made them.
   *
   * @param inPlace whether frames keep their size; a data set refuses frames of another one than its summary says
   */
  SummaryMetadata apply(SummaryMetadata summary, Map<String, Object> provenance, boolean inPlace) {
    PropertyMap user = SummaryBlocks.withProcessor(summary.getUserData(), provenance);
    SummaryMetadata.Builder builder = summary.copyBuilder().userData(user);
    if (!inPlace) {
      builder.imageWidth(null).imageHeight(null);
    }
    if (!isPlain()) {
      if (!hasAxis(Coords.CHANNEL)) {
        List<String> more = new ArrayList<>(axes);
        more.add(Coords.CHANNEL);
        builder.axisOrder(more);
      }
      List<String> names = names(summary);
      builder.channelNames(names);
      Coords intended = summary.getIntendedDimensions();
      if (intended != null) {
        builder.intendedDimensions(intended.copyBuilder().index(Coords.CHANNEL, names.size()).build());
      }
    }
    return builder.build();
  }

  private List<String> names(SummaryMetadata summary) {
    List<String> names = new ArrayList<>();
    for (int channel = 0; channel < inputs; channel++) {
      String name = summary.getSafeChannelName(channel);
      if (outputs.isEmpty()) {
        names.add(name);
      }
      for (String output : outputs) {
        names.add(name + " " + output);
      }
    }
    for (int channel = 0; keepRaw && channel < inputs; channel++) {
      names.add(summary.getSafeChannelName(channel) + " (raw)");
    }
    return names;
  }

  /** What the summary says of a processor. */
  static Map<String, Object> provenance(
      ProcessorSettings settings, String label, String file, String hash, Map<String, String> parameters) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("routine", settings.routine());
    entry.put("label", label);
    entry.put("file", file);
    entry.put("sourceHash", hash);
    entry.put("parameters", parameters);
    entry.put("onFailure", settings.onFailure().name());
    entry.put("keepRaw", settings.keepRaw());
    return entry;
  }
}
