package io.drua.micromanager.runtime;

import java.text.SimpleDateFormat;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;

/**
 * What Python printed and logged, and what happened to processors: the panel shows it, and Micro-Manager's own log has it
 * too. Any thread; it keeps the newest 2,000 lines.
 */
public final class ProcessorLog {
  private static final int MOST_LINES = 2_000;
  private static final int MOST_TEXT = 64_000;
  private static final int SPARE = 200;
  private static final List<String> LINES = new ArrayList<>();
  private static long dropped;

  private ProcessorLog() {}

  /** Adds text, each of its lines with the time; the end of a very long text is left out. */
  public static void add(String said) {
    String text = said.length() <= MOST_TEXT ? said : said.substring(0, MOST_TEXT) + " ...";
    String time = new SimpleDateFormat("HH:mm:ss.SSS", Locale.ROOT).format(new Date());
    ProgramLog.add(text);
    synchronized (LINES) {
      for (String line : text.split("\r?\n", -1)) {
        LINES.add(time + "  " + line);
      }
      if (LINES.size() > MOST_LINES + SPARE) {
        int surplus = LINES.size() - MOST_LINES;
        LINES.subList(0, surplus).clear();
        dropped += surplus;
      }
    }
  }

  /** How many lines were ever added. */
  public static long count() {
    synchronized (LINES) {
      return dropped + LINES.size();
    }
  }

  /** The lines from this one on, counted from the first that was ever added; the oldest may be gone. */
  public static List<String> linesFrom(long first) {
    synchronized (LINES) {
      int from = (int) Math.max(0, Math.min(LINES.size(), first - dropped));
      return new ArrayList<>(LINES.subList(from, LINES.size()));
    }
  }
}
