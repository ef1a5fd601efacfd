package io.drua.mmhost;

import java.util.List;
import org.micromanager.PropertyMap;
import org.micromanager.PropertyMaps;
import org.micromanager.data.Coords;
import org.micromanager.data.SummaryMetadata;

/** The summary of a dataset: a property map with the program's keys. */
public final class HostSummaryMetadata implements SummaryMetadata {
  private static final String[] NONE = {};

  private final HostPropertyMap values;
  private final Coords dimensions;

  private HostSummaryMetadata(HostPropertyMap values, Coords dimensions) {
    this.values = values;
    this.dimensions = dimensions;
  }

  /** A builder of a summary with the program's default axes: channel, time, z and position. */
  public static Builder builder() {
    HostPropertyMap.Builder values = HostPropertyMap.builder();
    values.putString("MicroManagerVersion", "2.0.3 test host");
    values.putStringList("AxisOrder", Coords.CHANNEL, Coords.TIME_POINT, Coords.Z_SLICE, Coords.STAGE_POSITION);
    return new Builder(values, HostCoords.builder().build());
  }

  @Override
  public Builder copyBuilder() {
    return new Builder(values.copyBuilder(), dimensions);
  }

  @Override
  public String getMicroManagerVersion() {
    return values.getString("MicroManagerVersion", null);
  }

  @Override
  public List<String> getChannelNameList() {
    return values.getStringList("ChNames", NONE);
  }

  @Override
  public String getSafeChannelName(int index) {
    List<String> names = getChannelNameList();
    return index >= 0 && index < names.size() ? names.get(index) : "channel " + index;
  }

  @Override
  public List<String> getOrderedAxes() {
    return values.getStringList("AxisOrder", NONE);
  }

  @Override
  public Coords getIntendedDimensions() {
    return dimensions;
  }

  @Override
  public String getPrefix() {
    return values.getString("Prefix", null);
  }

  @Override
  public String getUserName() {
    return values.getString("UserName", null);
  }

  @Override
  public String getProfileName() {
    return values.getString("ProfileName", null);
  }

  @Override
  public String getComputerName() {
    return values.getString("ComputerName", null);
  }

  @Override
  public String getDirectory() {
    return values.getString("Directory", null);
  }

  @Override
  public String getChannelGroup() {
    return values.getString("ChannelGroup", null);
  }

  @Override
  public Double getZStepUm() {
    return values.containsKey("z-step_um") ? values.getDouble("z-step_um", 0) : null;
  }

  @Override
  public Double getWaitInterval() {
    return values.containsKey("Interval_ms") ? values.getDouble("Interval_ms", 0) : null;
  }

  @Override
  public String getStartDate() {
    return values.getString("StartTime", null);
  }

  @Override
  public PropertyMap getUserData() {
    return values.getPropertyMap("UserData", PropertyMaps.emptyPropertyMap());
  }

  @Override
  public Integer getImageWidth() {
    return values.containsKey("Width") ? values.getInteger("Width", 0) : null;
  }

  @Override
  public Integer getImageHeight() {
    return values.containsKey("Height") ? values.getInteger("Height", 0) : null;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HostSummaryMetadata
        && values.equals(((HostSummaryMetadata) other).values)
        && dimensions.equals(((HostSummaryMetadata) other).dimensions);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values + " of " + dimensions;
  }

  /** Builds a summary; of use by one thread. */
  public static final class Builder implements SummaryMetadata.Builder {
    private final HostPropertyMap.Builder values;
    private Coords dimensions;

    private Builder(HostPropertyMap.Builder values, Coords dimensions) {
      this.values = values;
      this.dimensions = dimensions;
    }

    @Override
    public HostSummaryMetadata build() {
      return new HostSummaryMetadata(values.build(), dimensions);
    }

    @Override
    public Builder intendedDimensions(Coords intendedDimensions) {
      dimensions = intendedDimensions;
      return this;
    }

    @Override
    public Builder channelNames(String... channelNames) {
      values.putStringList("ChNames", channelNames);
      return this;
    }

    @Override
    public Builder channelNames(Iterable<String> channelNames) {
      values.putStringList("ChNames", channelNames);
      return this;
    }

    @Override
    public Builder axisOrder(String... axisOrder) {
      values.putStringList("AxisOrder", axisOrder);
      return this;
    }

    @Override
    public Builder axisOrder(Iterable<String> axisOrder) {
      values.putStringList("AxisOrder", axisOrder);
      return this;
    }

    @Override
    public Builder prefix(String value) {
      values.putString("Prefix", value);
      return this;
    }

    @Override
    public Builder userName(String value) {
      values.putString("UserName", value);
      return this;
    }

    @Override
    public Builder profileName(String value) {
      values.putString("ProfileName", value);
      return this;
    }

    @Override
    public Builder computerName(String value) {
      values.putString("ComputerName", value);
      return this;
    }

    @Override
    public Builder directory(String value) {
      values.putString("Directory", value);
      return this;
    }

    @Override
    public Builder channelGroup(String value) {
      values.putString("ChannelGroup", value);
      return this;
    }

    @Override
    public Builder zStepUm(Double value) {
      values.putDouble("z-step_um", value);
      return this;
    }

    @Override
    public Builder waitInterval(Double value) {
      values.putDouble("Interval_ms", value);
      return this;
    }

    @Override
    public Builder startDate(String value) {
      values.putString("StartTime", value);
      return this;
    }

    @Override
    public Builder userData(PropertyMap value) {
      values.putPropertyMap("UserData", value);
      return this;
    }

    @Override
    public Builder imageWidth(Integer value) {
      values.putInteger("Width", value);
      return this;
    }

    @Override
    public Builder imageHeight(Integer value) {
      values.putInteger("Height", value);
      return this;
    }
  }
}
