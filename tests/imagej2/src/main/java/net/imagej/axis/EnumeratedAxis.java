package net.imagej.axis;

/** An axis with a value of its own at each whole position. */
public class EnumeratedAxis extends AbstractCalibratedAxis {
  private final double[] values;

  public EnumeratedAxis(AxisType type, double[] values) {
    this(type, null, values);
  }

  public EnumeratedAxis(AxisType type, String unit, double[] values) {
    super(type, unit);
    this.values = values.clone();
  }

  /** The value at a position; between two of them, on the line from one to the other. */
  @Override
  public double calibratedValue(double rawValue) {
    int below = (int) Math.max(0, Math.min(Math.floor(rawValue), values.length - 2));
    double part = rawValue - below;
    return values.length == 1 ? values[0] : (1 - part) * values[below] + part * values[below + 1];
  }
}
