package io.drua.fiji.command;

import ij.IJ;
import ij.plugin.PlugIn;
import io.drua.fiji.runtime.CallLog;
import io.drua.fiji.runtime.CallReport;
import io.drua.fiji.runtime.DruaHome;
import io.drua.fiji.runtime.DruaRuntime;
import io.drua.fiji.runtime.Failure;

/** Says what Drua is, which version runs, and where its parts are. */
public final class AboutDrua implements PlugIn {
  @Override
  public void run(String argument) {
    boolean inMacro = Failure.inMacro();
    try {
      String version = AboutDrua.class.getPackage().getImplementationVersion();
      CallReport last = CallLog.last();
      String text =
          "Drua" + (version == null ? "" : " " + version)
              + ": Python routines as ImageJ commands, with shared image memory.\n"
              + "Routines: " + DruaHome.routineFolders() + "\n"
              + (DruaRuntime.isRunning() ? PythonEnvironment.running() : "Python: not started yet") + "\n"
              + "Last call: " + (last == null ? "none" : last.line());
      if (Failure.attended(inMacro)) {
        IJ.showMessage("About Drua", text);
      } else {
        IJ.log(text);
      }
    } catch (Throwable e) {
      throw Failure.fail("About Drua...", e, inMacro);
    }
  }
}
