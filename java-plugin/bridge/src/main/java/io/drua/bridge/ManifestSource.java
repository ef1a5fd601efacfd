package io.drua.bridge;

import java.nio.file.Path;

/** Reads the declarations of a routine file that the cache does not know. */
@FunctionalInterface
public interface ManifestSource {
  /**
   * Describes one file.
   *
   * @return its manifest as JSON; a file that can't be read is described too, with its error inside
   * @throws BridgeException if there is no way to tell, for instance without Python
   */
  String describe(Path file);
}
