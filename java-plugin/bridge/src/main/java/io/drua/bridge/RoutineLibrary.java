package io.drua.bridge;

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
 * The routines of a host program's folders, by key, and the ones of them that Python has loaded. Any thread.
 *
 * <p>A key is {@code file.function}, without the file's extension: it stays the same when a routine's label changes,
 * and two files may hold functions of one name. Manifests come from the cache; Python is started only for a file that
 * the cache doesn't know. A file that changed since it was read is read again when one of its routines is asked for.
 */
public final class RoutineLibrary {
  /** What the library asks of the host program. */
  public interface Host {
    /** Folders with routine files, the most important first; those that don't exist are passed over. */
    List<Path> folders();

    /** Where interpreters, native libraries and caches are. */
    PythonConfig config();

    /**
     * The running interpreter, started if need be.
     *
     * @throws BridgeException if that fails
     */
    PythonRuntime start();

    /** What a user does to add a folder, as a sentence. */
    String howToAddAFolder();
  }

  private final Host host;
  private final Map<String, Loaded> loaded = new LinkedHashMap<String, Loaded>();
  /** The one that was asked for last: a macro runs the same command again and again. */
  @Nullable private volatile Loaded lastLoaded;

  @Nullable private volatile Snapshot current;

  /** Makes a library that has not read its folders yet. */
  public RoutineLibrary(Host host) {
    this.host = host;
  }

  // -- Finding --

  /** Reads all folders again. Starts Python if a file isn't in the cache. */
  public synchronized void refresh() {
    current = new Snapshot();
  }

  private Snapshot current() {
    if (current == null) {
      refresh();
    }
    return current;
  }

  /** All routines by key, in the order of the folders, as they were read last; reads them if nobody did. */
  public synchronized Map<String, RoutineManifest> routines() {
    Map<String, RoutineManifest> all = new LinkedHashMap<String, RoutineManifest>();
    for (Entry entry : current().byKey.values()) {
      all.put(entry.key, entry.manifest);
    }
    return Collections.unmodifiableMap(all);
  }

  /** What is wrong with files that gave no routine, one line each. */
  public synchronized List<String> problems() {
    return Collections.unmodifiableList(current().problems);
  }

  /**
   * Finds a routine, with its manifest as the file says now.
   *
   * @param name its key, or the function's name where only one file has it
   * @throws ParameterException if there is none or the name isn't clear
   */
  public synchronized RoutineManifest find(String name) {
    Entry entry = current().lookUp(name);
    if (entry == null || entry.stamp != stamp(entry.manifest.file())) {
      refresh();
      entry = current().lookUp(name);
    }
    if (entry == null && current().startFailure != null) {
      throw current().startFailure;
    }
    if (entry == null) {
      List<String> problems = current().problems;
      throw new ParameterException(
          "There is no routine \"" + name + "\" in " + host.folders() + "."
              + (problems.isEmpty() ? "" : " These files could not be read: " + problems + "."),
          "Put its file into one of these folders, or add a folder: " + host.howToAddAFolder());
    }
    return entry.manifest;
  }

  /**
   * The routine with this key as it was read last, without reading anything, and without waiting for whoever reads;
   * {@code null} if it is not known.
   */
  @Nullable
  public RoutineManifest knownOrNull(String key) {
    Snapshot known = current;
    Entry entry = known == null ? null : known.byKey.get(fold(key));
    return entry == null ? null : entry.manifest;
  }

  /** The key of a routine. */
  public static String key(RoutineManifest manifest) {
    String file = String.valueOf(manifest.file().getFileName());
    int dot = file.lastIndexOf('.');
    return (dot > 0 ? file.substring(0, dot) : file) + "." + manifest.name();
  }

  // -- Loading --

  /**
   * The routine itself, loaded into Python.
   *
   * @throws BridgeException if Python can't be started, or the file can't be imported
   */
  public Routine load(RoutineManifest manifest) {
    return loaded(manifest).routine;
  }

  /** What a loaded routine says of itself: asked once, as it can't change. */
  public Map<String, Object> provenance(RoutineManifest manifest) {
    return loaded(manifest).provenance();
  }

  private Loaded loaded(RoutineManifest manifest) {
    Loaded last = lastLoaded;
    if (last != null && last.manifest == manifest) {
      return last;
    }
    String key = manifest.file() + "#" + manifest.name();
    synchronized (loaded) {
      Loaded known = loaded.get(key);
      if (known == null || !known.manifest.hash().equals(manifest.hash())) {
        Routine routine = host.start().loadRoutine(manifest.file(), manifest.name(), manifest.traits());
        // The routine of the old text is swept when its last call ends: closing it here could hit one that runs.
        known = new Loaded(manifest, routine, null);
        loaded.put(key, known);
      } else if (known.manifest != manifest) {
        known = new Loaded(manifest, known.routine, known.provenance);
        loaded.put(key, known);
      }
      lastLoaded = known;
      return known;
    }
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

  /** The folders as they were read at one time. */
  private final class Snapshot {
    private final Map<String, Entry> byKey = new LinkedHashMap<String, Entry>();
    private final List<String> problems = new ArrayList<String>();
    @Nullable private BridgeException startFailure;

    Snapshot() {
      List<Path> present = new ArrayList<Path>();
      for (Path folder : host.folders()) {
        if (Files.isDirectory(folder)) {
          present.add(folder);
        }
      }
      PythonConfig config = host.config();
      PythonRuntime.loadNatives(config);
      RoutineCatalog catalog = RoutineCatalog.scan(present, config.cacheDirectory(), this::describe);
      for (RoutineManifest manifest : catalog.routines()) {
        add(manifest);
      }
      if (startFailure != null) {
        // One reason for all files that the cache doesn't know, so it is said once.
        problems.add(FailureText.message(startFailure));
        return;
      }
      for (RoutineFileError error : catalog.errors()) {
        problems.add(error.toString());
      }
    }

    private void add(RoutineManifest manifest) {
      String key = key(manifest);
      Entry earlier = byKey.get(fold(key));
      if (earlier != null) {
        problems.add(
            manifest.file() + ": the routine \"" + key + "\" is already there from " + earlier.manifest.file()
                + ". Rename the file or the function.");
        return;
      }
      byKey.put(fold(key), new Entry(key, manifest, stamp(manifest.file())));
    }

    private String describe(Path file) {
      if (startFailure != null) {
        throw startFailure;
      }
      PythonRuntime python;
      try {
        python = host.start();
      } catch (BridgeException e) {
        startFailure = e;
        throw e;
      }
      return python.manifestSource().describe(file);
    }

    @Nullable
    private Entry lookUp(String name) {
      Entry entry = byKey.get(fold(name));
      if (entry != null) {
        return entry;
      }
      List<String> keys = new ArrayList<String>();
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
    @Nullable private volatile Map<String, Object> provenance;

    Loaded(RoutineManifest manifest, Routine routine, @Nullable Map<String, Object> provenance) {
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
