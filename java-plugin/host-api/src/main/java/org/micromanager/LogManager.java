package org.micromanager;

import java.awt.Component;

/** The program's log; {@code show...} opens a dialog as well. Any thread. */
public interface LogManager {
  void logMessage(String message);

  void logDebugMessage(String message);

  void logError(Exception error, String message);

  void logError(Exception error);

  void logError(String message);

  void showMessage(String message);

  void showMessage(String message, Component parent);

  void showError(Exception error, String message);

  void showError(Exception error);

  void showError(String message);

  void showError(Exception error, String message, Component parent);

  void showError(Exception error, Component parent);

  void showError(String message, Component parent);
}
