package io.drua.fiji.runtime;

import ij.IJ;
import ij.Prefs;
import io.drua.bridge.CacheDirectory;
import io.drua.bridge.PythonConfig;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Where Drua's parts lie in an ImageJ or Fiji folder, and which settings the user made.
 *
 * <p>Every place can be set by a system property, for tests and for administrators: {@code drua.home} (the application
 * folder), {@code drua.python.path}, {@code drua.managed.env}, {@code drua.cache.dir}, {@code drua.routines}; the
 * bridge itself reads {@code drua.native.dir}. Lists are separated as in a class path. The user's own settings are kept
 * in ImageJ's preferences.
 */
public final class DruaHome {
  /** Preference with the interpreter that the user chose. */
  public static final String PYTHON = "drua.python";
  /** Preference with the user's own routine folders, separated as in a class path. */
  public static final String ROUTINE_FOLDERS = "drua.routine.folders";

  private DruaHome() {}

  /** The folder of ImageJ or Fiji: the one that contains {@code plugins}. */
  public static Path application() {
    String set = System.getProperty("drua.home");
    if (isSet(set)) {
      return Paths.get(set).toAbsolutePath().normalize();
    }
    String known = IJ.getDirectory("imagej");
    if (isSet(known)) {
      return Paths.get(known).toAbsolutePath().normalize();
    }
    Path jar = jar();
    Path folder = jar == null ? null : jar.getParent();
    while (folder != null) {
      if (Files.isDirectory(folder.resolve("plugins"))) {
        return folder;
      }
      folder = folder.getParent();
    }
    return Paths.get("").toAbsolutePath();
  }

  private static Path jar() {
    CodeSource source = DruaHome.class.getProtectionDomain().getCodeSource();
    try {
      return source == null ? null : Paths.get(source.getLocation().toURI());
    } catch (URISyntaxException | IllegalArgumentException | java.nio.file.FileSystemNotFoundException e) {
      // Loaded from somewhere that isn't a file: then the jar says nothing about the application folder.
      return null;
    }
  }

  /** The folder where ImageJ looks for plugins. */
  public static Path plugins() {
    String known = ij.Menus.getPlugInsPath();
    return isSet(known) ? Paths.get(known) : application().resolve("plugins");
  }

  /** Folders with routines: the application's, then those that the user added, then those of the property. */
  public static List<Path> routineFolders() {
    List<Path> folders = new ArrayList<>();
    folders.add(application().resolve("routines"));
    for (Path own : userRoutineFolders()) {
      addOnce(folders, own);
    }
    for (Path own : paths(System.getProperty("drua.routines"))) {
      addOnce(folders, own);
    }
    return folders;
  }

  private static void addOnce(List<Path> folders, Path folder) {
    if (!folders.contains(folder)) {
      folders.add(folder);
    }
  }

  /** The folders that the user added. */
  public static List<Path> userRoutineFolders() {
    return paths(Prefs.get(ROUTINE_FOLDERS, ""));
  }

  /** Keeps the folders that the user added. */
  public static void setUserRoutineFolders(List<Path> folders) {
    StringBuilder text = new StringBuilder();
    for (Path folder : folders) {
      text.append(text.length() == 0 ? "" : File.pathSeparator).append(folder);
    }
    Prefs.set(ROUTINE_FOLDERS, text.toString());
    save();
  }

  /** The interpreter that the user chose, or null. */
  public static Path python() {
    List<Path> one = paths(Prefs.get(PYTHON, ""));
    return one.isEmpty() ? null : one.get(0);
  }

  /** Keeps the interpreter that the user chose; null: search again. */
  public static void setPython(Path python) {
    Prefs.set(PYTHON, python == null ? "" : python.toString());
    save();
  }

  private static void save() {
    if (IJ.getInstance() != null) {
      Prefs.savePreferences();
    }
  }

  /** Folder for what can be made again. */
  public static Path cache() {
    return CacheDirectory.standard();
  }

  /** All of it, as the bridge wants it. */
  public static PythonConfig config() {
    Path home = application();
    PythonConfig.Builder config = PythonConfig.builder();
    config.applicationDirectory(home);
    config.cacheDirectory(cache());
    config.python(python());
    List<Path> environment = paths(System.getProperty("drua.managed.env"));
    config.managedEnvironment(
        environment.isEmpty() ? home.resolve("lib").resolve("drua").resolve("env") : environment.get(0));
    List<Path> packages = paths(System.getProperty("drua.python.path"));
    if (packages.isEmpty()) {
      Path shipped = home.resolve("lib").resolve("drua").resolve("python");
      if (Files.isDirectory(shipped)) {
        packages.add(shipped);
      }
    }
    config.pythonPath(packages);
    return config.build();
  }

  private static boolean isSet(String value) {
    return value != null && !value.trim().isEmpty();
  }

  private static List<Path> paths(String text) {
    List<Path> paths = new ArrayList<>();
    if (isSet(text)) {
      for (String part : text.split(java.util.regex.Pattern.quote(File.pathSeparator))) {
        try {
          if (isSet(part)) {
            paths.add(Paths.get(part.trim()));
          }
        } catch (InvalidPathException e) {
          IJ.log("[Drua] This isn't a path and is left out of the settings: \"" + part + "\" (" + e.getReason() + ").");
        }
      }
    }
    return paths;
  }
}
