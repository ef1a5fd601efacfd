package io.drua.fiji.table;

import ij.measure.ResultsTable;

/** A table that has a title before a window shows it; ImageJ's own get theirs from the window. */
public final class NamedTable extends ResultsTable {
  private final String name;

  /** Makes an empty one. */
  public NamedTable(String name) {
    this.name = name;
  }

  @Override
  public String getTitle() {
    String shown = super.getTitle();
    return shown == null ? name : shown;
  }
}
