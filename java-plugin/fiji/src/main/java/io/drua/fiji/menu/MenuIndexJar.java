package io.drua.fiji.menu;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A jar in the plugins folder that holds nothing but menu entries.
 *
 * <p>ImageJ runs no code of a plugin when it starts: it only reads the file {@code plugins.config} of each jar whose
 * name has an underscore. So the entries of the user's own routines are written into such a jar, and are there at the
 * next start, before Python or even this plugin is loaded.
 */
final class MenuIndexJar {
  static final String NAME = "Drua_Routines.jar";
  /** The same bytes for the same entries, whenever they are written. */
  private static final long ENTRY_TIME = 1_000_000_000_000L;

  private MenuIndexJar() {}

  /**
   * Writes the entries, or removes the jar when there are none.
   *
   * @return whether the file changed
   * @throws IOException if the folder can't be written
   */
  static boolean write(Path plugins, List<RoutineEntries.Entry> entries) throws IOException {
    Path jar = plugins.resolve(NAME);
    if (entries.isEmpty()) {
      return Files.exists(jar) && replace(jar, bytes(entries));
    }
    byte[] bytes = bytes(entries);
    if (Files.exists(jar) && Arrays.equals(Files.readAllBytes(jar), bytes)) {
      return false;
    }
    return replace(jar, bytes);
  }

  private static byte[] bytes(List<RoutineEntries.Entry> entries) throws IOException {
    StringBuilder config = new StringBuilder("# Written by Plugins > Python > Refresh Routines.\n");
    for (RoutineEntries.Entry entry : entries) {
      config.append(entry.menu()).append(", \"").append(entry.label()).append("\", ");
      config.append(entry.target()).append('\n');
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      ZipEntry entry = new ZipEntry("plugins.config");
      entry.setTime(ENTRY_TIME);
      zip.putNextEntry(entry);
      zip.write(config.toString().getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    return bytes.toByteArray();
  }

  private static boolean replace(Path jar, byte[] bytes) throws IOException {
    Path fresh = Files.createTempFile(jar.getParent(), "Drua_Routines", ".tmp");
    try {
      Files.write(fresh, bytes);
      try {
        Files.move(fresh, jar, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(fresh, jar, StandardCopyOption.REPLACE_EXISTING);
      }
      return true;
    } catch (FileSystemException e) {
      // On Windows ImageJ's open handle forbids to replace the file, but not to write into it; nothing is ever read
      // from it again before the next start.
      try (OutputStream out =
          Files.newOutputStream(jar, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
        out.write(bytes);
      }
      return true;
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
