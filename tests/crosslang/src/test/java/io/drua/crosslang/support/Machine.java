package io.drua.crosslang.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;

/** The Python interpreters and Java runtimes that the build found on this machine. */
public final class Machine {
  private Machine() {}

  /** One of them. */
  public static final class Entry {
    private final String version;
    private final Path path;

    Entry(String version, Path path) {
      this.version = version;
      this.path = path;
    }

    /** Minor version of a Python ({@code "3.11"}), major version of a Java ({@code "17"}). */
    public String version() {
      return version;
    }

    /** The interpreter, or the home of the Java runtime. */
    public Path path() {
      return path;
    }
  }

  /** Environments with NumPy, one for each minor version that is here. */
  public static List<Entry> pythons() {
    return read(System.getProperty("drua.test.pythons", Places.root().resolve("tests/.envs/pythons.tsv").toString()));
  }

  /** Java runtimes, one for each major version that is here. */
  public static List<Entry> javas() {
    return read(System.getProperty("drua.test.jdks", Places.root().resolve("tests/.jdks/jdks.tsv").toString()));
  }

  private static List<Entry> read(String table) {
    List<Entry> entries = new ArrayList<Entry>();
    Path file = Paths.get(table);
    if (!Files.isRegularFile(file)) {
      return entries;
    }
    try {
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        String[] fields = line.split("\t");
        if (fields.length >= 2) {
          entries.add(new Entry(fields[0], Paths.get(fields[1])));
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return entries;
  }
}
