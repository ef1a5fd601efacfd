package io.drua.fiji.command;

import ij.IJ;
import ij.WindowManager;
import ij.plugin.PlugIn;
import io.drua.fiji.menu.RoutineMenu;
import io.drua.fiji.runtime.Failure;

/** Reads the routine folders again: new files appear in the menu, removed ones go, broken ones are named in the Log. */
public final class RefreshRoutines implements PlugIn {
  @Override
  public void run(String argument) {
    boolean inMacro = Failure.inMacro();
    try {
      int leftOut = 0;
      for (String line : RoutineMenu.refresh()) {
        IJ.log("[Drua] " + line);
        leftOut += line.startsWith(RoutineMenu.LEFT_OUT) ? 1 : 0;
      }
      if (leftOut == 0) {
        IJ.showStatus("Routines are up to date");
      } else {
        IJ.showStatus("Routines are up to date; " + leftOut + " left out, see the Log");
        WindowManager.toFront(WindowManager.getWindow("Log"));
      }
    } catch (Throwable e) {
      throw Failure.fail("Refresh Routines", e, inMacro);
    }
  }
}
