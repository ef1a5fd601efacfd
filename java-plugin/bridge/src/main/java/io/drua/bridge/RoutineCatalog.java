package io.drua.bridge;

import java.nio.file.Path;
import java.util.List;

/** The routines of some folders. Immutable. */
public final class RoutineCatalog {
  private RoutineCatalog() {}

  /** Reads the manifests of all files {@code *.py} in some folders. */
  public static RoutineCatalog scan(List<Path> folders, Path cacheDirectory, @Nullable ManifestSource onMiss) {
    throw new UnsupportedOperationException();
  }

  /** The routines, by file and line. */
  public List<RoutineManifest> routines() {
    throw new UnsupportedOperationException();
  }

  /** The files that could not be read. */
  public List<RoutineFileError> errors() {
    throw new UnsupportedOperationException();
  }
}
