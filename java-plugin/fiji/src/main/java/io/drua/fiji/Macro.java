package io.drua.fiji;

import ij.IJ;
import io.drua.fiji.macro.MacroPython;
import io.drua.fiji.menu.HeadlessCommands;
import io.drua.fiji.runtime.CallLog;

/**
 * Python from any macro, without registering anything: {@code call("io.drua.fiji.Macro.eval", "1 + 1")}. A failure stops
 * the macro.
 */
public final class Macro {
  private Macro() {}

  /** Evaluates an expression, in a namespace that all macros share, and returns its value as text. */
  public static String eval(String expression) {
    return MacroPython.eval(expression);
  }

  /** Runs statements in the same namespace. */
  public static String exec(String code) {
    return MacroPython.exec(code);
  }

  /** Runs a command, also without a display, and returns the numbers and texts that its routine gave. */
  public static String run(String command, String options) {
    HeadlessCommands.prepare();
    IJ.run(command, options);
    return CallLog.last() == null ? "" : CallLog.last().value();
  }

  /** Runs a command without options. */
  public static String run(String command) {
    return run(command, "");
  }
}
