package io.drua.fiji.table;

import ij.macro.Variable;
import ij.measure.ResultsTable;
import io.drua.bridge.ConversionException;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.PixelType;
import java.util.Arrays;
import java.util.List;

/**
 * The columns of a {@code ResultsTable}, each as numbers and, where it has some, texts. Row labels are the first
 * column, with texts only. Not for several threads at once, nor while another thread changes the table.
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
    for (int column = 0; column < indices.length; column++) {
      texts[column] = read(indices[column], target, 8L * rows * column);
    }
    return texts;
  }

  /**
   * Copies the numbers of one column, which isn't that of the labels.
   *
   * @param column number of the column, from 0, row labels being one where there are some
   * @param target float64, one axis, outside the Java heap
   * @return whether it has texts
   */
  boolean numbers(int column, ImageBuffer target) {
    return read(index(column), target, 0);
  }

  private boolean read(int index, ImageBuffer target, long start) {
    boolean texts = false;
    double[] part = new double[Math.min(PART, rows)];
    for (int first = 0; first < rows; first += part.length) {
      int count = Math.min(part.length, rows - first);
      boolean gap = read(index, first, count, part);
      target.asByteBuffer(start + 8L * first, 8 * count).asDoubleBuffer().put(part, 0, count);
      texts |= gap && !texts && hasTexts(index, first, count, part);
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

  private int index(int column) {
    return indices[labelled ? column - 1 : column];
  }

  /** Whether a column holds the rows' labels. */
  boolean isLabel(int column) {
    return labelled && column == 0;
  }

  /**
   * The texts of a column.
   *
   * @param column number of the column, from 0, row labels being one where there are some
   */
  public Texts texts(int column) {
    Texts texts = new Texts(rows);
    for (String text : strings(column)) {
      texts.add(text);
    }
    return texts;
  }

  /**
   * The cells of a column that has texts: texts, {@code Double}s, and null where there is neither. Where all texts are
   * empty and there are numbers, the empty ones are gaps.
   */
  List<Object> cells(int column) {
    String[] texts = strings(column);
    Object[] cells = new Object[rows];
    boolean empty = true;
    boolean numbers = false;
    for (int row = 0; row < rows; row++) {
      double number = isLabel(column) ? Double.NaN : table.getValueAsDouble(index(column), row);
      cells[row] = texts[row] != null ? texts[row] : number == number ? (Object) number : null;
      empty &= texts[row] == null || texts[row].isEmpty();
      numbers |= number == number;
    }
    for (int row = 0; row < rows && empty && numbers; row++) {
      cells[row] = "".equals(cells[row]) ? null : cells[row];
    }
    return Arrays.asList(cells);
  }

  /** ImageJ shows a missing number as {@code NaN}, so a cell with this text has none. */
  private String[] strings(int column) {
    String[] texts = new String[rows];
    if (isLabel(column)) {
      for (int row = 0; row < rows; row++) {
        texts[row] = table.getLabel(row);
      }
      return texts;
    }
    int index = index(column);
    String heading = names[column];
    boolean labels = labelled && heading.equals(TableWriter.LABEL);
    // Macros' own way is exact; getStringValue changes line ends.
    Variable[] cells = labels || table.getColumnIndex(heading) != index ? null : table.getColumnAsVariables(heading);
    for (int row = 0; row < rows; row++) {
      String text = null;
      if (cells != null) {
        text = cells[row].getString();
      } else if (Double.isNaN(table.getValueAsDouble(index, row))) {
        text = table.getStringValue(index, row);
      }
      texts[row] = "NaN".equals(text) ? null : text;
    }
    return texts;
  }
}
