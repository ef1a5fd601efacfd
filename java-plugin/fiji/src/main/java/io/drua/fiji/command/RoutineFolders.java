package io.drua.fiji.command;

import ij.IJ;
import ij.Macro;
import ij.gui.GenericDialog;
import ij.plugin.PlugIn;
import ij.plugin.frame.Recorder;
import io.drua.bridge.ParameterException;
import io.drua.fiji.menu.RoutineMenu;
import io.drua.fiji.runtime.DruaHome;
import io.drua.fiji.runtime.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;

/** Adds and removes folders with routines. In macros: {@code add=[folder]} or {@code remove=[folder]}. */
public final class RoutineFolders implements PlugIn {
  private static final String NAME = "Routine Folders...";

  @Override
  public void run(String argument) {
    boolean inMacro = Failure.inMacro();
    try {
      String options = Macro.getOptions();
      if (options != null) {
        String add = Macro.getValue(options, "add", "");
        String remove = Macro.getValue(options, "remove", "");
        if (add.isEmpty() && remove.isEmpty()) {
          throw new ParameterException(
              "Expected add=[folder] or remove=[folder], found \"" + options.trim() + "\".", null);
        }
        change(add, remove);
      } else {
        ask();
      }
    } catch (Throwable e) {
      throw Failure.fail(NAME, e, inMacro);
    }
  }

  private static void ask() {
    List<Path> own = DruaHome.userRoutineFolders();
    GenericDialog dialog = new GenericDialog("Routine Folders");
    dialog.addMessage(
        "Routines are read from " + DruaHome.application().resolve("routines") + "\nand from these folders:");
    for (int i = 0; i < own.size(); i++) {
      dialog.addCheckbox("keep_" + (i + 1) + " " + own.get(i), true);
    }
    dialog.addDirectoryField("Add", "");
    dialog.showDialog();
    if (dialog.wasCanceled()) {
      return;
    }
    List<Path> kept = new ArrayList<>();
    for (Path folder : own) {
      if (dialog.getNextBoolean()) {
        kept.add(folder);
      }
    }
    String added = dialog.getNextString().trim();
    DruaHome.setUserRoutineFolders(kept);
    if (!added.isEmpty() && Recorder.record) {
      Recorder.recordOption("add", added);
    }
    change(added, "");
  }

  private static void change(String add, String remove) {
    List<Path> folders = new ArrayList<>(DruaHome.userRoutineFolders());
    if (!add.isEmpty()) {
      Path folder = Paths.get(add).toAbsolutePath().normalize();
      if (!Files.isDirectory(folder)) {
        throw new ParameterException("\"" + folder + "\" isn't a folder.", "Make it first, or correct the path.");
      }
      if (!folders.contains(folder)) {
        folders.add(folder);
      }
    }
    if (!remove.isEmpty() && !folders.remove(Paths.get(remove).toAbsolutePath().normalize())) {
      throw new ParameterException("\"" + remove + "\" isn't one of the folders " + folders + ".", null);
    }
    DruaHome.setUserRoutineFolders(folders);
    for (String line : RoutineMenu.refresh()) {
      IJ.log("[Drua] " + line);
    }
  }
}
