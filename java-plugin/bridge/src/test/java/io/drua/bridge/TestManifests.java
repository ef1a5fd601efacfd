package io.drua.bridge;

import java.nio.file.Paths;
import java.util.Map;

/** Manifests for tests of other packages, in the bridge's package because only the bridge makes them. */
public final class TestManifests {
  private TestManifests() {}

  /** The manifest of a routine with these fields. */
  public static RoutineManifest of(Map<String, Object> fields) {
    return new RoutineManifest(Paths.get("f.py"), "00", fields);
  }
}
