package io.drua.bridge;

import io.drua.bridge.internal.library.ShippedArchive;
import java.nio.file.Path;

/**
 * Files that a front end carries in its jar and needs on the disk: Python packages and routines. They are written into
 * the cache once for each content, whole or not at all, and are the same for all processes.
 */
public final class ShippedFiles {
  private ShippedFiles() {}

  /**
   * Sees to it that the files are on the disk.
   *
   * @param near a class of the jar
   * @param folder of the jar that holds {@code SHA256SUMS} and the files that it names, for instance {@code "drua-python"}
   * @param cacheDirectory where they go; {@link CacheDirectory#standard()}
   * @return their folder, or {@code null} if the jar has none
   * @throws NativeLibraryException if the jar is damaged, or the cache can't be written
   */
  @Nullable
  public static Path extract(Class<?> near, String folder, Path cacheDirectory) {
    ShippedArchive archive = ShippedArchive.of(near, "/" + folder + "/", ShippedArchive.Kind.PYTHON, folder);
    return archive == null ? null : archive.extract(cacheDirectory);
  }
}
