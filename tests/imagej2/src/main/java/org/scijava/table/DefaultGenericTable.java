package org.scijava.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/** A table of any columns, each made as long as the longest. */
public class DefaultGenericTable extends ArrayList<Column<?>> implements GenericTable {
  private static final long serialVersionUID = 1L;
  private final transient Map<Integer, String> rowHeaders = new HashMap<>();
  private int rows;

  @Override
  public boolean add(Column<?> column) {
    boolean added = super.add(column);
    rows = Math.max(rows, column.size());
    for (Column<?> each : this) {
      each.setSize(rows);
    }
    return added;
  }

  @Override
  public int getColumnCount() {
    return size();
  }

  @Override
  public int getRowCount() {
    return rows;
  }

  @Override
  public String getColumnHeader(int column) {
    return get(column).getHeader();
  }

  @Override
  public String getRowHeader(int row) {
    return rowHeaders.get(row);
  }

  @Override
  public void setRowHeader(int row, String header) {
    rowHeaders.put(row, header);
  }

  @Override
  public Object get(int column, int row) {
    return get(column).get(row);
  }
}
