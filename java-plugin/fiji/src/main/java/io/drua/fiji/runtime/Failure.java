package io.drua.fiji.runtime;

import ij.IJ;
import ij.Macro;
import ij.macro.Interpreter;
import io.drua.bridge.BridgeException;
import io.drua.bridge.PythonException;
import io.drua.bridge.RoutineCancelledException;
import java.io.PrintWriter;
import java.io.StringWriter;

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
    String message = message(problem);
    CallLog.setLastError(command + ": " + message);
    IJ.showStatus(command + " failed");
    IJ.showProgress(1.0);
    IJ.log("[Drua] " + command + " failed: " + message);
    String details = details(problem);
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

  /** The message for people: what was expected and found, and what to do. */
  public static String message(Throwable problem) {
    if (problem instanceof BridgeException) {
      String hint = ((BridgeException) problem).hint();
      String type = problem instanceof PythonException ? ((PythonException) problem).pythonType() : "";
      return joined(type, problem.getMessage(), hint == null ? "" : hint);
    }
    if (problem instanceof OutOfMemoryError) {
      return "Java has no memory left ("
          + problem.getMessage()
          + "). Close images, or give ImageJ more memory in Edit > Options > Memory & Threads.";
    }
    if (problem instanceof IllegalArgumentException && problem.getMessage() != null) {
      return problem.getMessage();
    }
    String text = problem.getLocalizedMessage();
    return problem.getClass().getSimpleName() + (text == null ? "" : ": " + text);
  }

  /** Drua's own Python classes say nothing to a user; others do. */
  private static String joined(String type, String message, String hint) {
    String text = message == null ? "" : message.trim();
    if (!type.isEmpty() && !type.startsWith("drua.")) {
      text = text.isEmpty() ? type : type + ": " + text;
    }
    if (hint.isEmpty()) {
      return text;
    }
    String end = text.isEmpty() || ".!?:".indexOf(text.charAt(text.length() - 1)) >= 0 ? " " : ". ";
    return text + end + Character.toUpperCase(hint.charAt(0)) + hint.substring(1);
  }

  /** Python's traceback, or Java's for what should not happen; empty where the message says all. */
  private static String details(Throwable problem) {
    if (problem instanceof PythonException) {
      return ((PythonException) problem).pythonTraceback();
    }
    if (problem instanceof BridgeException && problem.getCause() == null) {
      return "";
    }
    if (problem instanceof IllegalArgumentException) {
      return "";
    }
    StringWriter text = new StringWriter();
    PrintWriter lines = new PrintWriter(text);
    problem.printStackTrace(lines);
    lines.flush();
    return text.toString();
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
