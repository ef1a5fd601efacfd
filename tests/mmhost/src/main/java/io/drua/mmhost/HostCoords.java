package io.drua.mmhost;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.micromanager.data.Coords;

/** Coordinates; an axis at index 0 isn't there. */
public final class HostCoords implements Coords {
  private final SortedMap<String, Integer> indices;

  private HostCoords(SortedMap<String, Integer> indices) {
    this.indices = new TreeMap<>(indices);
  }

  /** A builder of coordinates without an axis. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public int getIndex(String axis) {
    return indices.getOrDefault(axis, 0);
  }

  @Override
  public int getChannel() {
    return getIndex(CHANNEL);
  }

  @Override
  public int getC() {
    return getIndex(CHANNEL);
  }

  @Override
  public int getTimePoint() {
    return getIndex(TIME_POINT);
  }

  @Override
  public int getT() {
    return getIndex(TIME_POINT);
  }

  @Override
  public int getZSlice() {
    return getIndex(Z_SLICE);
  }

  @Override
  public int getZ() {
    return getIndex(Z_SLICE);
  }

  @Override
  public int getStagePosition() {
    return getIndex(STAGE_POSITION);
  }

  @Override
  public int getP() {
    return getIndex(STAGE_POSITION);
  }

  @Override
  public List<String> getAxes() {
    return new ArrayList<>(indices.keySet());
  }

  @Override
  public boolean hasAxis(String axis) {
    return indices.containsKey(axis);
  }

  @Override
  public Builder copyBuilder() {
    Builder builder = new Builder();
    builder.indices.putAll(indices);
    return builder;
  }

  @Override
  public Coords copyRemovingAxes(String... axes) {
    Builder builder = copyBuilder();
    builder.indices.keySet().removeAll(Arrays.asList(axes));
    return builder.build();
  }

  @Override
  public Coords copyRetainingAxes(String... axes) {
    Builder builder = copyBuilder();
    builder.indices.keySet().retainAll(Arrays.asList(axes));
    return builder.build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HostCoords && indices.equals(((HostCoords) other).indices);
  }

  @Override
  public int hashCode() {
    return indices.hashCode();
  }

  @Override
  public String toString() {
    return indices.toString();
  }

  /** Builds coordinates; of use by one thread. */
  public static final class Builder implements Coords.Builder {
    private static final Pattern NAME = Pattern.compile("[A-Za-z]+[A-Za-z0-9_]*");

    private final SortedMap<String, Integer> indices = new TreeMap<>();

    private Builder() {}

    @Override
    public HostCoords build() {
      return new HostCoords(indices);
    }

    @Override
    public Builder index(String axis, int index) {
      if (!NAME.matcher(axis).matches()) {
        throw new IllegalArgumentException("\"" + axis + "\" can't name an axis.");
      }
      if (index > 0) {
        indices.put(axis, index);
      } else {
        indices.remove(axis);
      }
      return this;
    }

    @Override
    public Builder removeAxis(String axis) {
      indices.remove(axis);
      return this;
    }

    @Override
    public Builder channel(int channel) {
      return index(CHANNEL, channel);
    }

    @Override
    public Builder c(int channel) {
      return index(CHANNEL, channel);
    }

    @Override
    public Builder timePoint(int timePoint) {
      return index(TIME_POINT, timePoint);
    }

    @Override
    public Builder t(int timePoint) {
      return index(TIME_POINT, timePoint);
    }

    @Override
    public Builder zSlice(int slice) {
      return index(Z_SLICE, slice);
    }

    @Override
    public Builder z(int slice) {
      return index(Z_SLICE, slice);
    }

    @Override
    public Builder stagePosition(int index) {
      return index(STAGE_POSITION, index);
    }

    @Override
    public Builder p(int index) {
      return index(STAGE_POSITION, index);
    }
  }
}
