package io.drua.mmhost;

import java.awt.Component;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.micromanager.LogManager;

/** Keeps what was logged; a dialog is an entry that says so. Any thread. */
public final class HostLogs implements LogManager {
  private final List<Entry> entries = new CopyOnWriteArrayList<>();

  /** One line of the log. */
  public static final class Entry {
    private final boolean error;
    private final boolean shown;
    private final String message;
    private final Throwable cause;

    Entry(boolean error, boolean shown, String message, Throwable cause) {
      this.error = error;
      this.shown = shown;
      this.message = message;
      this.cause = cause;
    }

    public boolean isError() {
      return error;
    }

    /** Whether the program would have opened a dialog. */
    public boolean isShown() {
      return shown;
    }

    /** The text; that of the cause if there is no other. */
    public String message() {
      return message == null ? String.valueOf(cause) : message;
    }

    /** What was thrown; null if nothing was. */
    public Throwable cause() {
      return cause;
    }

    @Override
    public String toString() {
      return (shown ? "dialog " : "") + (error ? "error: " : "message: ") + message() + (cause == null ? "" : " (" + cause + ")");
    }
  }

  /** All entries so far, debug messages included. */
  public List<Entry> entries() {
    return entries;
  }

  /** Logged errors, shown or not. */
  public List<Entry> errors() {
    return entries.stream().filter(Entry::isError).collect(Collectors.toList());
  }

  /** What the program would have shown in dialogs. */
  public List<Entry> shown() {
    return entries.stream().filter(Entry::isShown).collect(Collectors.toList());
  }

  /** As {@link #logError(Exception, String)}, for errors that aren't exceptions too. */
  void failed(Throwable error, String message) {
    add(true, false, message, error);
  }

  private void add(boolean error, boolean shown, String message, Throwable cause) {
    entries.add(new Entry(error, shown, message, cause));
  }

  @Override
  public void logMessage(String message) {
    add(false, false, message, null);
  }

  @Override
  public void logDebugMessage(String message) {
    add(false, false, message, null);
  }

  @Override
  public void logError(Exception error, String message) {
    add(true, false, message, error);
  }

  @Override
  public void logError(Exception error) {
    add(true, false, null, error);
  }

  @Override
  public void logError(String message) {
    add(true, false, message, null);
  }

  @Override
  public void showMessage(String message) {
    add(false, true, message, null);
  }

  @Override
  public void showMessage(String message, Component parent) {
    add(false, true, message, null);
  }

  @Override
  public void showError(Exception error, String message) {
    add(true, true, message, error);
  }

  @Override
  public void showError(Exception error) {
    add(true, true, null, error);
  }

  @Override
  public void showError(String message) {
    add(true, true, message, null);
  }

  @Override
  public void showError(Exception error, String message, Component parent) {
    add(true, true, message, error);
  }

  @Override
  public void showError(Exception error, Component parent) {
    add(true, true, null, error);
  }

  @Override
  public void showError(String message, Component parent) {
    add(true, true, message, null);
  }
}
