package io.drua.fiji.command;

import ij.IJ;
import ij.plugin.PlugIn;
import io.drua.fiji.menu.RoutineMenu;
import io.drua.fiji.runtime.Failure;
import java.util.List;

/** Reads the routine folders again: new files appear in the menu, removed ones go, broken ones are named in the Log. */
public final class RefreshRoutines implements PlugIn {
  @Override
  public void run(String argument) {
    boolean inMacro = Failure.inMacro();
    try {
      List<String> report = RoutineMenu.refresh();
      for (String line : report) {
        IJ.log("[Drua] " + line);
      }
      IJ.showStatus("Routines are up to date");
    } catch (Throwable e) {
      throw Failure.fail("Refresh Routines", e, inMacro);
    }
  }
}
