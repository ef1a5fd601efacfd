package io.drua.fiji.menu;

import ij.IJ;
import io.drua.fiji.command.RefreshRoutines;
import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Hashtable;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes {@code run("Command...", "options")} work for Drua's commands where there is no display.
 *
 * <p>ImageJ makes its table of commands together with its menu bar: the table first, then the bar, which can't be made
 * without a display. So the first {@code run} of a headless program throws, and every later one finds an empty table.
 * Here that first one is provoked, and Drua's commands are put into the table. With a display nothing is done.
 */
public final class HeadlessCommands {
  /** A label with an optional shortcut in brackets, and a class of ImageJ with an optional argument. */
  private static final Pattern MENU_ENTRY =
      Pattern.compile("\"([^\"]+?)(?:\\[.\\])?\",\\s*(ij\\.[\\w.]+(?:\\(\"[^\"]*\"\\))?)\\s*");

  private HeadlessCommands() {}

  /** Makes the table and fills in Drua's own commands and the routines. Harmless when called again. */
  public static void prepare() {
    if (GraphicsEnvironment.isHeadless() && IJ.getInstance() == null) {
      prepareTable();
      for (String line : RoutineMenu.refresh()) {
        if (line.startsWith(RoutineMenu.LEFT_OUT)) {
          IJ.log("[Drua] " + line);
        }
      }
    }
  }

  /** Makes the table with the fixed commands only. */
  static void prepareTable() {
    if (!GraphicsEnvironment.isHeadless()) {
      return;
    }
    if (RoutineMenu.commands() == null) {
      try {
        IJ.run("Drua: make the table of commands");
      } catch (HeadlessException e) {
        // Expected: the table is there now, the menu bar never will be.
      }
    }
    Hashtable<String, String> commands = RoutineMenu.commands();
    // Whatever asked for menus first, such as open() in a macro, left a table without Drua's commands.
    if (commands != null && !commands.containsValue(RefreshRoutines.class.getName())) {
      addOwnOfImageJ(commands);
      addMadeInCode(commands);
      for (Map.Entry<String, String> entry : RoutineEntries.fixed().entrySet()) {
        commands.put(entry.getValue(), entry.getKey());
      }
    }
  }

  /** Those of ImageJ's own commands that its file of menus doesn't list, because code makes them. */
  private static void addMadeInCode(Map<String, String> commands) {
    try (InputStream in = HeadlessCommands.class.getResourceAsStream("imagej-commands.tsv")) {
      if (in == null) {
        throw new IOException("imagej-commands.tsv is missing in Drua's jar");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int tab = line.indexOf('\t');
        if (tab > 0) {
          commands.putIfAbsent(line.substring(0, tab), line.substring(tab + 1));
        }
      }
    } catch (IOException e) {
      IJ.log("[Drua] Some of ImageJ's own commands are not there without a display: " + e);
    }
  }

  /**
   * ImageJ's own commands, as its file of menus lists them. Most of them run without a display when a macro gives their
   * options; those that make a dialog all the same say so.
   */
  private static void addOwnOfImageJ(Map<String, String> commands) {
    Properties menus = new Properties();
    try (InputStream in = IJ.class.getResourceAsStream("/IJ_Props.txt")) {
      if (in != null) {
        menus.load(in);
      }
    } catch (IOException e) {
      IJ.log("[Drua] ImageJ's own commands are not there without a display: " + e);
    }
    for (String name : menus.stringPropertyNames()) {
      Matcher entry = MENU_ENTRY.matcher(menus.getProperty(name));
      if (entry.matches()) {
        commands.put(entry.group(1), entry.group(2));
      }
    }
  }
}
