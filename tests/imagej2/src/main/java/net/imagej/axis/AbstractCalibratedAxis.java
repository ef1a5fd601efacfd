package net.imagej.axis;

/** Type and unit of an axis. */
abstract class AbstractCalibratedAxis implements CalibratedAxis {
  private AxisType type;
  private String unit;

  AbstractCalibratedAxis(AxisType type, String unit) {
    this.type = type;
    this.unit = unit;
  }

  @Override
  public AxisType type() {
    return type;
  }

  @Override
  public void setType(AxisType type) {
    this.type = type;
  }

  @Override
  public String unit() {
    return unit;
  }

  @Override
  public void setUnit(String unit) {
    this.unit = unit;
  }
}
