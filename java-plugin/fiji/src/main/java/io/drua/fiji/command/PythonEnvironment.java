package io.drua.fiji.command;

import ij.IJ;
import ij.Macro;
import ij.gui.GenericDialog;
import ij.plugin.PlugIn;
import io.drua.bridge.BridgeException;
import io.drua.bridge.FailureText;
import io.drua.bridge.InterpreterInfo;
import io.drua.bridge.ParameterException;
import io.drua.bridge.PythonRuntime;
import io.drua.fiji.runtime.DruaHome;
import io.drua.fiji.runtime.DruaRuntime;
import io.drua.fiji.runtime.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Collections;
import java.util.List;
import java.util.Map;

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
    Path before = DruaHome.python();
    DruaHome.setPython(python);
    String refused = python == null ? null : whyNot();
    if (refused != null) {
      DruaHome.setPython(before);
      throw new ParameterException(
          "\"" + python + "\" can't be used: " + refused, "Choose another one, or leave the field empty to search.");
    }
    String next = python == null ? "Python will be searched" : python + " will be used";
    String when = DruaRuntime.isRunning() ? " when ImageJ starts again; the running one stays until then." : ".";
    IJ.log("[Drua] " + next + when);
  }

  /** What is wrong with the interpreter that was just set; null if nothing is. */
  private static String whyNot() {
    Object found = PythonRuntime.findInterpreters(DruaHome.config());
    if (found instanceof List && !((List<?>) found).isEmpty()) {
      // The setting is looked at before all other places.
      Map<?, ?> first = (Map<?, ?>) ((List<?>) found).get(0);
      return Boolean.TRUE.equals(first.get("usable")) ? null : String.valueOf(first.get("verdict"));
    }
    return null;
  }

  /** The interpreter that runs; without one, which would be started; and what was found besides. */
  static String describe() {
    StringBuilder text = new StringBuilder(running());
    try {
      Object found = PythonRuntime.findInterpreters(DruaHome.config());
      for (Object entry : found instanceof List ? (List<?>) found : Collections.emptyList()) {
        Map<?, ?> candidate = (Map<?, ?>) entry;
        String path = String.valueOf(candidate.get("path"));
        if (!path.isEmpty()) {
          text.append('\n').append(path).append(": ").append(candidate.get("verdict"));
          text.append(" (").append(candidate.get("source")).append(')');
        }
      }
    } catch (BridgeException e) {
      text.append('\n').append(FailureText.message(e));
    }
    return text.toString();
  }

  /** One line on the interpreter that runs. */
  static String running() {
    PythonRuntime runtime = DruaRuntime.isRunning() ? DruaRuntime.start() : null;
    if (runtime == null) {
      return "Python was not started yet. The first usable one of these will be:";
    }
    InterpreterInfo info = runtime.interpreter();
    String attached = info.attached() ? "; it ran in this program before Drua" : "";
    return "Running: Python " + info.version() + " with NumPy " + info.numpy() + ", " + info.executable()
        + " (" + info.source() + attached + ")";
  }
}
