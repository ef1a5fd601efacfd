package io.drua.fiji.menu;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Labels under which routines stand in the menu.
 *
 * <p>A command's label is its name in macros, so it must be the only one: ImageJ's table of commands has one entry a
 * label, and a second one would silently take over the first one's macros. A routine gives way, visibly: "Unsharp
 * Mask..." becomes "Unsharp Mask (Python)...".
 */
public final class CommandLabels {
  private static final String DIALOG = "...";

  private CommandLabels() {}

  /**
   * Gives each routine a label of its own.
   *
   * @param wanted labels as the routines ask for them, in order; the first of equal ones keeps the plain form
   * @param taken labels of the commands that are there without Drua
   * @return for each wanted label, in the same order, the one to use
   */
  public static List<String> assign(List<String> wanted, Collection<String> taken) {
    Set<String> used = new HashSet<>();
    for (String label : taken) {
      used.add(fold(label));
    }
    List<String> labels = new ArrayList<>();
    for (String label : wanted) {
      String free = label;
      for (int copy = 1; !used.add(fold(free)); copy++) {
        free = marked(label, copy == 1 ? "Python" : "Python " + copy);
      }
      labels.add(free);
    }
    return labels;
  }

  private static String marked(String label, String mark) {
    boolean dialog = label.endsWith(DIALOG);
    String stem = dialog ? label.substring(0, label.length() - DIALOG.length()) : label;
    return stem + " (" + mark + ")" + (dialog ? DIALOG : "");
  }

  /** ImageJ tells labels apart by case and by trailing blanks; people don't. */
  private static String fold(String label) {
    return label.trim().toLowerCase(Locale.US);
  }

  /**
   * The label that follows the convention of the host: three dots exactly when there is a dialog.
   *
   * @param label as the routine names it
   * @param dialog whether the command asks for something
   */
  public static String withDots(String label, boolean dialog) {
    String stem = label.trim();
    while (stem.endsWith(DIALOG) || stem.endsWith("\u2026")) {
      stem = stem.substring(0, stem.length() - (stem.endsWith(DIALOG) ? DIALOG.length() : 1)).trim();
    }
    // Commas and quotes end a field of plugins.config, and ImageJ has no way to escape them.
    stem = stem.replace(',', ' ').replace('"', ' ').replace("  ", " ");
    return dialog ? stem + DIALOG : stem;
  }

  /** Keys and values of a command table that belong to others. */
  public static Map<String, String> foreign(Map<?, ?> commands, String ownClass) {
    Map<String, String> others = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : commands.entrySet()) {
      String target = String.valueOf(entry.getValue());
      if (!target.startsWith(ownClass)) {
        others.put(String.valueOf(entry.getKey()), target);
      }
    }
    return others;
  }
}
