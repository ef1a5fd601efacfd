package io.drua.fiji.menu;

import ij.Menus;
import io.drua.bridge.ParameterException;
import io.drua.bridge.RoutineManifest;
import io.drua.fiji.dialog.RoutineDialog;
import io.drua.fiji.runtime.RoutineIndex;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the routines stand in the menu: menu, label and command of each. */
public final class RoutineEntries {
  /** The menu under which everything of Drua is. */
  public static final String ROOT = "Plugins>Python";
  /** The class behind a routine's command. */
  static final String COMMAND_CLASS = "io.drua.fiji.RoutineCommand";

  private RoutineEntries() {}

  /** One entry. Immutable. */
  public static final class Entry {
    private final String key;
    private final String menu;
    private final String label;

    Entry(String key, String menu, String label) {
      this.key = key;
      this.menu = menu;
      this.label = label;
    }

    /** Key of the routine. */
    public String key() {
      return key;
    }

    /** Path of its menu, for instance {@code "Plugins>Python>Filters"}. */
    public String menu() {
      return menu;
    }

    /** The label: the command's name in macros. */
    public String label() {
      return label;
    }

    /** What ImageJ's command table has for it. */
    public String target() {
      return COMMAND_CLASS + "(\"" + key + "\")";
    }
  }

  /** Entries of the routines in the index, with labels that no other command has. */
  public static List<Entry> ofIndex() {
    Map<?, ?> commands = Menus.getCommands();
    return of(RoutineIndex.routines(), commands == null ? Collections.emptyMap() : commands, shipped());
  }

  /**
   * Entries of routines.
   *
   * @param commands ImageJ's table: label to class
   * @param shipped target to label of the routines that have fixed entries
   */
  static List<Entry> of(Map<String, RoutineManifest> routines, Map<?, ?> commands, Map<String, String> shipped) {
    Map<String, String> foreign = CommandLabels.foreign(commands, COMMAND_CLASS);
    List<String> taken = new ArrayList<>(foreign.keySet());
    taken.addAll(shipped.values());
    List<String> keys = new ArrayList<>();
    List<String> wanted = new ArrayList<>();
    for (Map.Entry<String, RoutineManifest> routine : routines.entrySet()) {
      if (!shipped.containsKey(target(routine.getKey()))) {
        keys.add(routine.getKey());
        wanted.add(CommandLabels.withDots(routine.getValue().label(), RoutineDialog.isNeeded(routine.getValue())));
      }
    }
    List<String> labels = CommandLabels.assign(wanted, taken);
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      entries.add(new Entry(keys.get(i), menu(routines.get(keys.get(i)).menu()), labels.get(i)));
    }
    return entries;
  }

  /**
   * The label of a routine's command in ImageJ's table.
   *
   * @throws io.drua.bridge.ParameterException if it has none yet
   */
  public static String label(String key) {
    String label = find(key);
    if (label == null) {
      throw new ParameterException(
          "The routine \"" + key + "\" has no command yet.", "Call Plugins > Python > Refresh Routines first.");
    }
    return label;
  }

  /** What a user knows a routine by: the label of its command, or its key where it has none. */
  public static String labelOrKey(String key) {
    String label = find(key);
    return label == null ? key : label;
  }

  private static String find(String key) {
    Map<?, ?> commands = Menus.getCommands();
    for (Map.Entry<?, ?> command : (commands == null ? Collections.emptyMap() : commands).entrySet()) {
      if (target(key).equals(command.getValue())) {
        return String.valueOf(command.getKey());
      }
    }
    return null;
  }

  private static String target(String key) {
    return COMMAND_CLASS + "(\"" + key + "\")";
  }

  /** The menu of a path such as {@code "Plugins > Python > Filters > Smooth..."}; whatever it says, below the root. */
  static String menu(String path) {
    List<String> parts = new ArrayList<>();
    for (String part : path.split(">")) {
      String name = part.replace(',', ' ').replace('"', ' ').trim();
      if (!name.isEmpty()) {
        parts.add(name);
      }
    }
    StringBuilder menu = new StringBuilder(ROOT);
    boolean below = parts.size() > 2 && parts.get(0).equals("Plugins") && parts.get(1).equals("Python");
    for (int i = 2; below && i < parts.size() - 1; i++) {
      menu.append('>').append(parts.get(i));
    }
    return menu.toString();
  }

  /** Fixed entries of the plugin's own {@code plugins.config}: target to label. */
  public static Map<String, String> shipped() {
    Map<String, String> entries = fixed();
    entries.keySet().removeIf(target -> !target.startsWith(COMMAND_CLASS + "("));
    return entries;
  }

  /** Every plugin has such a file at the same place, so the class path alone may give another one's. */
  private static InputStream ownConfig() throws IOException {
    String own = RoutineEntries.class.getName().replace('.', '/') + ".class";
    String here = String.valueOf(RoutineEntries.class.getClassLoader().getResource(own));
    URLConnection file = new URL(here.substring(0, here.length() - own.length()) + "plugins.config").openConnection();
    // A cached connection would keep the jar open, and on Windows from being replaced by an update.
    file.setUseCaches(false);
    return file.getInputStream();
  }

  /** All entries of the plugin's own {@code plugins.config}: target to label. */
  static Map<String, String> fixed() {
    Map<String, String> entries = new LinkedHashMap<>();
    try (InputStream in = ownConfig()) {
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int open = line.indexOf('"');
        int close = line.indexOf('"', open + 1);
        int comma = line.indexOf(',', close + 1);
        if (open > 0 && close > open && comma > 0 && !line.startsWith("#")) {
          String label = line.substring(open + 1, close);
          if (!label.equals("-")) {
            entries.put(line.substring(comma + 1).trim(), label);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Drua's jar is damaged: its menu entries can't be read. Install it again.", e);
    }
    return entries;
  }
}
