package org.micromanager.data;

import java.util.List;
import org.micromanager.PropertyMap;

/** What is known about a whole dataset. Immutable; null where something isn't known. */
public interface SummaryMetadata {
  /** Makes a summary; null unsets. */
  interface Builder extends SummaryMetadataBuilder {
    Builder prefix(String prefix);

    Builder userName(String userName);

    Builder profileName(String profileName);

    Builder computerName(String computerName);

    Builder directory(String directory);

    Builder channelGroup(String channelGroup);

    Builder channelNames(String... channelNames);

    Builder channelNames(Iterable<String> channelNames);

    Builder zStepUm(Double zStepUm);

    Builder waitInterval(Double waitInterval);

    Builder axisOrder(String... axisOrder);

    Builder axisOrder(Iterable<String> axisOrder);

    Builder intendedDimensions(Coords intendedDimensions);

    Builder startDate(String startDate);

    Builder userData(PropertyMap userData);

    Builder imageWidth(Integer width);

    Builder imageHeight(Integer height);
  }

  /** What {@link Builder} comes from; of no other use. */
  interface SummaryMetadataBuilder {
    SummaryMetadata build();
  }

  Builder copyBuilder();

  String getPrefix();

  String getUserName();

  String getProfileName();

  String getMicroManagerVersion();

  String getComputerName();

  String getDirectory();

  String getChannelGroup();

  /** Never null. */
  List<String> getChannelNameList();

  /** The name of a channel, or a made-up one if it has none. */
  String getSafeChannelName(int index);

  /** Micrometres. */
  Double getZStepUm();

  /** Milliseconds between time points. */
  Double getWaitInterval();

  /** The axes, innermost last; never null. A store takes no image with an index above 0 on an axis that isn't among them. */
  List<String> getOrderedAxes();

  /** For each axis how many images are meant; never null. */
  Coords getIntendedDimensions();

  String getStartDate();

  /** Never null. */
  PropertyMap getUserData();

  /** Pixels; a store takes no image of another width. */
  Integer getImageWidth();

  /** Pixels; a store takes no image of another height. */
  Integer getImageHeight();
}
