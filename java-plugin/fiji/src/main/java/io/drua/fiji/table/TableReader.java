package io.drua.fiji.table;

import ij.macro.Variable;
import ij.measure.ResultsTable;
import io.drua.bridge.ConversionException;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.PixelType;
import java.util.Arrays;

/**
 * The columns of a {@code ResultsTable}, each as numbers and, where it has some, texts. Row labels are the first column,
 * with texts only. Not for several threads at once, nor while another thread changes the table.
 */
public final class TableReader {
  /** Rows at a time: small enough for the fastest cache. */
  private static final int PART = 1024;

  private final ResultsTable table;
  private final int rows;
  private final String[] names;
  private final int[] indices;
  private final boolean labelled;

  /** Looks at the table's columns as they are now. */
  public TableReader(ResultsTable table) {
    this.table = table;
    this.rows = table.size();
    this.names = table.getHeadings();
    int columns = 0;
    int[] found = new int[names.length];
    for (int index = 0; index <= table.getLastColumn(); index++) {
      if (table.columnExists(index)) {
        found[columns++] = index;
      }
    }
    // getHeadings has one more than there are columns where rows have labels.
    this.labelled = columns < names.length;
    this.indices = Arrays.copyOf(found, columns);
  }

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /** Whether the first column are row labels. */
  public boolean isLabelled() {
    return labelled;
  }

  /** Headings as ImageJ shows them, row labels first. */
  public String[] names() {
    return names.clone();
  }

  /**
   * Copies the numbers of all columns but row labels; a cell with a text has NaN.
   *
   * @param target float64, (column, row), outside the Java heap, C order; closed afterwards
   * @return for each of these columns, whether it has texts
   * @throws ConversionException if the target is of another type or size
   */
  public boolean[] numbers(ImageBuffer target) {
    try (ImageBuffer closed = target) {
      return read(closed);
    }
  }

  private boolean[] read(ImageBuffer target) {
    long[] shape = target.shape();
    if (target.type() != PixelType.FLOAT64 || shape.length != 2 || shape[0] != indices.length || shape[1] != rows) {
      throw new ConversionException(
          "Expected float64 of " + indices.length + " columns and " + rows + " rows, found " + target + ".",
          "Make the array after the table's last change.");
    }
    boolean[] texts = new boolean[indices.length];
    double[] part = new double[Math.min(PART, rows)];
    for (int column = 0; column < indices.length && rows > 0; column++) {
      for (int first = 0; first < rows; first += part.length) {
        int count = Math.min(part.length, rows - first);
        boolean gap = read(indices[column], first, count, part);
        long at = 8L * rows * column + 8L * first;
        target.asByteBuffer(at, 8 * count).asDoubleBuffer().put(part, 0, count);
        texts[column] |= gap && !texts[column] && hasTexts(indices[column], first, count, part);
      }
    }
    return texts;
  }

  private boolean read(int index, int first, int count, double[] part) {
    double sum = 0;
    for (int row = 0; row < count; row++) {
      double value = table.getValueAsDouble(index, first + row);
      part[row] = value;
      sum += value - value;
    }
    // Of finite numbers this is 0; infinities are rare enough to look at their columns closer.
    return sum != sum;
  }

  private boolean hasTexts(int index, int first, int count, double[] part) {
    for (int row = 0; row < count; row++) {
      if (part[row] != part[row]) {
        String text = table.getStringValue(index, first + row);
        if (text != null && !text.equals("NaN")) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * The texts of a column. ImageJ shows a missing number as {@code NaN}, so a cell with this text has none.
   *
   * @param column number of the column, from 0, row labels being one where there are some
   */
  public Texts texts(int column) {
    Texts texts = new Texts(rows);
    if (labelled && column == 0) {
      for (int row = 0; row < rows; row++) {
        texts.add(table.getLabel(row));
      }
      return texts;
    }
    int index = indices[labelled ? column - 1 : column];
    String heading = names[column];
    boolean labels = labelled && heading.equals("Label");
    if (!labels && table.getColumnIndex(heading) == index) {
      // The way of macros; getStringValue changes line ends.
      for (Variable cell : table.getColumnAsVariables(heading)) {
        String text = cell.getString();
        texts.add("NaN".equals(text) ? null : text);
      }
      return texts;
    }
    for (int row = 0; row < rows; row++) {
      String text = Double.isNaN(table.getValueAsDouble(index, row)) ? table.getStringValue(index, row) : null;
      texts.add("NaN".equals(text) ? null : text);
    }
    return texts;
  }
}
