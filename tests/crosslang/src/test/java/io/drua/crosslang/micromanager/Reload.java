package io.drua.crosslang.micromanager;

import io.drua.crosslang.support.Places;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.security.MessageDigest;

/** Routine files of the checks, and saving some as from an editor. */
final class Reload {
  private Reload() {}

  /** The folder of those that don't change. */
  static Path routines() {
    return Places.resource("micromanager/routines");
  }

  /** The folder of those that checks write. */
  static Path own() {
    return Paths.get(System.getProperty("checks.own"));
  }

  /** A folder for other files. */
  static Path work() {
    return Paths.get(System.getProperty("checks.work"));
  }

  /** Writes a file, given by its lines, into the folder of routines. */
  static void save(String name, String... lines) {
    try {
      Files.write(own().resolve(name), (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  /** SHA-256 of a file. */
  static String hash(Path file) throws Exception {
    StringBuilder text = new StringBuilder();
    for (byte one : MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))) {
      text.append(String.format("%02x", one & 0xff));
    }
    return text.toString();
  }
}
