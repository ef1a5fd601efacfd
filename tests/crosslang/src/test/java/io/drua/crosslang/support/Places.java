package io.drua.crosslang.support;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Locale;

/** Where the tests find the repository's files: properties of the build, or else the folder that the tests run in. */
public final class Places {
  private Places() {}

  /** The repository. */
  public static Path root() {
    String property = System.getProperty("drua.root", "");
    Path start = property.isEmpty() ? Paths.get("").toAbsolutePath() : Paths.get(property);
    for (Path folder = start.normalize(); folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("python-scripts").resolve("drua"))) {
        return folder;
      }
    }
    throw new IllegalStateException("No repository above " + start + ": set -Ddrua.root.");
  }

  /** Folder that has both native libraries of this machine: staged by the build, or cargo's own. */
  public static Path natives() {
    String property = System.getProperty("drua.test.natives", "");
    if (!property.isEmpty()) {
      boolean arm = System.getProperty("os.arch").toLowerCase(Locale.ROOT).startsWith("a") && !"amd64".equals(
          System.getProperty("os.arch"));
      String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
      String folder = os.startsWith("windows") ? "win64"
          : (os.startsWith("mac") ? "macos" : "linux") + (arm ? "-arm64" : "64");
      Path staged = Paths.get(property).resolve(folder);
      if (Files.isDirectory(staged)) {
        return staged;
      }
    }
    return root().resolve("target").resolve("release");
  }

  /** Folder that contains the package {@code drua}. */
  public static Path pythonPackages() {
    return root().resolve("python-scripts");
  }

  /** The interpreter of these tests: {@code DRUA_TEST_PYTHON}, or that of the project's own environment. */
  public static Path python() {
    String named = System.getProperty("drua.test.python", System.getenv("DRUA_TEST_PYTHON"));
    if (named != null && !named.isEmpty()) {
      return Paths.get(named);
    }
    String environment = System.getProperty("drua.test.env", root().resolve(".venv").toString());
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    Path own = Paths.get(environment).toAbsolutePath().normalize().resolve(windows ? "Scripts/python.exe" : "bin/python");
    if (Files.isExecutable(own)) {
      return own;
    }
    for (Machine.Entry entry : Machine.pythons()) {
      return entry.path();
    }
    throw new IllegalStateException("No Python to test with: run build/environment.py or set DRUA_TEST_PYTHON.");
  }

  /** A file or folder of the test resources, in the source tree. */
  public static Path resource(String name) {
    return root().resolve("tests/crosslang/src/test/resources").resolve(name);
  }
}
