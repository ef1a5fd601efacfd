package net.imagej.axis;

/** What an axis measures. */
public interface AxisType {
  String getLabel();

  boolean isSpatial();
}
