package io.drua.fiji.table;

import ij.measure.ResultsTable;
import io.drua.bridge.ConversionException;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.PixelType;
import java.util.HashSet;
import java.util.Set;

/**
 * Adds rows to a {@code ResultsTable} by column. ImageJ has no public way to give a table an array, so each number is a
 * call of {@code setValue}; but no number becomes an object, and no column is looked up by name for a row. Not for
 * several threads at once; nothing is shown.
 */
public final class TableWriter {
  /** What ImageJ itself calls the row labels. */
  public static final String LABEL = "Label";

  private static final int PART = 1024;
  private static final int MOST_PLACES = 9;
  /** Rows that tell the decimal places, as in ImageJ. */
  private static final int LOOKED_AT = 25;

  private final ResultsTable table;
  private final int first;
  private final int rows;
  private final Set<Integer> written = new HashSet<>();

  /** Adds so many empty rows, which the columns fill. */
  public TableWriter(ResultsTable table, int rows) {
    this.table = table;
    this.first = table.size();
    this.rows = rows;
    // One lock instead of one for each row.
    synchronized (table) {
      for (int row = 0; row < rows; row++) {
        table.incrementCounter();
      }
    }
  }

  /**
   * Fills a column with numbers.
   *
   * @param values float64, one axis, outside the Java heap, closed afterwards; NaN where there is no number
   * @throws ConversionException if these are another type or number
   */
  public void numbers(String name, ImageBuffer values) {
    try (ImageBuffer closed = values) {
      check(name, closed, PixelType.FLOAT64);
      double[] part = new double[Math.min(PART, rows)];
      write(name, part, (row, count) -> {
        closed.asByteBuffer(8L * row, 8 * count).asDoubleBuffer().get(part, 0, count);
      });
    }
  }

  /** The same of an array of Java. */
  void numbers(String name, double[] values) {
    write(name, values, (row, count) -> {});
  }

  private interface Source {
    void read(int row, int count);
  }

  private void write(String name, double[] part, Source source) {
    int index = column(name);
    int places = placesShown(index);
    for (int row = 0; row < rows; row += part.length) {
      int count = Math.min(part.length, rows - row);
      source.read(row, count);
      put(index, first + row, part, count);
    }
    keep(name, index, places);
  }

  private void put(int index, int row, double[] part, int count) {
    for (int i = 0; i < count; i++) {
      table.setValue(index, row + i, part[i]);
    }
  }

  /** Fills a column with one number. */
  public void number(String name, double value) {
    int index = column(name);
    int places = placesShown(index);
    for (int row = first; row < first + rows; row++) {
      table.setValue(index, row, value);
    }
    keep(name, index, places);
  }

  /**
   * Fills a column with texts; the texts of a column named {@link #LABEL} are the rows' labels.
   *
   * @param numbers float64, for the cells without a text; closed afterwards, as are the others
   * @param characters uint16: UTF-16 units of all texts
   * @param lengths int32: units of each text, {@link Texts#NONE} for none
   * @throws ConversionException if these are another type or number
   */
  public void texts(String name, ImageBuffer numbers, ImageBuffer characters, ImageBuffer lengths) {
    try (ImageBuffer values = numbers; ImageBuffer units = characters; ImageBuffer sizes = lengths) {
      check(name, values, PixelType.FLOAT64);
      check(name, sizes, PixelType.INT32);
      if (rows == 0) {
        column(name);
        return;
      }
      double[] copy = new double[rows];
      values.asByteBuffer().asDoubleBuffer().get(copy);
      texts(name, copy, Texts.of(units, sizes));
    }
  }

  /** The same of Java's own arrays: a cell without a text is null and has a number or NaN. */
  void texts(String name, double[] numbers, String[] cells) {
    if (rows > 0 && name.equals(LABEL) && table.getColumnIndex(LABEL) == ResultsTable.COLUMN_NOT_FOUND
        && noNumbers(numbers)) {
      for (int row = 0; row < rows; row++) {
        table.setLabel(cells[row], first + row);
      }
      return;
    }
    int index = column(name);
    int places = placesShown(index);
    nameEarlierGaps(index);
    for (int row = 0; row < rows; row++) {
      if (cells[row] != null) {
        table.setValue(index, first + row, cells[row]);
      } else if (numbers[row] == numbers[row]) {
        table.setValue(index, first + row, numbers[row]);
      } else {
        // Without a text of its own a missing number would become empty with the next text.
        table.setValue(index, first + row, "NaN");
      }
    }
    keep(name, index, places);
  }

  private static boolean noNumbers(double[] numbers) {
    for (double number : numbers) {
      if (number == number) {
        return false;
      }
    }
    return true;
  }

  /**
   * The next text of a column gives the cells between it and the one before the text "", which shows where they have no
   * number.
   */
  private void nameEarlierGaps(int index) {
    int gap = first;
    while (gap > 0 && (hasNumber(index, gap - 1) || "NaN".equals(table.getStringValue(index, gap - 1)))) {
      gap--;
    }
    for (int row = gap; row < first; row++) {
      if (!hasNumber(index, row)) {
        table.setValue(index, row, "NaN");
      }
    }
  }

  private boolean hasNumber(int index, int row) {
    return !Double.isNaN(table.getValueAsDouble(index, row));
  }

  /** Says that the new rows have no number in the columns that weren't given; ImageJ's own is 0. */
  public void finish() {
    for (int index = 0; rows > 0 && index <= table.getLastColumn(); index++) {
      if (table.columnExists(index) && !written.contains(index)) {
        for (int row = first; row < first + rows; row++) {
          table.setValue(index, row, Double.NaN);
        }
      }
    }
  }

  private int column(String name) {
    int index = table.getColumnIndex(name);
    if (index == ResultsTable.COLUMN_NOT_FOUND) {
      index = table.getFreeColumn(name);
      for (int row = 0; row < first; row++) {
        table.setValue(index, row, Double.NaN);
      }
    }
    written.add(index);
    return index;
  }

  /** Writes the last number once more in the way that makes ImageJ keep the column when measurements change. */
  private void keep(String name, int index, int places) {
    if (rows > 0) {
      table.addValue(name, table.getValueAsDouble(index, first + rows - 1));
    }
    if (places >= 0) {
      table.setDecimalPlaces(index, places);
    }
  }

  /** The decimal places that the column's numbers are shown with, which {@code setValue} changes; -1 if none tells. */
  private int placesShown(int index) {
    for (int row = 0; row < Math.min(first, LOOKED_AT); row++) {
      double value = table.getValueAsDouble(index, row);
      if (value != Math.rint(value) && !Double.isInfinite(value) && !Double.isNaN(value)) {
        String shown = table.getStringValue(index, row);
        if (shown.indexOf('E') < 0) {
          int point = shown.indexOf('.');
          return point < 0 ? 0 : Math.min(MOST_PLACES, shown.length() - point - 1);
        }
      }
    }
    return -1;
  }

  private void check(String name, ImageBuffer values, PixelType type) {
    if (values.type() != type || values.shape().length != 1 || values.shape()[0] != rows) {
      throw new ConversionException(
          "Column \"" + name + "\": expected " + rows + " values of " + type.numpyName() + ", found " + values + ".",
          "Give one value for each row.");
    }
  }
}
