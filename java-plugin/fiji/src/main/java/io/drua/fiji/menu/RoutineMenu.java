package io.drua.fiji.menu;

import ij.IJ;
import ij.Menus;
import io.drua.fiji.runtime.DruaHome;
import io.drua.fiji.runtime.RoutineIndex;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.Menu;
import java.awt.MenuItem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Set;

/**
 * Puts the routines into the running ImageJ: into its table of commands, so that macros and the command finder know
 * them, into the menu, and into the jar from which the next start reads them.
 */
public final class RoutineMenu {
  /** How the lines of a report begin that name a file which gave no routine. */
  public static final String LEFT_OUT = "Left out: ";

  private RoutineMenu() {}

  /**
   * Reads the routine folders again and brings menu and command table up to date.
   *
   * @return what was done and what is wrong, a line each
   */
  public static List<String> refresh() {
    RoutineIndex.refresh();
    List<String> report = new ArrayList<>();
    HeadlessCommands.prepareTable();
    Hashtable<String, String> commands = commands();
    if (commands == null) {
      report.add("ImageJ has no table of commands yet.");
      return report;
    }
    List<RoutineEntries.Entry> entries = RoutineEntries.ofIndex();
    Set<String> targets = new HashSet<>(RoutineEntries.shipped().keySet());
    List<RoutineEntries.Entry> added = new ArrayList<>();
    for (RoutineEntries.Entry entry : entries) {
      targets.add(entry.target());
      if (!entry.target().equals(commands.get(entry.label()))) {
        added.add(entry);
      }
    }
    Set<String> gone = new HashSet<>();
    for (String label : new ArrayList<>(commands.keySet())) {
      String target = commands.get(label);
      if (target.startsWith(RoutineEntries.COMMAND_CLASS + "(") && isGone(target, label, targets, entries)) {
        commands.remove(label);
        gone.add(label);
      }
    }
    for (RoutineEntries.Entry entry : added) {
      commands.put(entry.label(), entry.target());
    }
    if (IJ.getInstance() != null && !GraphicsEnvironment.isHeadless()) {
      EventQueue.invokeLater(() -> changeMenu(added, gone));
    }
    keepForNextStart(entries, report);
    report.add(RoutineIndex.routines().size() + " routines in " + DruaHome.routineFolders());
    for (String problem : RoutineIndex.problems()) {
      report.add(LEFT_OUT + problem);
    }
    return report;
  }

  /** Labels are unique, so a label with the right target but of an older name is gone, too. */
  private static boolean isGone(
      String target, String label, Set<String> targets, List<RoutineEntries.Entry> entries) {
    if (!targets.contains(target)) {
      return true;
    }
    for (RoutineEntries.Entry entry : entries) {
      if (entry.target().equals(target)) {
        return !entry.label().equals(label);
      }
    }
    return false;
  }

  @SuppressWarnings("unchecked")
  static Hashtable<String, String> commands() {
    return Menus.getCommands();
  }

  private static void keepForNextStart(List<RoutineEntries.Entry> entries, List<String> report) {
    if (!java.nio.file.Files.isDirectory(DruaHome.plugins())) {
      return;
    }
    try {
      MenuIndexJar.write(DruaHome.plugins(), entries);
    } catch (IOException e) {
      report.add(
          "The entries can't be kept for the next start (" + e + "): call Refresh Routines again then, or make "
              + DruaHome.plugins() + " writable.");
    }
  }

  private static void changeMenu(List<RoutineEntries.Entry> added, Set<String> gone) {
    Menu root = Menus.getImageJMenu(RoutineEntries.ROOT);
    if (root != null) {
      remove(root, gone);
    }
    for (RoutineEntries.Entry entry : added) {
      Menu menu = Menus.getImageJMenu(entry.menu());
      if (menu == null) {
        // Makes the menu and the entry in it.
        Menus.add(entry.menu() + ">" + entry.label(), entry.target());
      } else {
        insert(menu, entry.label());
      }
    }
  }

  private static void remove(Menu menu, Set<String> labels) {
    for (int i = menu.getItemCount() - 1; i >= 0; i--) {
      MenuItem item = menu.getItem(i);
      if (item instanceof Menu) {
        remove((Menu) item, labels);
      } else if (labels.contains(item.getLabel())) {
        menu.remove(i);
      }
    }
  }

  /** Sorted among the routines, which stand above the line that Drua's own commands follow. */
  private static void insert(Menu menu, String label) {
    MenuItem item = new MenuItem(label);
    item.addActionListener(IJ.getInstance());
    int at = 0;
    while (at < menu.getItemCount()
        && !menu.getItem(at).getLabel().equals("-")
        && menu.getItem(at).getLabel().compareToIgnoreCase(label) < 0) {
      at++;
    }
    menu.insert(item, at);
  }
}
