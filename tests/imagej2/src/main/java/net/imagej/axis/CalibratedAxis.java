package net.imagej.axis;

/** An axis with a unit, and a value at each position. */
public interface CalibratedAxis {
  AxisType type();

  void setType(AxisType type);

  String unit();

  void setUnit(String unit);

  double calibratedValue(double rawValue);
}
