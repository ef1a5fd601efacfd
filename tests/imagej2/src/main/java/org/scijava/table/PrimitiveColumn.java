package org.scijava.table;

import org.scijava.util.PrimitiveArray;

/** A column over an array, which may be longer. */
public interface PrimitiveColumn<ArrayType, T> extends PrimitiveArray<ArrayType, T>, Column<T> {
  /** Fills the column with a copy of an array. */
  void fill(ArrayType values);
}
