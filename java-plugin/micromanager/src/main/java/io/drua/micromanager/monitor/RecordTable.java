package io.drua.micromanager.monitor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a routine recorded with {@code drua.record}: one row a call, with the frame's coordinates. Any thread. It keeps
 * the newest 100,000 rows, 10,000 columns, and 1,000 characters of each text.
 */
public final class RecordTable {
  private static final int MOST_ROWS = 100_000;
  private static final int SPARE = 1_000;
  /** Names beyond these go into no column: somebody takes values for names. */
  private static final int MOST_COLUMNS = 10_000;

  /** Characters of a text: a table is no place for whole arrays. */
  private static final int MOST_TEXT = 1_000;

  private final List<Map<String, Object>> rows = new ArrayList<>();
  private final Set<String> columns = new LinkedHashSet<>();
  private long dropped;
  private long version;

  /** Adds a row: numbers, texts and truth values by column. */
  public synchronized void add(Map<String, Object> row) {
    if (rows.size() >= MOST_ROWS + SPARE) {
      rows.subList(0, SPARE).clear();
      dropped += SPARE;
    }
    Map<String, Object> kept = new LinkedHashMap<>();
    for (Map.Entry<String, Object> cell : row.entrySet()) {
      String column = cut(cell.getKey());
      if (columns.contains(column) || columns.size() < MOST_COLUMNS) {
        columns.add(column);
        kept.put(column, cell.getValue() instanceof String ? cut((String) cell.getValue()) : cell.getValue());
      }
    }
    rows.add(Collections.unmodifiableMap(kept));
    version++;
  }

  private static String cut(String text) {
    return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT) + "...";
  }

  /** Number that changes with each row: what a view compares to know whether to draw again. */
  public synchronized long version() {
    return version;
  }

  /** Names of the columns, in the order of their first use. */
  public synchronized List<String> columns() {
    return new ArrayList<>(columns);
  }

  /** The rows from this one on, counted from the first that was ever added; the oldest may be gone. */
  public synchronized List<Map<String, Object>> rowsFrom(long first) {
    int from = (int) Math.max(0, Math.min(rows.size(), first - dropped));
    return new ArrayList<>(rows.subList(from, rows.size()));
  }

  /** How many rows were ever added. */
  public synchronized long count() {
    return dropped + rows.size();
  }

  /** Forgets all rows. */
  public synchronized void clear() {
    dropped = 0;
    rows.clear();
    columns.clear();
    version++;
  }
}
