package io.drua.bridge.internal.library;

import io.drua.bridge.CacheDirectory;
import io.drua.bridge.NativeLibraryException;
import io.drua.bridge.PythonConfig;
import io.drua.bridge.internal.NativeCalls;
import io.drua.bridge.internal.NativeHome;
import io.drua.bridge.internal.frame.FrameLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds and opens the native libraries: where the configuration says, in the application's {@code lib} folder, in the
 * folder of the property {@code drua.native.dir}, or else extracted from the jar.
 */
public final class NativeLibraries {
  /** System property: folder with the native libraries. */
  public static final String DIRECTORY_PROPERTY = "drua.native.dir";
  /** System property: folder for caches. */
  public static final String CACHE_PROPERTY = CacheDirectory.PROPERTY;

  private NativeLibraries() {}

  /**
   * Opens them, unless that was done before in this JVM.
   *
   * @return path of the core library
   * @throws NativeLibraryException if they are missing, damaged, of another version or for another platform
   */
  public static Path load(PythonConfig config) {
    synchronized (NativeHome.startLock()) {
      Platform platform = Platform.current();
      String open = NativeCalls.loadedPath();
      Path folder = open == null ? locate(config, platform) : Paths.get(open).toAbsolutePath().getParent();
      if (open == null) {
        requireWhole(folder.resolve(platform.loader()));
        requireWhole(folder.resolve(platform.core()));
        open(folder.resolve(platform.loader()));
      }
      int version = NativeCalls.abiVersion();
      if (version != FrameLayout.ABI_VERSION) {
        throw new NativeLibraryException(
            "The native library in " + folder + " has interface version " + version + "; this release of Drua needs "
                + FrameLayout.ABI_VERSION + ".",
            "Install the Java and native parts of one release, and start the program again.");
      }
      return folder.resolve(platform.core());
    }
  }

  private static void requireWhole(Path library) {
    try {
      long found = Files.size(library);
      long expected = ElfFile.declaredLength(library);
      if (found < expected) {
        throw new NativeLibraryException(
            "The native library " + library + " is damaged: it has " + found + " bytes of at least " + expected + ".",
            "Its copy or download broke off. Install Drua again.");
      }
    } catch (IOException failed) {
      throw new NativeLibraryException(
          "The native library " + library + " can't be read: " + failed,
          "Check its permissions, or install Drua again.",
          failed);
    }
  }

  private static void open(Path loader) {
    try {
      NativeCalls.load(loader.toAbsolutePath().toString());
    } catch (UnsatisfiedLinkError failed) {
      throw new NativeLibraryException(
          "The native library " + loader + " can't be opened: " + failed.getMessage(), advice(failed), failed);
    }
  }

  private static String advice(UnsatisfiedLinkError failed) {
    String text = String.valueOf(failed.getMessage()).toLowerCase(Locale.ROOT);
    if (text.contains("failed to map segment") || text.contains("not permitted") || text.contains("denied")) {
      return "This folder forbids running programs. Put the libraries into the application's lib folder, or name "
          + "another folder with -D" + DIRECTORY_PROPERTY + "=...";
    }
    if (text.contains("glibc") || text.contains("musl")) {
      return "This system's C library is older than the one that Drua is built for, or of another kind.";
    }
    return "The file is damaged or made for another platform. Install Drua again.";
  }

  /** The folder that has both libraries. */
  static Path locate(PythonConfig config, Platform platform) {
    List<String> searched = new ArrayList<String>();
    Path explicit = config.nativeDirectory();
    if (explicit != null) {
      return require(explicit, platform, "the configured native directory");
    }
    Path application = config.applicationDirectory();
    if (application != null) {
      Path folder = application.resolve("lib").resolve(platform.folder());
      if (isComplete(folder, platform)) {
        return folder;
      }
      searched.add(folder.toString());
    }
    String property = System.getProperty(DIRECTORY_PROPERTY, "");
    if (!property.isEmpty()) {
      Path folder = Paths.get(property);
      Path inner = folder.resolve(platform.folder());
      return isComplete(inner, platform) ? inner : require(folder, platform, "the folder of " + DIRECTORY_PROPERTY);
    }
    ShippedArchive archive = ShippedArchive.ofClassPath(platform);
    if (archive == null) {
      searched.add("the jar of Drua (natives/" + platform.folder() + ")");
      throw new NativeLibraryException(
          "The native libraries of Drua for " + platform.folder() + " are missing. Searched: "
              + String.join(", ", searched) + ".",
          "Install Drua again, or name their folder with -D" + DIRECTORY_PROPERTY + "=...");
    }
    return archive.extract(cacheDirectory(config));
  }

  private static Path require(Path folder, Platform platform, String what) {
    if (isComplete(folder, platform)) {
      return folder;
    }
    throw new NativeLibraryException(
        "There is no " + platform.loader() + " with its " + platform.core() + " in " + folder + ", " + what + ".",
        "Name the folder that has both files.");
  }

  private static boolean isComplete(Path folder, Platform platform) {
    return Files.isRegularFile(folder.resolve(platform.loader()))
        && Files.isRegularFile(folder.resolve(platform.core()));
  }

  /** Folder for caches: the configured one, that of the property, or the usual one of this user. */
  public static Path cacheDirectory(PythonConfig config) {
    Path configured = config.cacheDirectory();
    if (configured != null) {
      return configured;
    }
    return CacheDirectory.standard();
  }
}
