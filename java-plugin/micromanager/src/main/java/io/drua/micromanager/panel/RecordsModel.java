package io.drua.micromanager.panel;

import io.drua.bridge.Nullable;
import io.drua.micromanager.monitor.RecordTable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.swing.table.AbstractTableModel;

/** The rows of a run's table as the panel has read them, and the numeric columns as series. */
final class RecordsModel extends AbstractTableModel {
  private static final long serialVersionUID = 1L;
  private static final int MOST_ROWS = 100_000;
  private static final int SPARE = 10_000;
  private static final int DIGITS = 7;
  /** Where a frame lies is in each row, and hardly ever worth a line. */
  private static final Set<String> PLACES = new HashSet<>(Arrays.asList("time", "channel", "z", "position", "t", "c", "p"));

  private final transient List<Map<String, Object>> rows = new ArrayList<>();
  private final transient Map<String, PlotSeries> series = new LinkedHashMap<>();
  private List<String> columns = new ArrayList<>();
  @Nullable private transient RecordTable table;
  private long version = -1;
  private long seen;
  private long dropped;

  /** Shows another table, or none. */
  void show(@Nullable RecordTable shown) {
    if (shown != table) {
      table = shown;
      forget();
      columns = new ArrayList<>();
      fireTableStructureChanged();
    }
  }

  private void forget() {
    rows.clear();
    series.clear();
    version = -1;
    seen = 0;
    dropped = 0;
  }

  /** Reads the rows that came since; says whether anything changed. */
  boolean update() {
    RecordTable source = table;
    if (source == null || source.version() == version) {
      return false;
    }
    long newVersion = source.version();
    long count = source.count();
    if (count < seen) {
      forget();
      fireTableDataChanged();
    }
    List<Map<String, Object>> fresh = source.rowsFrom(seen);
    int wanted = (int) Math.min(fresh.size(), count - seen);
    int before = rows.size();
    for (Map<String, Object> row : fresh.subList(0, wanted)) {
      add(row);
    }
    seen = count;
    version = newVersion;
    List<String> names = source.columns();
    if (!names.equals(columns)) {
      columns = names;
      fireTableStructureChanged();
    } else if (rows.size() > before) {
      fireTableRowsInserted(before, rows.size() - 1);
    }
    trim();
    return true;
  }

  private void add(Map<String, Object> row) {
    for (Map.Entry<String, Object> cell : row.entrySet()) {
      if (cell.getValue() instanceof Number) {
        PlotSeries column = series.get(cell.getKey());
        if (column == null) {
          column = new PlotSeries(cell.getKey());
          series.put(cell.getKey(), column);
        }
        column.fillTo(rows.size());
        column.add(((Number) cell.getValue()).doubleValue());
      }
    }
    rows.add(row);
  }

  private void trim() {
    if (rows.size() > MOST_ROWS + SPARE) {
      int surplus = rows.size() - MOST_ROWS;
      for (PlotSeries column : series.values()) {
        column.fillTo(rows.size());
        column.dropFirst(surplus);
      }
      rows.subList(0, surplus).clear();
      dropped += surplus;
      fireTableDataChanged();
    }
  }

  /** The numeric columns, in the order of the table. */
  List<PlotSeries> series() {
    return new ArrayList<>(series.values());
  }

  /** Whether a column says where the frame lies, which is not plotted unless the user asks for it. */
  static boolean isPlace(String column) {
    return PLACES.contains(column);
  }

  /** All rows, for a file. */
  List<Map<String, Object>> rows() {
    return new ArrayList<>(rows);
  }

  /** Names of the columns. */
  List<String> columns() {
    return new ArrayList<>(columns);
  }

  /** Number of the first row that is kept, from 1. */
  long firstRow() {
    return dropped + 1;
  }

  @Override
  public int getRowCount() {
    return rows.size();
  }

  @Override
  public int getColumnCount() {
    return columns.size();
  }

  @Override
  public String getColumnName(int column) {
    return columns.get(column);
  }

  @Override
  public Object getValueAt(int row, int column) {
    Object value = rows.get(row).get(columns.get(column));
    return value == null ? "" : shown(value);
  }

  /** A cell's text: seven digits say enough here, the file has all. */
  private static String shown(Object value) {
    String text = RecordsFile.text(value);
    if (!(value instanceof Double) || text.length() <= DIGITS + 1) {
      return text;
    }
    double number = (Double) value;
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return text;
    }
    BigDecimal rounded = new BigDecimal(number).round(new MathContext(DIGITS)).stripTrailingZeros();
    boolean plain = Math.abs(number) >= 1e-4 && Math.abs(number) < 1e9;
    return plain ? rounded.toPlainString() : rounded.toString().replace("E", "e").replace("e+", "e");
  }

  /** Whether a column has numbers, so that they stand at its right. */
  boolean isNumeric(int column) {
    return series.containsKey(columns.get(column));
  }
}
