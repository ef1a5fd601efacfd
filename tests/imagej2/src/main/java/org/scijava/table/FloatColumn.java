package org.scijava.table;

import org.scijava.util.FloatArray;

/** A column of {@code float}. */
public class FloatColumn extends FloatArray implements PrimitiveColumn<float[], Float> {
  private String header;

  /** Makes an empty one without a header. */
  public FloatColumn() {}

  /** Makes an empty one. */
  public FloatColumn(String header) {
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
  public Class<Float> getType() {
    return Float.class;
  }

  @Override
  public void fill(float[] values) {
    setArray(values.clone());
    setSize(values.length);
  }
}
