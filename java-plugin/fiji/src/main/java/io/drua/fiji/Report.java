package io.drua.fiji;

import ij.measure.ResultsTable;
import io.drua.fiji.runtime.CallLog;
import io.drua.fiji.runtime.CallReport;
import io.drua.fiji.runtime.Failure;
import java.io.IOException;

/**
 * What the last commands did, for macros: {@code call("io.drua.fiji.Report.last")}. Numbers come as text, as
 * {@code call} gives text only.
 */
public final class Report {
  private Report() {}

  /** The last command in one line: time, how the pixels were passed (and why copied), bytes copied. */
  public static String last() {
    CallReport report = CallLog.last();
    return report == null ? "" : report.line();
  }

  /** Milliseconds of the last command. */
  public static String lastMilliseconds() {
    CallReport report = CallLog.last();
    return report == null ? "0" : String.valueOf(report.milliseconds());
  }

  /** Bytes of pixels that the last command copied on the way to Python and back. */
  public static String lastBytesCopied() {
    CallReport report = CallLog.last();
    return report == null ? "0" : String.valueOf(report.bytesCopied());
  }

  /** How the last command passed its pixels: Shared, Pinned, or Copied with the reason. */
  public static String lastPassed() {
    CallReport report = CallLog.last();
    return report == null ? "" : report.passed();
  }

  /** Numbers and texts that the last command's routine returned. */
  public static String lastValue() {
    CallReport report = CallLog.last();
    return report == null ? "" : report.value();
  }

  /** Message of the last failed command; empty when none failed since {@link #clear()}. */
  public static String lastError() {
    return CallLog.lastError();
  }

  /** Forgets all reports and the last error. */
  public static String clear() {
    CallLog.clear();
    return "";
  }

  /** All reports as a table, one row a command. */
  public static ResultsTable toTable() {
    ResultsTable table = new ResultsTable();
    for (CallReport report : CallLog.all()) {
      table.addRow();
      table.addValue("Command", report.command());
      table.addValue("Image", report.image());
      table.addValue("ms", report.milliseconds());
      table.addValue("ms in Python", report.pythonMilliseconds());
      table.addValue("Calls", report.calls());
      table.addValue("Passed", report.passed());
      table.addValue("Bytes copied", report.bytesCopied());
    }
    return table;
  }

  /** Shows all reports in a table; without a display, returns it as text. */
  public static String table() {
    ResultsTable table = toTable();
    if (ij.IJ.getInstance() != null) {
      table.show("Drua Calls");
      return "";
    }
    StringBuilder text = new StringBuilder(table.getColumnHeadings());
    for (int row = 0; row < table.size(); row++) {
      text.append('\n').append(table.getRowAsString(row));
    }
    return text.toString();
  }

  /**
   * Saves the table that a routine returned last, with or without a display; {@code .csv} and {@code .tsv} are known.
   */
  public static String saveTable(String path) {
    ResultsTable table = CallLog.lastTable();
    try {
      if (table == null) {
        throw new IllegalStateException("No routine has returned a table since the start.");
      }
      table.saveAs(path);
      return path;
    } catch (IOException | RuntimeException e) {
      return Failure.failCall("Report.saveTable", e);
    }
  }
}
