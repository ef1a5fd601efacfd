package org.scijava.table;

import org.scijava.util.ShortArray;

/** A column of {@code short}. */
public class ShortColumn extends ShortArray implements PrimitiveColumn<short[], Short> {
  private String header;

  /** Makes an empty one without a header. */
  public ShortColumn() {}

  /** Makes an empty one. */
  public ShortColumn(String header) {
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
  public Class<Short> getType() {
    return Short.class;
  }

  @Override
  public void fill(short[] values) {
    setArray(values.clone());
    setSize(values.length);
  }
}
