package io.drua.fiji.runtime;

import io.drua.bridge.BridgeException;
import io.drua.bridge.ParameterException;
import io.drua.bridge.PythonRuntime;
import io.drua.bridge.Routine;
import io.drua.bridge.RoutineCatalog;
import io.drua.bridge.RoutineFileError;
import io.drua.bridge.RoutineManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The routines that are known, by key.
 *
 * <p>A key is {@code file.function}, without the file's extension: it stays the same when a routine's label changes,
 * and two files may hold functions of one name. Manifests come from the cache; Python is started only for a file that
 * the cache doesn't know. A file that changed since it was read is read again when one of its routines is asked for.
 */
public final class RoutineIndex {
  private static RoutineIndex current;
  private static final Map<String, Loaded> LOADED = new LinkedHashMap<>();
  /** The one that was asked for last: a macro runs the same command again and again. */
  private static volatile Loaded lastLoaded;

  private final Map<String, Entry> byKey = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private BridgeException startFailure;

  private RoutineIndex(List<Path> folders) {
    List<Path> present = new ArrayList<>();
    for (Path folder : folders) {
      if (Files.isDirectory(folder)) {
        present.add(folder);
      }
    }
    PythonRuntime.loadNatives(DruaHome.config());
    RoutineCatalog catalog =
        RoutineCatalog.scan(
            present,
            DruaHome.cache(),
            this::describe);
    for (RoutineManifest manifest : catalog.routines()) {
      String key = key(manifest);
      Entry earlier = byKey.get(fold(key));
      if (earlier != null) {
        problems.add(
            manifest.file() + ": the routine \"" + key + "\" is already there from " + earlier.manifest.file()
                + ". Rename the file or the function.");
        continue;
      }
      byKey.put(fold(key), new Entry(key, manifest, stamp(manifest.file())));
    }
    if (startFailure != null) {
      // One reason for all files that the cache doesn't know, so it is said once.
      problems.add(Failure.message(startFailure));
      return;
    }
    for (RoutineFileError error : catalog.errors()) {
      problems.add(error.toString());
    }
  }

  private String describe(Path file) {
    if (startFailure != null) {
      throw startFailure;
    }
    PythonRuntime python;
    try {
      python = DruaRuntime.start();
    } catch (BridgeException e) {
      startFailure = e;
      throw e;
    }
    return python.manifestSource().describe(file);
  }

  /** The routines as they were read last; reads them if nobody did. */
  public static synchronized RoutineIndex current() {
    return current == null ? refresh() : current;
  }

  /** Reads all folders again. Starts Python if a file isn't in the cache. */
  public static synchronized RoutineIndex refresh() {
    current = new RoutineIndex(DruaHome.routineFolders());
    return current;
  }

  /**
   * Finds a routine, with its manifest as the file says now.
   *
   * @param name its key, or the function's name where only one file has it
   * @throws ParameterException if there is none or the name isn't clear
   */
  public static synchronized RoutineManifest find(String name) {
    Entry entry = current().lookUp(name);
    if (entry == null || entry.stamp != stamp(entry.manifest.file())) {
      refresh();
      entry = current.lookUp(name);
    }
    if (entry == null && current.startFailure != null) {
      throw current.startFailure;
    }
    if (entry == null) {
      throw new ParameterException(
          "There is no routine \"" + name + "\" in " + DruaHome.routineFolders() + "."
              + (current.problems.isEmpty() ? "" : " These files could not be read: " + current.problems + "."),
          "Put its file into one of these folders, or add a folder with Plugins > Python > Routine Folders...");
    }
    return entry.manifest;
  }

  private Entry lookUp(String name) {
    Entry entry = byKey.get(fold(name));
    if (entry != null) {
      return entry;
    }
    List<String> keys = new ArrayList<>();
    for (Entry candidate : byKey.values()) {
      if (fold(candidate.manifest.name()).equals(fold(name))) {
        keys.add(candidate.key);
        entry = candidate;
      }
    }
    if (keys.size() > 1) {
      throw new ParameterException(
          "Several files have a routine \"" + name + "\": " + keys + ".", "Use one of these names, with the file.");
    }
    return entry;
  }

  /** All routines by key, in the order of the folders. */
  public Map<String, RoutineManifest> routines() {
    Map<String, RoutineManifest> all = new LinkedHashMap<>();
    for (Entry entry : byKey.values()) {
      all.put(entry.key, entry.manifest);
    }
    return Collections.unmodifiableMap(all);
  }

  /** What is wrong with files that gave no routine, one line each. */
  public List<String> problems() {
    return Collections.unmodifiableList(problems);
  }

  /** The key of a routine. */
  public static String key(RoutineManifest manifest) {
    String file = String.valueOf(manifest.file().getFileName());
    int dot = file.lastIndexOf('.');
    return (dot > 0 ? file.substring(0, dot) : file) + "." + manifest.name();
  }

  /**
   * The routine itself, loaded into Python.
   *
   * @throws BridgeException if Python can't be started, or the file can't be imported
   */
  public static Routine load(RoutineManifest manifest) {
    return loaded(manifest).routine;
  }

  private static Loaded loaded(RoutineManifest manifest) {
    Loaded last = lastLoaded;
    if (last != null && last.manifest == manifest) {
      return last;
    }
    String key = manifest.file() + "#" + manifest.name();
    synchronized (LOADED) {
      Loaded loaded = LOADED.get(key);
      if (loaded == null || !loaded.manifest.hash().equals(manifest.hash())) {
        Routine routine = DruaRuntime.start().loadRoutine(manifest.file(), manifest.name(), manifest.traits());
        // The routine of the old text is swept when its last call ends: closing it here could hit one that runs.
        loaded = new Loaded(manifest, routine, null);
        LOADED.put(key, loaded);
      } else if (loaded.manifest != manifest) {
        loaded = new Loaded(manifest, loaded.routine, loaded.provenance);
        LOADED.put(key, loaded);
      }
      lastLoaded = loaded;
      return loaded;
    }
  }

  /** What a loaded routine says of itself: asked once, as it can't change. */
  public static Map<String, Object> provenance(RoutineManifest manifest) {
    return loaded(manifest).provenance();
  }

  private static String fold(String key) {
    return key.toLowerCase(Locale.US);
  }

  private static long stamp(Path file) {
    try {
      BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
      return facts.lastModifiedTime().toMillis() * 31 + facts.size();
    } catch (IOException e) {
      // Gone or not readable: never equal to a stamp that was taken, so the folders are read again.
      return -1;
    }
  }

  private static final class Entry {
    final String key;
    final RoutineManifest manifest;
    final long stamp;

    Entry(String key, RoutineManifest manifest, long stamp) {
      this.key = key;
      this.manifest = manifest;
      this.stamp = stamp;
    }
  }

  private static final class Loaded {
    final RoutineManifest manifest;
    final Routine routine;
    private volatile Map<String, Object> provenance;

    Loaded(RoutineManifest manifest, Routine routine, Map<String, Object> provenance) {
      this.manifest = manifest;
      this.routine = routine;
      this.provenance = provenance;
    }

    synchronized Map<String, Object> provenance() {
      if (provenance == null) {
        provenance = routine.provenance();
      }
      return provenance;
    }
  }
}
