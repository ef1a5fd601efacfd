package io.drua.fiji.table;

import ij.measure.ResultsTable;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.PixelType;
import io.drua.fiji.image.Numbers;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tables of ImageJ from the columns that a routine returned, and the columns that a routine is given. */
public final class RoutineTables {
  private RoutineTables() {}

  /**
   * Adds the rows of a table.
   *
   * @param columns column names with a list of numbers or texts, or an array of one axis, which is closed
   * @param slice slice that the rows belong to, written to a column of that name; 0: none
   * @throws IllegalArgumentException if this isn't a table, or its columns differ in length; nothing was added then
   */
  public static void append(ResultsTable table, Object columns, int slice) {
    if (!(columns instanceof Map)) {
      throw new IllegalArgumentException(
          "A table must be columns by name, found " + (columns == null ? "nothing" : columns.getClass().getSimpleName())
              + ". Return drua.Table({\"name\": values, ...}).");
    }
    Map<String, Column> made = new LinkedHashMap<>();
    for (Map.Entry<?, ?> column : ((Map<?, ?>) columns).entrySet()) {
      String name = String.valueOf(column.getKey());
      made.put(name, column(name, column.getValue()));
    }
    TableWriter writer = new TableWriter(table, rows(made));
    if (slice > 0) {
      writer.number("Slice", slice);
    }
    for (Map.Entry<String, Column> column : made.entrySet()) {
      if (column.getValue().texts == null) {
        writer.numbers(column.getKey(), column.getValue().numbers);
      } else {
        writer.texts(column.getKey(), column.getValue().numbers, column.getValue().texts);
      }
    }
    writer.finish();
  }

  private static int rows(Map<String, Column> columns) {
    int rows = -1;
    String first = "";
    for (Map.Entry<String, Column> column : columns.entrySet()) {
      int length = column.getValue().numbers.length;
      if (rows >= 0 && length != rows) {
        throw new IllegalArgumentException(
            "The columns of the table differ in length: \"" + first + "\" has " + rows + " rows, \"" + column.getKey()
                + "\" has " + length + ".");
      }
      rows = length;
      first = column.getKey();
    }
    return Math.max(0, rows);
  }

  private static Column column(String name, Object values) {
    if (values instanceof ImageBuffer) {
      try (ImageBuffer buffer = (ImageBuffer) values) {
        return new Column(Numbers.doubles(buffer), null);
      }
    }
    if (!(values instanceof List)) {
      throw new IllegalArgumentException("Column \"" + name + "\" of the table isn't a list of values.");
    }
    List<?> cells = (List<?>) values;
    double[] numbers = new double[cells.size()];
    String[] texts = null;
    int row = 0;
    for (Object cell : cells) {
      numbers[row] = number(cell);
      if (cell != null && !(cell instanceof Number) && !(cell instanceof Boolean)) {
        texts = texts == null ? new String[numbers.length] : texts;
        texts[row] = String.valueOf(cell);
      }
      row++;
    }
    return new Column(numbers, texts);
  }

  private static double number(Object cell) {
    if (cell instanceof Boolean) {
      return (Boolean) cell ? 1 : 0;
    }
    return cell instanceof Number ? ((Number) cell).doubleValue() : Double.NaN;
  }

  /**
   * The columns of an ImageJ table for a routine: numbers as an array of one axis, outside the Java heap; a column with
   * texts as a list of numbers and texts.
   */
  public static Map<String, Object> columns(ResultsTable table) {
    TableReader reader = new TableReader(table);
    int rows = reader.rows();
    String[] names = reader.names();
    Map<String, Object> columns = new LinkedHashMap<>();
    for (int column = 0; column < names.length; column++) {
      columns.put(names[column], column(reader, column, rows));
    }
    return columns;
  }

  private static Object column(TableReader reader, int column, int rows) {
    if (reader.isLabel(column)) {
      return reader.cells(column);
    }
    ImageBuffer numbers =
        ImageBuffer.ofDirect(ByteBuffer.allocateDirect(Math.multiplyExact(8, rows)), PixelType.FLOAT64, rows);
    if (reader.numbers(column, numbers)) {
      return reader.cells(column);
    }
    return numbers;
  }

  private static final class Column {
    final double[] numbers;
    final String[] texts;

    Column(double[] numbers, String[] texts) {
      this.numbers = numbers;
      this.texts = texts;
    }
  }
}
