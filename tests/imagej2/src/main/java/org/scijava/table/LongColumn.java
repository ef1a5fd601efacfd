package org.scijava.table;

import org.scijava.util.LongArray;

/** A column of {@code long}. */
public class LongColumn extends LongArray implements PrimitiveColumn<long[], Long> {
  private String header;

  /** Makes an empty one without a header. */
  public LongColumn() {}

  /** Makes an empty one. */
  public LongColumn(String header) {
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
  public Class<Long> getType() {
    return Long.class;
  }

  @Override
  public void fill(long[] values) {
    setArray(values.clone());
    setSize(values.length);
  }
}
