package io.drua.crosslang.fiji;

import io.drua.bridge.PythonRuntime;
import io.drua.crosslang.support.Places;
import io.drua.fiji.RoutineCommand;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An ImageJ folder with Drua in it, laid out as a user's, from what this build made. */
final class Application {
  private static final String BRIDGE = "drua-bridge.jar";
  private static final String PLUGIN = "Drua_.jar";

  private final Path folder;

  private Application(Path folder) {
    this.folder = folder;
  }

  /** Puts one together in an empty folder. */
  static Application in(Path folder) throws IOException {
    Application made = new Application(folder);
    Path natives = folder.resolve("lib").resolve(Places.natives().equals(Places.root().resolve("target/release"))
        ? platform() : Places.natives().getFileName().toString());
    pack(located(RoutineCommand.class), folder.resolve("plugins").resolve(PLUGIN));
    pack(located(PythonRuntime.class), folder.resolve("jars").resolve(BRIDGE));
    for (Path library : list(Places.natives())) {
      if (library.getFileName().toString().matches("(lib)?drua_(core|loader)\\.(so|dylib|dll)|SHA256SUMS")) {
        copy(library, natives.resolve(library.getFileName()));
      }
    }
    tree(Places.root().resolve("python-scripts/drua"), folder.resolve("lib/drua/python/drua"));
    tree(Places.root().resolve("python-scripts/routines"), folder.resolve("routines"));
    return made;
  }

  private static String platform() {
    boolean arm = System.getProperty("os.arch").matches("aarch64|arm64");
    String os = System.getProperty("os.name").toLowerCase(java.util.Locale.ROOT);
    return os.startsWith("windows") ? "win64" : (os.startsWith("mac") ? "macos" : "linux") + (arm ? "-arm64" : "64");
  }

  /** The folder. */
  Path folder() {
    return folder;
  }

  /** The class path of this process without Drua: ImageJ is to find it in its plugins folder, as a user's does. */
  static String classPathWithoutDrua() {
    String plugin = located(RoutineCommand.class).toString();
    String bridge = located(PythonRuntime.class).toString();
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !same(entry, plugin) && !same(entry, bridge))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The jar or folder that a class comes from. */
  private static Path located(Class<?> type) {
    return Paths.get(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toAbsolutePath().normalize();
  }

  private static boolean same(String one, String other) {
    return Paths.get(one).toAbsolutePath().normalize().equals(Paths.get(other));
  }

  private static void pack(Path classes, Path jar) throws IOException {
    Files.createDirectories(jar.getParent());
    if (Files.isRegularFile(classes)) {
      Files.copy(classes, jar, StandardCopyOption.REPLACE_EXISTING);
      return;
    }
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (Path file : walk(classes)) {
        entries.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, entries);
        entries.closeEntry();
      }
    }
  }

  private static void tree(Path from, Path to) throws IOException {
    for (Path file : walk(from)) {
      if (!file.toString().contains("__pycache__")) {
        copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  private static List<Path> walk(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().collect(Collectors.toList());
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().collect(Collectors.toList());
    }
  }
}
