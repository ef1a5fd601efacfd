package org.scijava.table;

import org.scijava.util.DoubleArray;

/** A column of {@code double}. */
public class DoubleColumn extends DoubleArray implements PrimitiveColumn<double[], Double> {
  private String header;

  /** Makes an empty one without a header. */
  public DoubleColumn() {}

  /** Makes an empty one. */
  public DoubleColumn(String header) {
    this.header = header;
  }

  @Override
  public String getHeader() {
    return header;
  }

  @Override
  public void setHeader(String header) {
    this.header = header;
  }

  @Override
  public Class<Double> getType() {
    return Double.class;
  }

  @Override
  public void fill(double[] values) {
    setArray(values.clone());
    setSize(values.length);
  }
}
