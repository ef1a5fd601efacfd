package io.drua.fiji.results;

import ij.measure.ResultsTable;
import io.drua.bridge.ImageBuffer;
import io.drua.fiji.image.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tables of ImageJ from columns of Python, and back. */
public final class ResultTables {
  private ResultTables() {}

  /**
   * Adds the rows of a table.
   *
   * @param columns column names with a list of numbers or texts, or an array of one axis
   * @param slice slice that the rows belong to, written to a column of that name; 0: none
   * @throws IllegalArgumentException if this isn't a table, or its columns differ in length
   */
  static void append(ResultsTable table, Object columns, int slice) {
    if (!(columns instanceof Map)) {
      throw new IllegalArgumentException(
          "A table must be columns by name, found " + (columns == null ? "nothing" : columns.getClass().getSimpleName())
              + ". Return drua.Table({\"name\": values, ...}).");
    }
    Map<String, List<?>> lists = new LinkedHashMap<>();
    int rows = -1;
    String first = "";
    for (Map.Entry<?, ?> column : ((Map<?, ?>) columns).entrySet()) {
      String name = String.valueOf(column.getKey());
      List<?> values = list(name, column.getValue());
      if (rows >= 0 && values.size() != rows) {
        throw new IllegalArgumentException(
            "The columns of the table differ in length: \"" + first + "\" has " + rows + " rows, \"" + name + "\" has "
                + values.size() + ".");
      }
      rows = values.size();
      first = name;
      lists.put(name, values);
    }
    for (int row = 0; row < rows; row++) {
      table.addRow();
      if (slice > 0) {
        table.addValue("Slice", slice);
      }
      for (Map.Entry<String, List<?>> column : lists.entrySet()) {
        put(table, column.getKey(), column.getValue().get(row));
      }
    }
  }

  private static List<?> list(String name, Object values) {
    if (values instanceof List) {
      return (List<?>) values;
    }
    if (values instanceof ImageBuffer) {
      List<Object> numbers = new ArrayList<>();
      for (double number : Numbers.doubles((ImageBuffer) values)) {
        numbers.add(number);
      }
      return numbers;
    }
    throw new IllegalArgumentException("Column \"" + name + "\" of the table isn't a list of values.");
  }

  private static void put(ResultsTable table, String column, Object value) {
    if (value instanceof Number) {
      table.addValue(column, ((Number) value).doubleValue());
    } else if (value instanceof Boolean) {
      table.addValue(column, (Boolean) value ? 1 : 0);
    } else if (value == null) {
      table.addValue(column, Double.NaN);
    } else {
      table.addValue(column, String.valueOf(value));
    }
  }

  /** The columns of an ImageJ table: numbers as they are, other cells as text. */
  public static Map<String, Object> columns(ResultsTable table) {
    Map<String, Object> columns = new LinkedHashMap<>();
    for (String heading : table.getHeadings()) {
      List<Object> values = new ArrayList<>();
      boolean label = heading.equals("Label") && table.getColumnIndex(heading) == ResultsTable.COLUMN_NOT_FOUND;
      for (int row = 0; row < table.size(); row++) {
        values.add(label ? table.getLabel(row) : cell(table, heading, row));
      }
      columns.put(heading, values);
    }
    return columns;
  }

  private static Object cell(ResultsTable table, String heading, int row) {
    double number = table.getValue(heading, row);
    if (!Double.isNaN(number)) {
      return number;
    }
    String text = table.getStringValue(heading, row);
    return text == null || text.isEmpty() || text.equals("NaN") ? (Object) Double.NaN : text;
  }
}
