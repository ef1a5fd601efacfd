package org.scijava.table;

import org.scijava.util.ByteArray;

/** A column of {@code byte}. */
public class ByteColumn extends ByteArray implements PrimitiveColumn<byte[], Byte> {
  private String header;

  /** Makes an empty one without a header. */
  public ByteColumn() {}

  /** Makes an empty one. */
  public ByteColumn(String header) {
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
  public Class<Byte> getType() {
    return Byte.class;
  }

  @Override
  public void fill(byte[] values) {
    setArray(values.clone());
    setSize(values.length);
  }
}
