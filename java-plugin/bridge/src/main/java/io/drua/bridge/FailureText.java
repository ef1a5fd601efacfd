package io.drua.bridge;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What a front end tells its users of a failure: one message, and the details for whoever looks closer. */
public final class FailureText {
  private FailureText() {}

  /** The message for people: what was expected and found, and what to do. */
  public static String message(Throwable problem) {
    if (problem instanceof BridgeException) {
      String hint = ((BridgeException) problem).hint();
      String type = problem instanceof PythonException ? ((PythonException) problem).pythonType() : "";
      return joined(type, problem.getMessage(), hint == null ? "" : hint);
    }
    if (problem instanceof OutOfMemoryError) {
      return "Java has no memory left (" + problem.getMessage() + "). Close images, or give the program more memory.";
    }
    if (problem instanceof IllegalArgumentException && problem.getMessage() != null) {
      return problem.getMessage();
    }
    String text = problem.getLocalizedMessage();
    return problem.getClass().getSimpleName() + (text == null ? "" : ": " + text);
  }

  /** Drua's own Python classes say nothing to a user; others do. */
  private static String joined(String type, @Nullable String message, String hint) {
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
  public static String details(Throwable problem) {
    if (problem instanceof PythonException) {
      return ((PythonException) problem).pythonTraceback();
    }
    if (problem instanceof BridgeException && problem.getCause() == null) {
      return "";
    }
    if (problem instanceof IllegalArgumentException) {
      return "";
    }
    return stack(problem);
  }

  /** Java's stack trace, with its causes. */
  public static String stack(Throwable problem) {
    StringWriter text = new StringWriter();
    problem.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
