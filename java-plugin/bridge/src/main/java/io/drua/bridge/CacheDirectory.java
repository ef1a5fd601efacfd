package io.drua.bridge;

import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Locale;

/** Where Drua keeps what can be made again: one folder for each user, whatever the host program. */
public final class CacheDirectory {
  /** System property that names another folder. */
  public static final String PROPERTY = "drua.cache.dir";

  private CacheDirectory() {}

  /** The folder of the property, or else the operating system's usual one. It may not exist yet. */
  public static Path standard() {
    String set = System.getProperty(PROPERTY);
    if (isSet(set)) {
      return Paths.get(set);
    }
    String home = System.getProperty("user.home", "");
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (system.startsWith("windows")) {
      String local = System.getenv("LOCALAPPDATA");
      return (isSet(local) ? Paths.get(local) : Paths.get(home, "AppData", "Local")).resolve("Drua");
    }
    if (system.startsWith("mac")) {
      return Paths.get(home, "Library", "Caches", "Drua");
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    return (isSet(xdg) ? Paths.get(xdg) : Paths.get(home, ".cache")).resolve("drua");
  }

  private static boolean isSet(@Nullable String value) {
    return value != null && !value.trim().isEmpty();
  }
}
