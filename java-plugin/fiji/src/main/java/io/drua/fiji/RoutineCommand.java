package io.drua.fiji;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.plugin.filter.ExtendedPlugInFilter;
import ij.plugin.filter.PlugInFilterRunner;
import ij.process.ImageProcessor;
import io.drua.fiji.command.RoutineSession;
import io.drua.fiji.menu.HeadlessCommands;
import io.drua.fiji.runtime.CallLog;

/**
 * A routine as a command of ImageJ. The command table has {@code io.drua.fiji.RoutineCommand("key")} for each routine.
 *
 * <p>ImageJ's own runner asks for planes, keeps Undo, masks and previews right; this class says what to do with one
 * plane. A command that fails stops the macro that called it, and leaves the plane it worked on as it was; planes of a
 * stack that were done before keep their result.
 */
public final class RoutineCommand implements ExtendedPlugInFilter {
  private RoutineSession session;

  @Override
  public int setup(String argument, ImagePlus image) {
    if ("final".equals(argument)) {
      session.finish();
      return DONE;
    }
    session = new RoutineSession(argument, image);
    return session.prepare();
  }

  @Override
  public int showDialog(ImagePlus image, String command, PlugInFilterRunner runner) {
    return session.ask(command, runner);
  }

  @Override
  public void setNPasses(int passes) {
    session.begin(passes);
  }

  @Override
  public void run(ImageProcessor plane) {
    session.run(plane);
  }

  /**
   * Runs a command from Java, and says whether it went well, also without a display, where {@code IJ.run} can't.
   *
   * @param command label of the command
   * @param options as in a macro, for instance {@code "radius=2"}
   * @return whether the command ended without an error
   */
  public static boolean run(ImagePlus image, String command, String options) {
    HeadlessCommands.prepare();
    CallLog.clearError();
    try {
      IJ.run(image, command, options);
    } catch (RuntimeException e) {
      if (!Macro.MACRO_CANCELED.equals(e.getMessage())) {
        throw e;
      }
      return false;
    }
    return CallLog.lastError().isEmpty();
  }
}
