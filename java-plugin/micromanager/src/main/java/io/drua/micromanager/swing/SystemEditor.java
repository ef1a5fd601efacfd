package io.drua.micromanager.swing;

import java.awt.Component;
import java.awt.Desktop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import javax.swing.JOptionPane;
import javax.swing.JTextField;
import javax.swing.SwingWorker;

/** Opens a Python file in the editor of the system. Never runs it, which "open" does on some systems. */
public final class SystemEditor {
  /** What a button for it does, as a tool tip. */
  public static final String HELP = "Opens the routine's file; what is saved there works at the next frame";

  private SystemEditor() {}

  /**
   * Opens a file; where that can't be done, a message shows its path. Returns at once.
   *
   * @param parent the component over which the message appears
   */
  public static void open(Component parent, Path file) {
    new SwingWorker<String, Void>() {
      @Override
      protected String doInBackground() {
        return tryToOpen(file);
      }

      @Override
      protected void done() {
        String problem;
        try {
          problem = get();
        } catch (InterruptedException | ExecutionException failed) {
          problem = String.valueOf(failed.getMessage());
        }
        if (problem != null) {
          tell(parent, file, problem);
        }
      }
    }.execute();
  }

  private static String tryToOpen(Path file) {
    if (!Files.isRegularFile(file)) {
      return "the file doesn't exist.";
    }
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    try {
      if (system.contains("mac")) {
        new ProcessBuilder("open", "-t", file.toString()).start();
        return null;
      }
      if (can(Desktop.Action.EDIT)) {
        try {
          Desktop.getDesktop().edit(file.toFile());
          return null;
        } catch (IOException nobody) {
          // No program is registered for editing; the next ways may do.
        }
      }
      if (system.contains("win")) {
        new ProcessBuilder("notepad", file.toString()).start();
        return null;
      }
      if (can(Desktop.Action.OPEN)) {
        Desktop.getDesktop().open(file.toFile());
        return null;
      }
      return "Java knows no editor on this desktop.";
    } catch (IOException | RuntimeException failed) {
      return String.valueOf(failed.getMessage());
    }
  }

  private static boolean can(Desktop.Action action) {
    return Desktop.isDesktopSupported() && Desktop.getDesktop().isSupported(action);
  }

  private static void tell(Component parent, Path file, String problem) {
    JTextField path = new JTextField(file.toString());
    path.setEditable(false);
    JOptionPane.showMessageDialog(
        parent,
        new Object[] {"No editor could be started: " + problem, "Open this file yourself:", path},
        "Open in editor",
        JOptionPane.INFORMATION_MESSAGE);
  }
}
