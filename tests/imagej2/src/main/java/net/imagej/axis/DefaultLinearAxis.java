package net.imagej.axis;

/** A linear axis; without more, its values are positions and it has no unit. */
public class DefaultLinearAxis extends AbstractCalibratedAxis implements LinearAxis {
  private final double scale;
  private final double origin;

  public DefaultLinearAxis(AxisType type) {
    this(type, null, 1, 0);
  }

  public DefaultLinearAxis(AxisType type, String unit, double scale, double origin) {
    super(type, unit);
    this.scale = scale;
    this.origin = origin;
  }

  @Override
  public double scale() {
    return scale;
  }

  @Override
  public double origin() {
    return origin;
  }

  @Override
  public double calibratedValue(double rawValue) {
    return origin + scale * rawValue;
  }
}
