package io.drua.micromanager.panel;

import io.drua.bridge.Nullable;
import io.drua.micromanager.monitor.RunDirectory;
import io.drua.micromanager.monitor.RunSnapshot;
import io.drua.micromanager.monitor.RunState;
import io.drua.micromanager.panel.ProcessorTableModel.Column;
import io.drua.micromanager.swing.Look;
import io.drua.micromanager.swing.PlainTable;
import java.awt.Component;
import java.awt.event.MouseEvent;
import javax.swing.ListSelectionModel;
import javax.swing.table.JTableHeader;
import javax.swing.table.TableCellRenderer;

/** The table of processors. The selection follows a processor from one pipeline to the next of the same kind. */
final class ProcessorTable extends PlainTable {
  private static final long serialVersionUID = 1L;
  private final ProcessorTableModel rows;
  @Nullable private transient ProcessorRow selected;
  private boolean updating;

  ProcessorTable(RunDirectory directory) {
    this(new ProcessorTableModel(directory));
  }

  private ProcessorTable(ProcessorTableModel rows) {
    super(rows);
    this.rows = rows;
    setName("processors");
    setEmptyText("There is no Python processor yet.");
    setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
    for (Column column : Column.values()) {
      setColumn(column.ordinal(), column.typical, column.number);
    }
    getSelectionModel()
        .addListSelectionListener(
            event -> {
              if (!updating) {
                int index = getSelectedRow();
                selected = index < 0 || index >= rows.getRowCount() ? null : rows.row(index);
              }
            });
    if (rows.getRowCount() > 0) {
      setRowSelectionInterval(0, 0);
    }
  }

  /** The selected row, or null. */
  @Nullable
  ProcessorRow selected() {
    return selected;
  }

  /** Reads all counts again. */
  void update() {
    ProcessorRow before = selected;
    updating = true;
    try {
      if (rows.update()) {
        selected = successor(before);
        for (int index = 0; index < rows.getRowCount(); index++) {
          if (rows.row(index) == selected) {
            setRowSelectionInterval(index, index);
          }
        }
      }
    } finally {
      updating = false;
    }
  }

  @Nullable
  private ProcessorRow successor(@Nullable ProcessorRow before) {
    ProcessorRow same = null;
    ProcessorRow sameProcessor = null;
    for (int index = 0; index < rows.getRowCount(); index++) {
      ProcessorRow row = rows.row(index);
      if (row == before) {
        return row;
      }
      if (before != null && row.isSuccessorOf(before)) {
        same = row;
      }
      if (before != null && row.settings().id().equals(before.settings().id())) {
        sameProcessor = row;
      }
    }
    if (same != null || sameProcessor != null) {
      return same != null ? same : sameProcessor;
    }
    return rows.getRowCount() > 0 ? rows.row(0) : null;
  }

  @Override
  public Component prepareRenderer(TableCellRenderer renderer, int row, int column) {
    Component cell = super.prepareRenderer(renderer, row, column);
    if (!isRowSelected(row)) {
      Column which = Column.values()[convertColumnIndexToModel(column)];
      RunSnapshot now = rows.row(row).now();
      boolean failed = now != null && now.failure != null;
      boolean failing = which == Column.STATE && now != null && now.state == RunState.FAILED;
      boolean wrong = failing || which == Column.MESSAGE && failed;
      boolean over = now == null || now.state == RunState.ENDED;
      cell.setForeground(wrong ? Look.error() : over ? Look.muted() : getForeground());
    }
    return cell;
  }

  @Override
  public String getToolTipText(MouseEvent event) {
    int row = rowAtPoint(event.getPoint());
    int column = columnAtPoint(event.getPoint());
    if (row < 0 || column < 0) {
      return null;
    }
    ProcessorRow shown = rows.row(row);
    RunSnapshot now = shown.now();
    String text;
    switch (Column.values()[convertColumnIndexToModel(column)]) {
      case PIXELS:
        text = shown.ways();
        break;
      case STATE:
        text = now == null ? "No pipeline has this processor yet." : now.note;
        break;
      default:
        text = String.valueOf(getValueAt(row, column));
        break;
    }
    return text.isEmpty() ? null : Look.toolTip(text);
  }

  @Override
  protected JTableHeader createDefaultTableHeader() {
    return new JTableHeader(columnModel) {
      private static final long serialVersionUID = 1L;

      @Override
      public String getToolTipText(MouseEvent event) {
        int column = columnAtPoint(event.getPoint());
        return column < 0 ? null : Look.toolTip(Column.values()[getTable().convertColumnIndexToModel(column)].help());
      }
    };
  }
}
