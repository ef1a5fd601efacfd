package io.drua.micromanager.panel;

import io.drua.bridge.Nullable;
import java.util.Arrays;

/** The numbers of one column, one a row; {@code NaN} where a row has none. Grows at its end. */
final class PlotSeries {
  private final String name;
  private double[] values = new double[64];
  private int size;

  PlotSeries(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  int size() {
    return size;
  }

  double value(int row) {
    return row < size ? values[row] : Double.NaN;
  }

  void add(double value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  /** Fills rows that were there before the column was. */
  void fillTo(int rows) {
    while (size < rows) {
      add(Double.NaN);
    }
  }

  /** Forgets the oldest rows. */
  void dropFirst(int rows) {
    int kept = Math.max(0, size - rows);
    System.arraycopy(values, size - kept, values, 0, kept);
    size = kept;
  }

  /** The smallest and the largest finite value of some rows; null if there is none. */
  @Nullable
  double[] range(int from, int to) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int row = from; row < Math.min(to, size); row++) {
      double value = values[row];
      if (!Double.isNaN(value) && !Double.isInfinite(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    return low > high ? null : new double[] {low, high};
  }
}
