package io.drua.fiji.results;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.macro.Interpreter;
import ij.measure.ResultsTable;
import io.drua.fiji.image.RoiManagers;
import io.drua.fiji.runtime.CallLog;
import io.drua.fiji.table.RoutineTables;
import java.awt.GraphicsEnvironment;
import java.util.List;

/** Shows tables and ROIs where a user looks for them, and keeps them where a macro finds them. */
final class ResultWindows {
  private ResultWindows() {}

  private static boolean windows() {
    return !GraphicsEnvironment.isHeadless() && IJ.getInstance() != null;
  }

  /**
   * Shows a table in a window of its own. Without windows it becomes the system's table "Results", so that {@code
   * nResults} and {@code getResult} find it; {@code Report.saveTable} saves it in both cases.
   */
  static void show(ResultsTable table, String title) {
    CallLog.setLastTable(table);
    if (windows()) {
      table.show(title);
      return;
    }
    ResultsTable system = ResultsTable.getResultsTable();
    system.reset();
    RoutineTables.append(system, RoutineTables.columns(table), 0);
  }

  /** Puts ROIs on their image as an overlay, and in the RoiManager where there are windows. */
  static void show(List<Roi> rois, ImagePlus image) {
    if (image != null) {
      Overlay overlay = image.getOverlay() == null ? new Overlay() : image.getOverlay();
      for (Roi roi : rois) {
        overlay.add((Roi) roi.clone());
      }
      image.setOverlay(overlay);
    }
    if (GraphicsEnvironment.isHeadless()) {
      // Even the manager of batch mode is a window in ImageJ 1.x.
      return;
    }
    if (Interpreter.getBatchModeRoiManager() != null || (windows() && !Interpreter.isBatchMode())) {
      RoiManagers.add(image, rois.toArray(new Roi[0]));
    }
  }
}
