package io.drua.micromanager.metadata;

import io.drua.bridge.MapBlock;
import io.drua.bridge.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.micromanager.PropertyMap;
import org.micromanager.PropertyMaps;
import org.micromanager.data.Coords;
import org.micromanager.data.SummaryMetadata;

/** Summary metadata as the block that {@code start(summary)} gets, and Drua's entry in them. */
public final class SummaryBlocks {
  /** Name of Drua's entry in the user data of summary metadata. */
  public static final String ENTRY = "Drua";

  private static final String PROCESSORS = "processors";

  private SummaryBlocks() {}

  /** The block of a summary; of none: an empty one. */
  public static byte[] of(@Nullable SummaryMetadata summary) {
    MapBlock block = new MapBlock();
    if (summary == null) {
      return block.finish();
    }
    block.put("Prefix", summary.getPrefix());
    block.put("Directory", summary.getDirectory());
    block.put("ChannelGroup", summary.getChannelGroup());
    block.put("StartDate", summary.getStartDate());
    block.put("UserName", summary.getUserName());
    block.put("ProfileName", summary.getProfileName());
    block.put("ComputerName", summary.getComputerName());
    List<String> channels = summary.getChannelNameList();
    if (channels != null && !channels.isEmpty()) {
      block.putValue("ChannelNames", channels);
    }
    if (summary.getZStepUm() != null) {
      block.put("ZStepUm", summary.getZStepUm().doubleValue());
    }
    if (summary.getWaitInterval() != null) {
      block.put("WaitInterval", summary.getWaitInterval().doubleValue());
    }
    List<String> order = summary.getOrderedAxes();
    if (order != null && !order.isEmpty()) {
      block.putValue("AxisOrder", order);
    }
    Coords intended = summary.getIntendedDimensions();
    if (intended != null) {
      block.beginMap("IntendedDimensions");
      for (String axis : intended.getAxes()) {
        block.put(axis, intended.getIndex(axis));
      }
      block.endMap();
    }
    if (summary.getImageWidth() != null) {
      block.put("ImageWidth", summary.getImageWidth().longValue());
    }
    if (summary.getImageHeight() != null) {
      block.put("ImageHeight", summary.getImageHeight().longValue());
    }
    PropertyMap user = summary.getUserData();
    if (user != null && !user.keySet().isEmpty()) {
      block.beginMap("UserData");
      TagMaps.write(user, block);
      block.endMap();
    }
    return block.finish();
  }

  /** The user data of a summary with one more entry in Drua's list of processors. */
  public static PropertyMap withProcessor(@Nullable PropertyMap user, Map<String, Object> processor) {
    PropertyMap old =
        user != null && user.containsPropertyMap(ENTRY)
            ? user.getPropertyMap(ENTRY, PropertyMaps.emptyPropertyMap())
            : PropertyMaps.emptyPropertyMap();
    List<PropertyMap> all = new ArrayList<>();
    if (old.containsPropertyMapList(PROCESSORS)) {
      all.addAll(old.getPropertyMapList(PROCESSORS));
    }
    all.add(TagMaps.with(null, processor));
    PropertyMap entry = old.copyBuilder().putPropertyMapList(PROCESSORS, all).build();
    PropertyMap.Builder builder = user == null ? PropertyMaps.builder() : user.copyBuilder();
    return builder.putPropertyMap(ENTRY, entry).build();
  }
}
