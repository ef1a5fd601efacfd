package io.drua.micromanager.runtime;

import io.drua.bridge.RuntimeListener;

/** Brings what Python prints and logs to the panel's log. Called on a thread of the bridge that holds nothing. */
final class PythonOutput implements RuntimeListener {
  private static final int LONGEST_LINE = 4096;
  private static final int WARNING = 30;
  private static final int ERROR = 40;

  private final StringBuilder line = new StringBuilder();

  @Override
  public synchronized void output(long call, boolean error, String text) {
    line.append(text);
    int end = line.lastIndexOf("\n");
    if (end >= 0) {
      ProcessorLog.add(line.substring(0, end));
      line.delete(0, end + 1);
    } else if (line.length() > LONGEST_LINE) {
      ProcessorLog.add(line.toString());
      line.setLength(0);
    }
  }

  @Override
  public void log(long call, int level, String text) {
    String prefix = level >= ERROR ? "Error: " : level >= WARNING ? "Warning: " : "";
    ProcessorLog.add(prefix + text);
  }
}
