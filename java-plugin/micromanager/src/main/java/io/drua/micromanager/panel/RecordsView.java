package io.drua.micromanager.panel;

import io.drua.bridge.Nullable;
import io.drua.micromanager.monitor.RunMonitor;
import io.drua.micromanager.runtime.MicroManagerRuntime;
import io.drua.micromanager.swing.Look;
import io.drua.micromanager.swing.PlainTable;
import io.drua.micromanager.swing.SkinButton;
import java.awt.BorderLayout;
import java.awt.FlowLayout;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.swing.JButton;
import javax.swing.JCheckBoxMenuItem;
import javax.swing.JFileChooser;
import javax.swing.JLabel;
import javax.swing.JOptionPane;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.SwingUtilities;

/** What a routine recorded: the rows as a table, the numeric columns as lines. */
final class RecordsView extends JPanel {
  private static final long serialVersionUID = 1L;
  private static final int MOST_LINES = 6;

  private final RecordsModel model = new RecordsModel();
  private final PlainTable table = new PlainTable(model);
  private final LinePlot plot = new LinePlot();
  private final JSplitPane split;
  private final JLabel count = new JLabel(" ");
  private final JButton columns = new SkinButton("Plotted Columns...");
  private final JButton save = new SkinButton("Save CSV...");
  private final JButton clear = new SkinButton("Clear");
  /** What the user chose to see; other columns follow the rule. */
  private final transient Map<String, Boolean> chosen = new HashMap<>();
  @Nullable private transient RunMonitor run;

  RecordsView() {
    super(new BorderLayout(0, Look.gap()));
    setName("records");
    table.setName("records table");
    table.setEmptyText("Nothing was recorded.");
    save.setName("save");
    clear.setName("clear");
    columns.setName("columns");
    table.setAutoCreateColumnsFromModel(true);
    JScrollPane rows = new JScrollPane(table);
    split = new JSplitPane(JSplitPane.HORIZONTAL_SPLIT, rows, new JScrollPane(plot));
    split.setResizeWeight(0.4);
    split.setContinuousLayout(true);
    split.setBorder(null);
    add(split, BorderLayout.CENTER);
    JPanel line = new JPanel(new BorderLayout());
    JPanel buttons = new JPanel(new FlowLayout(FlowLayout.TRAILING, Look.gap(), 0));
    buttons.add(columns);
    buttons.add(save);
    buttons.add(clear);
    line.add(count, BorderLayout.LINE_START);
    line.add(buttons, BorderLayout.LINE_END);
    add(line, BorderLayout.PAGE_END);
    setBorder(Look.space(1));
    columns.addActionListener(event -> offerColumns());
    save.addActionListener(event -> save());
    clear.addActionListener(
        event -> {
          RunMonitor shown = run;
          if (shown != null) {
            shown.records().clear();
            update();
          }
        });
    showCounts();
  }

  /** The divider between table and plot. */
  JSplitPane split() {
    return split;
  }

  /** Shows the records of a run; none for null. */
  void show(@Nullable RunMonitor shown) {
    if (shown != run) {
      run = shown;
      chosen.clear();
      model.show(shown == null ? null : shown.records());
      showPlot();
    }
    update();
  }

  /** Reads what came since. */
  void update() {
    List<String> before = model.columns();
    double seen = table.getVisibleRect().getMaxY();
    boolean atEnd = table.getRowCount() == 0 || seen >= table.getHeight() - 2 * table.getRowHeight();
    if (model.update()) {
      if (!model.columns().equals(before)) {
        dressColumns();
      }
      showPlot();
      if (atEnd && model.getRowCount() > 0) {
        table.scrollRectToVisible(table.getCellRect(model.getRowCount() - 1, 0, true));
      }
    }
    showCounts();
  }

  private void dressColumns() {
    for (int column = 0; column < model.getColumnCount(); column++) {
      boolean numeric = model.isNumeric(column);
      boolean wide = numeric && !RecordsModel.isPlace(model.getColumnName(column));
      table.setColumn(column, wide ? "12345.6789" : "12345", numeric);
    }
  }

  private void showCounts() {
    int rows = model.getRowCount();
    count.setText(rows == 0 ? "No records" : rows == 1 ? "1 row" : rows + " rows");
    save.setEnabled(rows > 0);
    clear.setEnabled(rows > 0);
    columns.setEnabled(!model.series().isEmpty());
  }

  // -- Plot --

  private void showPlot() {
    plot.show(plotted(), model.getRowCount(), model.firstRow());
  }

  private List<PlotSeries> plotted() {
    List<PlotSeries> lines = new ArrayList<>();
    for (PlotSeries series : model.series()) {
      Boolean choice = chosen.get(series.name());
      boolean wanted = choice == null ? !RecordsModel.isPlace(series.name()) && lines.size() < MOST_LINES : choice;
      if (wanted) {
        lines.add(series);
      }
    }
    return lines;
  }

  private void offerColumns() {
    JPopupMenu menu = new JPopupMenu();
    List<PlotSeries> shown = plotted();
    for (PlotSeries series : model.series()) {
      JCheckBoxMenuItem item = new JCheckBoxMenuItem(series.name(), shown.contains(series));
      item.addActionListener(
          event -> {
            chosen.put(series.name(), item.isSelected());
            showPlot();
          });
      menu.add(item);
    }
    menu.show(columns, 0, -menu.getPreferredSize().height);
  }

  // -- File --

  private void save() {
    JFileChooser chooser = new JFileChooser();
    chooser.setSelectedFile(new File("records.csv"));
    if (chooser.showSaveDialog(this) != JFileChooser.APPROVE_OPTION) {
      return;
    }
    Path file = chooser.getSelectedFile().toPath();
    if (java.nio.file.Files.exists(file)
        && JOptionPane.showConfirmDialog(this, file + " exists. Replace it?", "Save CSV", JOptionPane.OK_CANCEL_OPTION)
            != JOptionPane.OK_OPTION) {
      return;
    }
    List<String> names = model.columns();
    List<Map<String, Object>> rows = model.rows();
    MicroManagerRuntime.inBackground(
        "Save CSV",
        () -> {
          try {
            RecordsFile.write(file, names, rows);
          } catch (IOException failed) {
            String message = file + " could not be written: " + failed.getMessage();
            SwingUtilities.invokeLater(
                () -> JOptionPane.showMessageDialog(this, message, "Save CSV", JOptionPane.ERROR_MESSAGE));
          }
        });
  }
}
