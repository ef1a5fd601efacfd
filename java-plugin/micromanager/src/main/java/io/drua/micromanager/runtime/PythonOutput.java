package io.drua.micromanager.runtime;

import io.drua.bridge.RuntimeListener;

/**
 * Brings what Python prints and logs to the log. Called on a thread of the bridge that holds nothing.
 *
 * <p>A routine's own text comes by whole lines, and its rest when the call ends. What threads print outside of calls
 * comes piece by piece, and waits for the end of its line.
 */
final class PythonOutput implements RuntimeListener {
  private static final int LONGEST_LINE = 4096;
  private static final int WARNING = 30;
  private static final int ERROR = 40;

  private final StringBuilder output = new StringBuilder();
  private final StringBuilder errors = new StringBuilder();

  @Override
  public void output(long call, boolean error, String text) {
    if (call != 0) {
      ProcessorLog.add(withoutEnd(text));
      return;
    }
    StringBuilder line = error ? errors : output;
    synchronized (line) {
      line.append(text);
      int end = line.length() > LONGEST_LINE ? line.length() : line.lastIndexOf("\n") + 1;
      if (end > 0) {
        ProcessorLog.add(withoutEnd(line.substring(0, end)));
        line.delete(0, end);
      }
    }
  }

  private static String withoutEnd(String text) {
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  @Override
  public void log(long call, int level, String text) {
    String prefix = level >= ERROR ? "Error: " : level >= WARNING ? "Warning: " : "";
    ProcessorLog.add(prefix + text);
  }
}
