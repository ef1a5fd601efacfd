package io.drua.fiji.table;

import ij.IJ;
import ij.WindowManager;
import ij.measure.ResultsTable;
import ij.plugin.filter.Analyzer;
import ij.text.TextWindow;
import java.awt.Frame;
import java.awt.GraphicsEnvironment;

/**
 * Windows of tables. Any thread may call, as ImageJ's own commands do: it makes a text of each cell, which takes seconds
 * for a million rows, so that AWT's thread is no place for it.
 */
public final class TableWindows {
  private static final String RESULTS = "Results";

  private TableWindows() {}

  /**
   * Shows a table in a window with this title, in place of one that is there. A table that is shown as {@code Results}
   * becomes ImageJ's own. Without a display, nothing is shown.
   */
  public static void show(ResultsTable table, String title) {
    if (title.equals(RESULTS) && table != Analyzer.getResultsTable()) {
      Analyzer.setResultsTable(table);
    }
    if (GraphicsEnvironment.isHeadless() || title.equals(RESULTS) && IJ.getInstance() == null) {
      return;
    }
    table.show(title);
  }

  /** Shows a table's rows anew if it is open. */
  public static void update(ResultsTable table) {
    if (GraphicsEnvironment.isHeadless()) {
      return;
    }
    if (table == Analyzer.getResultsTable()) {
      if (IJ.getInstance() != null) {
        table.show(RESULTS);
      }
      return;
    }
    String title = table.getTitle();
    Frame frame = title == null ? null : WindowManager.getFrame(title);
    if (frame instanceof TextWindow && ((TextWindow) frame).getResultsTable() != null) {
      table.show(title);
    }
  }
}
