package net.imagej.axis;

/** An axis whose values are {@code origin + scale * position}. */
public interface LinearAxis extends CalibratedAxis {
  double scale();

  double origin();
}
