package io.drua.micromanager.panel;

import io.drua.bridge.Nullable;
import io.drua.micromanager.monitor.RunSnapshot;
import io.drua.micromanager.swing.Look;
import io.drua.micromanager.swing.PlainTable;
import io.drua.micromanager.swing.TextLines;
import java.awt.BorderLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.table.AbstractTableModel;

/** How the pixels of a run reached Python, and what was copied. */
final class PixelsView extends JPanel {
  private static final long serialVersionUID = 1L;
  private static final String[] TITLES = {"Way of the pixels", "Frames", "Part"};

  private final Ways ways = new Ways();
  private final TextLines bytes = new TextLines("", 90, Look::foreground);

  PixelsView() {
    super(new BorderLayout(0, Look.gap()));
    setBorder(Look.space(1));
    PlainTable table = new PlainTable(ways);
    table.setName("ways");
    table.setAutoResizeMode(javax.swing.JTable.AUTO_RESIZE_SUBSEQUENT_COLUMNS);
    table.setColumn(0, "Copied (the frame is held by others), then Pinned", false);
    table.setColumn(1, "1000000", true);
    table.setColumn(2, "100.0 %", true);
    add(bytes, BorderLayout.PAGE_START);
    add(new JScrollPane(table), BorderLayout.CENTER);
    show(null);
  }

  /** Shows the counts of a run. */
  void show(@Nullable RunSnapshot now) {
    if (now == null || now.processed == 0) {
      bytes.show("No frame has reached Python yet.");
    } else if (now.bytesCopied == 0) {
      bytes.show("No pixel was copied.");
    } else {
      String mean = Look.bytes(now.bytesCopied / now.processed);
      bytes.show(Look.bytes(now.bytesCopied) + " were copied, " + mean + " a frame on average.");
    }
    ways.show(now == null ? Collections.<String, Long>emptyMap() : now.ways);
  }

  private static final class Ways extends AbstractTableModel {
    private static final long serialVersionUID = 1L;
    private transient List<Map.Entry<String, Long>> entries = new ArrayList<>();
    private long all;

    void show(Map<String, Long> counts) {
      List<Map.Entry<String, Long>> sorted = new ArrayList<>(counts.entrySet());
      Collections.sort(sorted, (one, other) -> Long.compare(other.getValue(), one.getValue()));
      boolean same = sorted.equals(entries);
      entries = sorted;
      all = 0;
      for (Long count : counts.values()) {
        all += count;
      }
      if (!same) {
        fireTableDataChanged();
      }
    }

    @Override
    public int getRowCount() {
      return entries.size();
    }

    @Override
    public int getColumnCount() {
      return TITLES.length;
    }

    @Override
    public String getColumnName(int column) {
      return TITLES[column];
    }

    @Override
    public Object getValueAt(int row, int column) {
      Map.Entry<String, Long> entry = entries.get(row);
      switch (column) {
        case 0:
          return entry.getKey();
        case 1:
          return entry.getValue();
        default:
          return String.format(Locale.ROOT, "%.1f %%", 100.0 * entry.getValue() / Math.max(1, all));
      }
    }
  }
}
