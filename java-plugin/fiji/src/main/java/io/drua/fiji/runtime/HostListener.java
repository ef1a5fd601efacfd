package io.drua.fiji.runtime;

import ij.IJ;
import io.drua.bridge.RuntimeListener;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Brings what Python says to where an ImageJ user looks: output and log records to the Log window, progress to the
 * progress bar and the status line. Called on a thread of the bridge that holds nothing.
 */
final class HostListener implements RuntimeListener {
  private static final int WARNING = 30;
  private static final int ERROR = 40;
  private static final int LONGEST_UNFINISHED_LINE = 4096;
  private static final int REMEMBERED_CALLS = 64;

  /** Text after the last line end, for each call and stream. */
  private final Map<String, StringBuilder> unfinished = new LinkedHashMap<>();
  /** The calls that ended last: on a busy machine the end of their output may come after their own. */
  private final Map<Long, Boolean> ended =
      new LinkedHashMap<Long, Boolean>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
          return size() > REMEMBERED_CALLS;
        }
      };

  @Override
  public synchronized void output(long call, boolean error, String text) {
    String key = call + (error ? "e" : "o");
    StringBuilder line = unfinished.get(key);
    if (line == null) {
      line = new StringBuilder();
      unfinished.put(key, line);
    }
    line.append(text);
    int end;
    while ((end = line.indexOf("\n")) >= 0) {
      print(line.substring(0, end));
      line.delete(0, end + 1);
    }
    if (line.length() > LONGEST_UNFINISHED_LINE) {
      print(line.toString());
      line.setLength(0);
    }
    if (line.length() > 0 && ended.containsKey(call)) {
      print(line.toString());
      line.setLength(0);
    }
    if (line.length() == 0) {
      unfinished.remove(key);
    }
  }

  /** Prints what a finished call wrote without a line end. */
  synchronized void finish(long call) {
    ended.put(call, Boolean.TRUE);
    if (unfinished.isEmpty()) {
      return;
    }
    for (String key : new String[] {call + "o", call + "e"}) {
      StringBuilder line = unfinished.remove(key);
      if (line != null) {
        print(line.toString());
      }
    }
  }

  private static void print(String line) {
    IJ.log("[Python] " + (line.endsWith("\r") ? line.substring(0, line.length() - 1) : line));
  }

  @Override
  public void progress(long call, double fraction, String message) {
    if (fraction >= 0) {
      IJ.showProgress(fraction);
    }
    if (message != null && !message.isEmpty()) {
      IJ.showStatus(message);
    }
  }

  @Override
  public void log(long call, int level, String text) {
    if (level >= ERROR) {
      IJ.log("[Python error] " + text);
    } else if (level >= WARNING) {
      IJ.log("[Python warning] " + text);
    } else {
      IJ.log("[Python] " + text);
    }
  }
}
