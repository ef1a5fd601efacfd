package io.drua.bridge.internal.service;

import io.drua.bridge.Nullable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.Set;

/** The packages of the JDK, from 9 on; Java 8 has them in jars. */
final class JdkPackages {
  @Nullable private static final FileSystem IMAGE = open();

  private JdkPackages() {}

  @Nullable
  private static FileSystem open() {
    try {
      return FileSystems.getFileSystem(URI.create("jrt:/"));
    } catch (ProviderNotFoundException | FileSystemNotFoundException older) {
      return null;
    }
  }

  /** Whether there is such a package, or one below it. */
  static boolean has(String name) {
    return IMAGE != null && Files.isDirectory(IMAGE.getPath("/packages", name));
  }

  /** Adds what a package has, in whatever modules. */
  static void members(String name, Set<String> classes, Set<String> packages) {
    if (IMAGE == null) {
      return;
    }
    if (name.isEmpty()) {
      try (DirectoryStream<Path> all = Files.newDirectoryStream(IMAGE.getPath("/packages"))) {
        for (Path each : all) {
          String full = each.getFileName().toString();
          if (full.indexOf('.') < 0) {
            packages.add(full);
          }
        }
      } catch (IOException gone) {
        throw unreadable(gone);
      }
    } else if (has(name)) {
      try (DirectoryStream<Path> modules = Files.newDirectoryStream(IMAGE.getPath("/packages", name))) {
        for (Path module : modules) {
          Path folder = IMAGE.getPath("/modules", module.getFileName().toString(), name.replace('.', '/'));
          list(folder, classes, packages);
        }
      } catch (IOException gone) {
        throw unreadable(gone);
      }
    }
  }

  private static void list(Path folder, Set<String> classes, Set<String> packages) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        PackageIndex.addClass(name, classes);
        if (Files.isDirectory(file)) {
          packages.add(name);
        }
      }
    }
  }

  private static UnusableClassException unreadable(IOException cause) {
    return new UnusableClassException(
        "The JDK's list of packages can't be read: " + cause.getMessage() + ".", "Is the JDK still installed?", cause);
  }
}
