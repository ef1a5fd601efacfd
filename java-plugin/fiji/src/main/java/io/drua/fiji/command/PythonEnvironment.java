package io.drua.fiji.command;

import ij.IJ;
import ij.Macro;
import ij.gui.GenericDialog;
import ij.plugin.PlugIn;
import io.drua.bridge.BridgeException;
import io.drua.bridge.InterpreterInfo;
import io.drua.bridge.ParameterException;
import io.drua.bridge.PythonRuntime;
import io.drua.fiji.runtime.DruaHome;
import io.drua.fiji.runtime.DruaRuntime;
import io.drua.fiji.runtime.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/**
 * Shows which interpreter is used, or why none is, and lets the user choose one. In macros: {@code python=[path]}, or
 * {@code python=[]} to search again; without options it prints to the Log.
 */
public final class PythonEnvironment implements PlugIn {
  private static final String NAME = "Python Environment...";

  @Override
  public void run(String argument) {
    boolean inMacro = Failure.inMacro();
    try {
      String options = Macro.getOptions();
      if (options != null && options.contains("python=")) {
        choose(Macro.getValue(options, "python", ""));
      } else if (Failure.attended(inMacro)) {
        ask();
      } else {
        IJ.log(describe());
      }
    } catch (Throwable e) {
      throw Failure.fail(NAME, e, inMacro);
    }
  }

  private static void ask() {
    String chosen = DruaHome.python() == null ? "" : DruaHome.python().toString();
    GenericDialog dialog = new GenericDialog("Python Environment");
    dialog.addMessage(describe());
    dialog.addFileField("Python", chosen, 50);
    dialog.addMessage("Leave it empty to search: the variable DRUA_PYTHON, Fiji's own setting, the active\n"
        + "environment, Drua's own environment, python3 on the PATH.");
    dialog.showDialog();
    if (!dialog.wasCanceled()) {
      String python = dialog.getNextString().trim();
      if (!python.equals(chosen)) {
        choose(python);
      }
    }
  }

  private static void choose(String text) {
    Path python = text.trim().isEmpty() ? null : Paths.get(text.trim());
    if (python != null && !Files.exists(python)) {
      throw new ParameterException(
          "\"" + python + "\" doesn't exist; expected the python program of an environment, or its folder.",
          "Choose another one, or leave the field empty to search.");
    }
    DruaHome.setPython(python);
    String text2 = python == null ? "Python will be searched" : python + " will be used";
    IJ.log("[Drua] " + text2 + (PythonRuntime.runningOrNull() == null ? "." : " after a restart of ImageJ; until then "
        + DruaRuntime.start().interpreter().executable() + " stays."));
  }

  /** The interpreter that runs, or the reasons why none can be started. */
  static String describe() {
    try {
      InterpreterInfo info = DruaRuntime.start().interpreter();
      return "Python " + info.version() + " with NumPy " + info.numpy() + "\n" + info.executable() + "\nfound by: " + info.source()
          + (info.attached() ? "\n(it ran in this program before Drua)" : "");
    } catch (BridgeException e) {
      return "No Python: " + e.getLocalizedMessage();
    }
  }
}
