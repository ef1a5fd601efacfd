package io.drua.fiji.runtime;

import ij.IJ;
import ij.measure.ResultsTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The reports of the last commands, and the last failure. Any thread. */
public final class CallLog {
  private static final int KEPT = 1000;
  private static final Deque<CallReport> REPORTS = new ArrayDeque<>();
  private static String lastError = "";
  private static ResultsTable lastTable;

  private CallLog() {}

  /** Keeps a finished report. In ImageJ's debug mode it is printed, too. */
  public static void add(CallReport report) {
    synchronized (REPORTS) {
      if (REPORTS.size() == KEPT) {
        REPORTS.removeFirst();
      }
      REPORTS.addLast(report);
    }
    if (IJ.debugMode) {
      IJ.log("[Drua] " + report.line());
    }
  }

  /** The last report, or null. */
  public static CallReport last() {
    synchronized (REPORTS) {
      return REPORTS.peekLast();
    }
  }

  /** All that are kept, oldest first. */
  public static List<CallReport> all() {
    synchronized (REPORTS) {
      return new ArrayList<>(REPORTS);
    }
  }

  /** Forgets the reports, the last error and the last table. */
  public static void clear() {
    synchronized (REPORTS) {
      REPORTS.clear();
      lastError = "";
      lastTable = null;
    }
  }

  static void setLastError(String message) {
    synchronized (REPORTS) {
      lastError = message;
    }
  }

  /** Forgets the last error. */
  public static void clearError() {
    setLastError("");
  }

  /** Message of the last failed command; empty if none failed since {@link #clear()}. */
  public static String lastError() {
    synchronized (REPORTS) {
      return lastError;
    }
  }

  /** Keeps the table that a command gave last. */
  public static void setLastTable(ResultsTable table) {
    synchronized (REPORTS) {
      lastTable = table;
    }
  }

  /** The table that a command gave last, or null. */
  public static ResultsTable lastTable() {
    synchronized (REPORTS) {
      return lastTable;
    }
  }
}
