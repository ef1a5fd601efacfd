package io.drua.bridge;

import io.drua.bridge.internal.frame.FrameLayout;
import io.drua.bridge.internal.library.NativeLibraries;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The routines of some folders. Known files are described by a cache, by their content, without Python; for others
 * Python is asked. A file that can't be read is an error of its own, and hides no other; a wrong routine is an error of
 * its file, and hides none of the file's other routines. Immutable.
 */
public final class RoutineCatalog {
  private final List<RoutineManifest> routines = new ArrayList<RoutineManifest>();
  private final List<RoutineFileError> errors = new ArrayList<RoutineFileError>();

  private RoutineCatalog() {}

  /**
   * Reads the manifests of all files {@code *.py} in some folders and their subfolders. Opens the native libraries if
   * that was not done; see {@link PythonRuntime#loadNatives}.
   *
   * @param onMiss asked for files that the cache does not know; with {@code null} they are errors
   * @throws NativeLibraryException if Drua's native libraries can't be used
   */
  public static RoutineCatalog scan(List<Path> folders, Path cacheDirectory, @Nullable ManifestSource onMiss) {
    NativeLibraries.load(PythonConfig.builder().cacheDirectory(cacheDirectory).build());
    return collect(new NativeStore(cacheDirectory), folders, onMiss);
  }

  /** What the native side does for a catalog. */
  interface Store {
    /** Describes the files of folders, as far as the cache knows them. */
    List<?> manifests(List<Path> folders);

    /** Checks and keeps the description of a file; gives it as a map. */
    Object store(String file, String json);
  }

  static RoutineCatalog collect(Store store, List<Path> folders, @Nullable ManifestSource onMiss) {
    RoutineCatalog catalog = new RoutineCatalog();
    for (Object entry : store.manifests(folders)) {
      if (entry instanceof Map) {
        catalog.add((Map<?, ?>) entry, store, onMiss);
      }
    }
    return catalog;
  }

  private void add(Map<?, ?> entry, Store store, @Nullable ManifestSource onMiss) {
    String name = String.valueOf(entry.get("file"));
    Path file = Paths.get(name);
    try {
      Object error = entry.get("error");
      Object manifest = entry.get("manifest");
      if (error != null) {
        errors.add(error(file, error));
      } else if (manifest instanceof Map) {
        addManifest(file, (Map<?, ?>) manifest);
      } else if (onMiss != null) {
        Object made = store.store(name, onMiss.describe(file));
        addManifest(file, (Map<?, ?>) made);
      } else {
        errors.add(
            new RoutineFileError(
                file, "NotScanned", "The file is new or changed, and Python is not running.", "Refresh the menus.", 0));
      }
    } catch (BridgeException failed) {
      errors.add(new RoutineFileError(file, failed.code(), String.valueOf(failed.getMessage()), failed.hint(), 0));
    }
  }

  private void addManifest(Path file, Map<?, ?> manifest) {
    Object error = manifest.get("error");
    if (error != null) {
      // One wrong signature is no reason to take the file's other routines away: the manifest lists the sound ones.
      errors.add(error(file, error));
    }
    ManifestFields fields = new ManifestFields(manifest);
    for (Object routine : fields.list("routines")) {
      routines.add(new RoutineManifest(file, fields.text("hash", ""), (Map<?, ?>) routine));
    }
  }

  private static RoutineFileError error(Path file, Object error) {
    if (!(error instanceof Map)) {
      return new RoutineFileError(file, "Error", error.toString(), null, 0);
    }
    ManifestFields fields = new ManifestFields((Map<?, ?>) error);
    String type = fields.text("type", fields.text("code", "Error"));
    return new RoutineFileError(
        file, type, fields.text("message", ""), fields.textOrNull("hint"), fields.integer("line"));
  }

  /** The routines, in the order of folders, files and lines. Unmodifiable. */
  public List<RoutineManifest> routines() {
    return Collections.unmodifiableList(routines);
  }

  /** The files that give no routine, or not all that they declare, and why. Unmodifiable. */
  public List<RoutineFileError> errors() {
    return Collections.unmodifiableList(errors);
  }

  /** The native queries. */
  private static final class NativeStore implements Store {
    private final Path cacheDirectory;

    NativeStore(Path cacheDirectory) {
      this.cacheDirectory = cacheDirectory;
    }

    @Override
    public List<?> manifests(List<Path> folders) {
      Object reply = query(FrameLayout.QUERY_MANIFESTS, folders, cacheDirectory);
      return reply instanceof List ? (List<?>) reply : Collections.emptyList();
    }

    @Override
    public Object store(String file, String json) {
      return query(FrameLayout.QUERY_STORE_MANIFEST, file, json, cacheDirectory);
    }

    private static Object query(int query, Object... args) {
      BridgeCall call = BridgeCall.enter();
      try {
        for (Object arg : args) {
          call.writer().value(arg);
        }
        return call.query(query);
      } finally {
        call.exit();
      }
    }
  }
}
