package io.drua.micromanager.panel;

import io.drua.micromanager.monitor.RunDirectory;
import io.drua.micromanager.monitor.RunSnapshot;
import java.util.Locale;
import java.util.function.Function;
import javax.swing.table.AbstractTableModel;

/** The rows of the panel as texts. */
final class ProcessorTableModel extends AbstractTableModel {
  private static final long serialVersionUID = 1L;
  private static final String NOTHING = "\u2013";

  /** One column: its title, a typical text that sets its width, and what stands in it. */
  enum Column {
    PIPELINE("Pipeline", "acquisition", false, ProcessorRow::pipeline),
    STATE("State", "running", false, ProcessorRow::state),
    ROUTINE("Routine", "Running Background", false, ProcessorRow::routine),
    PARAMETERS("Parameters", "sigma = 1.5, fra", false, ProcessorRow::parameters),
    SPEED("Frames/s", "1000.0", true, row -> number(row.framesPerSecond(), 1)),
    HAND_OVER("Hand-over \u00b5s", "1000.0", true, row -> number(row.handOver(), 1)),
    PYTHON("Python \u00b5s", "100000", true, row -> number(row.python(), 1)),
    OUTPUT("Output \u00b5s", "10000.0", true, row -> number(row.output(), 1)),
    FRAMES("Frames", "100000", true, row -> count(row, now -> now.frames)),
    QUEUE("Queue", "1", true, row -> count(row, now -> (long) now.queue)),
    DROPPED("Dropped", "1000", true, row -> count(row, now -> now.dropped)),
    RAW("Raw", "1000", true, row -> count(row, now -> now.raw)),
    LATE("Late", "1000", true, row -> count(row, now -> now.late)),
    PIXELS("Pixels", "Copied (first c", false, ProcessorRow::way),
    MESSAGE("Last error", "ValueError: the frame", false, ProcessorRow::message);

    final String title;
    final String typical;
    final boolean number;
    final Function<ProcessorRow, String> text;

    Column(String title, String typical, boolean number, Function<ProcessorRow, String> text) {
      this.title = title;
      this.typical = typical;
      this.number = number;
      this.text = text;
    }

    /** What the column means. */
    String help() {
      switch (this) {
        case SPEED:
          return "Frames that came, in the last two seconds";
        case HAND_OVER:
          return "Microseconds a frame to hand it to Python and take the result back";
        case PYTHON:
          return "Microseconds a frame inside the routine";
        case OUTPUT:
          return "Microseconds a frame until the pipeline took the results; it grows when what comes behind is slow";
        case QUEUE:
          return "Frames that wait for this processor or are in it";
        case DROPPED:
          return "Frames that the routine dropped";
        case RAW:
          return "Frames that went on as they came, because the routine failed or was stopped";
        case LATE:
          return "Live frames that were not ready in time, or came while an earlier one was still in the routine";
        case PIXELS:
          return "How most frames reached Python: pinned and shared ones are not copied";
        default:
          return title;
      }
    }
  }

  private final transient ProcessorRows rows;

  ProcessorTableModel(RunDirectory directory) {
    rows = new ProcessorRows(directory);
    rows.update();
  }

  /** Reads again, and tells the table; says whether rows came, went or moved. */
  boolean update() {
    boolean changed = rows.update();
    if (changed) {
      fireTableDataChanged();
    } else if (getRowCount() > 0) {
      fireTableRowsUpdated(0, getRowCount() - 1);
    }
    return changed;
  }

  ProcessorRow row(int index) {
    return rows.rows().get(index);
  }

  @Override
  public int getRowCount() {
    return rows.rows().size();
  }

  @Override
  public int getColumnCount() {
    return Column.values().length;
  }

  @Override
  public String getColumnName(int column) {
    return Column.values()[column].title;
  }

  @Override
  public Object getValueAt(int row, int column) {
    return Column.values()[column].text.apply(row(row));
  }

  private static String number(double value, int digits) {
    if (Double.isNaN(value)) {
      return NOTHING;
    }
    return String.format(Locale.ROOT, "%." + (value < 1000 ? digits : 0) + "f", value);
  }

  private static String count(ProcessorRow row, Function<RunSnapshot, Long> count) {
    RunSnapshot now = row.now();
    return now == null ? NOTHING : String.valueOf(count.apply(now));
  }
}
