package org.scijava.table;

/** A table of any columns. */
public interface GenericTable extends Table<Column<?>, Object> {}
