package net.imagej.axis;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Types of axes, one object for each label; those without a label are never equal. */
public final class Axes {
  private static final String UNKNOWN = "Unknown";
  private static final Map<String, AxisType> KNOWN = new ConcurrentHashMap<String, AxisType>();

  public static final AxisType X = get("X", true);
  public static final AxisType Y = get("Y", true);
  public static final AxisType Z = get("Z", true);
  public static final AxisType TIME = get("Time");
  public static final AxisType CHANNEL = get("Channel");

  private Axes() {}

  public static AxisType get(String label) {
    return get(label, false);
  }

  public static AxisType get(String label, boolean spatial) {
    return UNKNOWN.equals(label) ? unknown() : KNOWN.computeIfAbsent(label, name -> new NamedType(name, spatial));
  }

  public static AxisType unknown() {
    return new NamedType(UNKNOWN, false);
  }

  private static final class NamedType implements AxisType {
    private final String label;
    private final boolean spatial;

    NamedType(String label, boolean spatial) {
      this.label = label;
      this.spatial = spatial;
    }

    @Override
    public String getLabel() {
      return label;
    }

    @Override
    public boolean isSpatial() {
      return spatial;
    }
  }
}
