package org.scijava.table;

import org.scijava.util.IntArray;

/** A column of {@code int}. */
public class IntColumn extends IntArray implements PrimitiveColumn<int[], Integer> {
  private String header;

  /** Makes an empty one without a header. */
  public IntColumn() {}

  /** Makes an empty one. */
  public IntColumn(String header) {
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
  public Class<Integer> getType() {
    return Integer.class;
  }

  @Override
  public void fill(int[] values) {
    setArray(values.clone());
    setSize(values.length);
  }
}
