package io.drua.micromanager.runtime;

import org.micromanager.Studio;

/**
 * Micro-Manager's own log, which outlives the program. A processor that prints or fails at each frame of a camera must
 * not fill it: at most 50 entries a second go there, and a count of the rest. Any thread.
 */
final class ProgramLog {
  private static final int MOST_A_SECOND = 50;
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static long second = Long.MIN_VALUE;
  private static int written;
  private static int left;

  private ProgramLog() {}

  static void add(String text) {
    Studio studio = MicroManagerRuntime.studioOrNull();
    if (studio == null) {
      return;
    }
    String entry = admit(text);
    if (!entry.isEmpty()) {
      studio.logs().logMessage("[Drua] " + entry);
    }
  }

  /** What to write for an entry now; empty where this second has had enough. */
  private static synchronized String admit(String text) {
    long now = System.nanoTime() / SECOND_NANOS;
    String before = "";
    if (now != second) {
      second = now;
      written = 0;
      if (left > 0) {
        before = left + " more entries were left out.\n";
        left = 0;
      }
    }
    if (written == MOST_A_SECOND) {
      left++;
      return "";
    }
    written++;
    return before + text;
  }
}
