package io.drua.fiji.menu;

import ij.IJ;
import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.util.Hashtable;
import java.util.Map;

/**
 * Makes {@code run("Command...", "options")} work for Drua's commands where there is no display.
 *
 * <p>ImageJ makes its table of commands together with its menu bar: the table first, then the bar, which can't be made
 * without a display. So the first {@code run} of a headless program throws, and every later one finds an empty table. Here
 * that first one is provoked, and Drua's commands are put into the table. With a display nothing is done.
 */
public final class HeadlessCommands {
  private HeadlessCommands() {}

  /** Makes the table and fills in Drua's own commands and the routines. Harmless when called again. */
  public static void prepare() {
    if (GraphicsEnvironment.isHeadless() && IJ.getInstance() == null) {
      prepareTable();
      RoutineMenu.refresh();
    }
  }

  /** Makes the table with the fixed commands only. */
  static void prepareTable() {
    if (!GraphicsEnvironment.isHeadless() || RoutineMenu.commands() != null) {
      return;
    }
    try {
      IJ.run("Drua: make the table of commands");
    } catch (HeadlessException e) {
      // Expected: the table is there now, the menu bar never will be.
    }
    Hashtable<String, String> commands = RoutineMenu.commands();
    if (commands != null) {
      for (Map.Entry<String, String> entry : RoutineEntries.fixed().entrySet()) {
        commands.put(entry.getValue(), entry.getKey());
      }
    }
  }
}
