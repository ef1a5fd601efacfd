package io.drua.fiji.runtime;

import ij.IJ;
import ij.Macro;
import ij.macro.Interpreter;
import io.drua.bridge.FailureText;
import io.drua.bridge.RoutineCancelledException;

/**
 * Makes a failed command fail.
 *
 * <p>ImageJ catches whatever a plugin throws, and goes on with the next line of the macro. What stops a macro is its
 * interpreter's own flag; what makes {@code IJ.run} throw in a Java program is {@code Macro.abort()}. Both are set
 * here, without the modal dialog of {@code IJ.error}, which would keep an unattended run waiting for ever. The message
 * and Python's traceback are in the Log window (on the console when there is no window).
 */
public final class Failure {
  private Failure() {}

  /** Whether this thread runs a macro, or a plugin that was called with {@code IJ.run}. */
  public static boolean inMacro() {
    String name = Thread.currentThread().getName();
    return name.startsWith("Run$_") || name.endsWith("Macro$") || Macro.getOptions() != null;
  }

  /** Whether a person sits in front of this run: then a dialog may be shown. */
  public static boolean attended(boolean inMacro) {
    return !inMacro && IJ.getInstance() != null && IJ.getInstance().isShowing() && !Interpreter.isBatchMode();
  }

  /**
   * Reports a failure and ends the command, and the macro that called it.
   *
   * @param inMacro whether a macro called, see {@link #inMacro()}
   * @return never: it throws; the return type lets the caller write {@code throw}
   */
  public static RuntimeException fail(String command, Throwable problem, boolean inMacro) {
    if (isCancelled(problem)) {
      IJ.showStatus(command + " cancelled");
      IJ.showProgress(1.0);
      stop(command + " cancelled", inMacro);
      throw new RuntimeException(Macro.MACRO_CANCELED);
    }
    String message = FailureText.message(problem);
    CallLog.setLastError(command + ": " + message);
    IJ.showStatus(command + " failed");
    IJ.showProgress(1.0);
    IJ.log("[Drua] " + command + " failed: " + message);
    String details = FailureText.details(problem);
    if (!details.isEmpty()) {
      IJ.log(details);
    }
    if (attended(inMacro)) {
      IJ.showMessage(command, wrap(message) + (details.isEmpty() ? "" : "\n \nThe Log window has the details."));
    }
    stop(command + ": " + message, inMacro);
    throw new RuntimeException(Macro.MACRO_CANCELED);
  }

  /**
   * The same for a method that a macro's {@code call} runs: it stops the macro and returns, because {@code call} would
   * show an exception as a stack trace.
   *
   * @return an empty text, the value of the call
   */
  public static String failCall(String command, Throwable problem) {
    try {
      throw fail(command, problem, true);
    } catch (RuntimeException e) {
      if (!isCancelled(e)) {
        throw e;
      }
      return "";
    }
  }

  /** Whether this is the end that the user asked for. */
  public static boolean isCancelled(Throwable problem) {
    return problem instanceof RoutineCancelledException
        || (problem instanceof RuntimeException && Macro.MACRO_CANCELED.equals(problem.getMessage()));
  }

  private static void stop(String message, boolean inMacro) {
    if (!inMacro) {
      return;
    }
    Interpreter macro = Interpreter.getInstance();
    if (macro != null) {
      macro.setIgnoreErrors(true);
      // Makes IJ forget its interpreter, so that its run() throws; the text itself is never shown.
      IJ.error("Drua", Macro.MACRO_CANCELED);
      macro.abort(message);
    }
    Macro.abort();
  }

  private static String wrap(String message) {
    StringBuilder text = new StringBuilder();
    int column = 0;
    for (String word : message.split(" ")) {
      if (column > 0 && column + word.length() > 90) {
        text.append('\n');
        column = 0;
      } else if (column > 0) {
        text.append(' ');
      }
      text.append(word);
      int lineEnd = word.lastIndexOf('\n');
      column = lineEnd >= 0 ? word.length() - lineEnd : column + word.length() + 1;
    }
    return text.toString();
  }
}
