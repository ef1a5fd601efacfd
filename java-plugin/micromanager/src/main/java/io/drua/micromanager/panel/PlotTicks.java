package io.drua.micromanager.panel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Round numbers along an axis. Immutable. */
final class PlotTicks {
  private static final int LARGE = 5;

  private final double step;
  private final List<Double> values = new ArrayList<>();

  /**
   * Chooses ticks.
   *
   * @param low the smallest value shown
   * @param high the largest, above {@code low}
   * @param most number of ticks that there is room for, at least 1
   * @param least smallest distance, for instance 1 for counts; 0 for any
   */
  PlotTicks(double low, double high, int most, double least) {
    double raw = (high - low) / Math.max(1, most);
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double digit = raw / power;
    step = Math.max(least, power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10));
    double first = Math.ceil(low / step - 1e-9);
    for (double number = first; number * step <= high + step * 1e-9 && values.size() <= 2 * most + 2; number++) {
      values.add(number * step);
    }
  }

  /** Where the ticks are, from low to high. */
  List<Double> values() {
    return values;
  }

  /** The text of a tick: as many digits as the distance of two needs. */
  String text(double value) {
    int exponent = (int) Math.floor(Math.log10(step));
    double size = Math.max(Math.abs(value), step);
    if (size >= Math.pow(10, LARGE + 1) || exponent < -LARGE) {
      return value == 0 ? "0" : compact(value, exponent);
    }
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(Math.max(0, -exponent), RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.toPlainString();
  }

  private static String compact(double value, int stepExponent) {
    int exponent = (int) Math.floor(Math.log10(Math.abs(value)) + 1e-9);
    int digits = Math.max(0, exponent - stepExponent);
    BigDecimal mantissa = BigDecimal.valueOf(value / Math.pow(10, exponent)).setScale(digits, RoundingMode.HALF_EVEN);
    return mantissa.toPlainString() + "e" + exponent;
  }
}
