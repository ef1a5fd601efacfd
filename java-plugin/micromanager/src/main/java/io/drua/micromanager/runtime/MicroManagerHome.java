package io.drua.micromanager.runtime;

import io.drua.bridge.CacheDirectory;
import io.drua.bridge.FailureText;
import io.drua.bridge.NativeLibraryException;
import io.drua.bridge.Nullable;
import io.drua.bridge.PythonConfig;
import io.drua.bridge.ShippedFiles;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import org.micromanager.Studio;
import org.micromanager.propertymap.MutablePropertyMapView;

/**
 * Where Drua's parts lie in a Micro-Manager folder, and which settings the user made.
 *
 * <p>The jar is all that is needed: the Python package and the shipped processors come out of it. Every place can be
 * set by the same system properties as in ImageJ: {@code drua.home} (the application folder), {@code
 * drua.python.path}, {@code drua.managed.env}, {@code drua.cache.dir}, {@code drua.routines}. The user's own settings
 * are in the user profile.
 */
final class MicroManagerHome {
  private static final String ARCHIVE = "drua-python";
  private static final String PYTHON = "python";
  private static final String ROUTINE_FOLDERS = "routineFolders";

  /** Where the usual cache can't be written. */
  @Nullable private static volatile Path otherCache;

  private final Studio studio;

  MicroManagerHome(Studio studio) {
    this.studio = studio;
  }

  /** The folder of Micro-Manager: the one that contains {@code mmplugins}. */
  static Path application() {
    List<Path> set = paths(System.getProperty("drua.home"));
    if (!set.isEmpty()) {
      return set.get(0).toAbsolutePath().normalize();
    }
    Path jar = jar();
    for (Path folder = jar == null ? null : jar.getParent(); folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("mmplugins"))) {
        return folder;
      }
    }
    return Paths.get("").toAbsolutePath();
  }

  @Nullable
  private static Path jar() {
    CodeSource source = MicroManagerHome.class.getProtectionDomain().getCodeSource();
    try {
      return source == null ? null : Paths.get(source.getLocation().toURI());
    } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
      // Loaded from somewhere that isn't a file: then the jar says nothing about the application folder.
      return null;
    }
  }

  private MutablePropertyMapView settings() {
    return studio.profile().getSettings(MicroManagerRuntime.class);
  }

  // -- Routines --

  /** Folders with routines: the user's own first, so that they can replace shipped ones; then the application's; then the shipped. */
  List<Path> routineFolders() {
    List<Path> folders = new ArrayList<>(userRoutineFolders());
    folders.addAll(paths(System.getProperty("drua.routines")));
    folders.add(application().resolve("routines"));
    Path shipped = shipped();
    if (shipped != null) {
      folders.add(shipped.resolve("processors"));
    }
    return folders;
  }

  List<Path> userRoutineFolders() {
    List<Path> folders = new ArrayList<>();
    for (String text : settings().getStringList(ROUTINE_FOLDERS)) {
      folders.addAll(paths(text));
    }
    return folders;
  }

  void setUserRoutineFolders(List<Path> folders) {
    List<String> texts = new ArrayList<>();
    for (Path folder : folders) {
      texts.add(folder.toString());
    }
    settings().putStringList(ROUTINE_FOLDERS, texts);
  }

  /** The files that the jar carries, on the disk; null if it carries none. Without a cache, in a temporary folder. */
  @Nullable
  static synchronized Path shipped() {
    try {
      return ShippedFiles.extract(MicroManagerHome.class, ARCHIVE, cache());
    } catch (NativeLibraryException noCache) {
      if (otherCache != null) {
        throw noCache;
      }
      Path temporary = temporary(noCache);
      Path made = ShippedFiles.extract(MicroManagerHome.class, ARCHIVE, temporary);
      otherCache = temporary;
      ProcessorLog.add(
          "The cache can't be used: " + FailureText.message(noCache) + " " + temporary + " is used until the next start.");
      return made;
    }
  }

  /** A folder that nobody else may write: code is loaded from it. */
  private static Path temporary(NativeLibraryException noCache) {
    try {
      return Files.createTempDirectory("drua-");
    } catch (IOException e) {
      noCache.addSuppressed(e);
      throw noCache;
    }
  }

  private static Path cache() {
    Path other = otherCache;
    return other == null ? CacheDirectory.standard() : other;
  }

  // -- Python --

  /** The interpreter that the user chose, or null. */
  @Nullable
  Path python() {
    List<Path> one = paths(settings().getString(PYTHON, ""));
    return one.isEmpty() ? null : one.get(0);
  }

  void setPython(@Nullable Path python) {
    settings().putString(PYTHON, python == null ? "" : python.toString());
  }

  /** All of it, as the bridge wants it. */
  PythonConfig config() {
    Path home = application();
    List<Path> environment = paths(System.getProperty("drua.managed.env"));
    List<Path> packages = paths(System.getProperty("drua.python.path"));
    if (packages.isEmpty()) {
      Path shipped = shipped();
      if (shipped != null) {
        packages.add(shipped.resolve("python"));
      }
    }
    return PythonConfig.builder()
        .applicationDirectory(home)
        .cacheDirectory(cache())
        .python(python())
        .managedEnvironment(
            environment.isEmpty() ? home.resolve("lib").resolve("drua").resolve("env") : environment.get(0))
        .pythonPath(packages)
        .build();
  }

  private static List<Path> paths(@Nullable String text) {
    List<Path> paths = new ArrayList<>();
    if (text != null) {
      for (String part : text.split(java.util.regex.Pattern.quote(File.pathSeparator))) {
        try {
          if (!part.trim().isEmpty()) {
            paths.add(Paths.get(part.trim()));
          }
        } catch (InvalidPathException e) {
          ProcessorLog.add("This isn't a path and is left out of the settings: \"" + part + "\" (" + e.getReason() + ").");
        }
      }
    }
    return paths;
  }
}
