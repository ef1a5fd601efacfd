package org.scijava.table;

import org.scijava.util.ObjectArray;

/** A column of any objects. */
public class GenericColumn extends ObjectArray<Object> implements Column<Object> {
  private String header;

  /** Makes an empty one. */
  public GenericColumn(String header) {
    super(Object.class);
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
  public Class<Object> getType() {
    return Object.class;
  }
}
