package org.scijava.table;

import org.scijava.util.BoolArray;

/** A column of {@code boolean}. */
public class BoolColumn extends BoolArray implements PrimitiveColumn<boolean[], Boolean> {
  private String header;

  /** Makes an empty one without a header. */
  public BoolColumn() {}

  /** Makes an empty one. */
  public BoolColumn(String header) {
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
  public Class<Boolean> getType() {
    return Boolean.class;
  }

  @Override
  public void fill(boolean[] values) {
    setArray(values.clone());
    setSize(values.length);
  }
}
