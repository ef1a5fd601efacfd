package org.scijava.table;

import java.util.List;

/** A list of columns of one length. */
public interface Table<C extends Column<? extends T>, T> extends List<C> {
  /** Number of columns. */
  int getColumnCount();

  /** Number of rows. */
  int getRowCount();

  /** Header of a column, or null. */
  String getColumnHeader(int column);

  /** Header of a row, or null. */
  String getRowHeader(int row);

  /** Sets the header of a row. */
  void setRowHeader(int row, String header);

  /** A cell. */
  T get(int column, int row);
}
