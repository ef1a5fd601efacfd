package io.drua.fiji;

import ij.IJ;
import io.drua.fiji.macro.MacroPython;
import io.drua.fiji.menu.HeadlessCommands;
import io.drua.fiji.runtime.CallLog;
import io.drua.fiji.runtime.Failure;

/**
 * Python from any macro, without registering anything: {@code call("io.drua.fiji.Macro.eval", "1 + 1")}. A failure
 * stops the macro.
 */
public final class Macro {
  private Macro() {}

  /** Evaluates an expression, in a namespace that all macros share, and returns its value as text. */
  public static String eval(String expression) {
    try {
      return MacroPython.eval(expression);
    } catch (RuntimeException | Error e) {
      return Failure.failCall("Macro.eval", e);
    }
  }

  /** Runs statements in the same namespace. */
  public static String exec(String code) {
    try {
      return MacroPython.exec(code);
    } catch (RuntimeException | Error e) {
      return Failure.failCall("Macro.exec", e);
    }
  }

  /** Runs a command, also without a display, and returns the numbers and texts that its routine gave. */
  public static String run(String command, String options) {
    try {
      HeadlessCommands.prepare();
      IJ.run(command, options);
      return CallLog.last() == null ? "" : CallLog.last().value();
    } catch (RuntimeException | Error e) {
      return Failure.failCall(command, e);
    }
  }

  /** Runs a command without options. */
  public static String run(String command) {
    return run(command, "");
  }
}
