package io.drua.bridge.internal.library;

import io.drua.bridge.NativeLibraryException;
import io.drua.bridge.Nullable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Files inside a jar, with their checksums, and their way to the disk: the native libraries of one platform, or the
 * Python files that a front end carries.
 *
 * <p>Each release has a folder of its own, named by its checksums. A file is written beside its place and moved there
 * when it is whole, so that several processes may do it at once and none sees half a file; a file that is right is
 * never touched, because another process may have it open.
 */
public final class ShippedArchive {
  private static final String SUMS = "SHA256SUMS";

  /** Opens one of the files. */
  interface Source {
    @Nullable
    InputStream open(String name) throws IOException;
  }

  /** What the files are, for messages and for their place on the disk. */
  public enum Kind {
    /** Libraries of one platform. */
    NATIVES("natives", "native library", "put the libraries into the application's lib folder"),
    /** Python packages and routines. */
    PYTHON("shipped", "Python file", "name a folder that has them with -Ddrua.python.path=...");

    private final String folder;
    private final String words;
    private final String otherwise;

    Kind(String folder, String words, String otherwise) {
      this.folder = folder;
      this.words = words;
      this.otherwise = otherwise;
    }
  }

  private final Source source;
  private final Kind kind;
  private final String label;
  private final String version;
  private final Map<String, String> sums;

  /** Makes an archive from the text of its checksums. */
  ShippedArchive(Source source, Kind kind, String label, String checksums) {
    this.source = source;
    this.kind = kind;
    this.label = label;
    this.sums = parse(checksums);
    this.version = Checksums.of(checksums.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
  }

  /** The archive in the bridge's jar, or null if the jar has none for the platform. */
  @Nullable
  static ShippedArchive ofClassPath(Platform platform) {
    return of(ShippedArchive.class, "/natives/" + platform.folder() + "/", Kind.NATIVES, platform.folder());
  }

  /**
   * The archive in a folder of the jar that a class comes from, or null if there is none.
   *
   * @param folder absolute, with a slash at both ends
   * @param label name of the folder on the disk
   */
  @Nullable
  public static ShippedArchive of(Class<?> near, String folder, Kind kind, String label) {
    Source source = name -> near.getResourceAsStream(folder + name);
    try (InputStream in = source.open(SUMS)) {
      if (in == null) {
        return null;
      }
      return new ShippedArchive(source, kind, label, new String(readAll(in), StandardCharsets.UTF_8));
    } catch (IOException failed) {
      throw new NativeLibraryException(
          "The jar of Drua can't be read: " + failed.getMessage(), "Install Drua again.", failed);
    }
  }

  private static Map<String, String> parse(String checksums) {
    Map<String, String> sums = new LinkedHashMap<String, String>();
    for (String line : checksums.split("\r?\n")) {
      String[] parts = line.trim().split("\\s+\\*?", 2);
      if (parts.length == 2 && parts[0].length() == 64) {
        sums.put(parts[1], parts[0].toLowerCase(Locale.ROOT));
      }
    }
    return sums;
  }

  /**
   * Makes sure that all files are on the disk and right.
   *
   * @return their folder
   * @throws NativeLibraryException if the jar is damaged, or the cache folder can't be written
   */
  public Path extract(Path cacheDirectory) {
    Path folder = cacheDirectory.resolve(kind.folder).resolve(version).resolve(label);
    try {
      Files.createDirectories(folder);
      for (Map.Entry<String, String> file : sums.entrySet()) {
        place(folder, file.getKey(), file.getValue());
      }
      return folder;
    } catch (IOException failed) {
      throw new NativeLibraryException(
          "No " + kind.words + " can be written to " + folder + ": " + failed,
          "Make that folder writable, name another one with -D" + NativeLibraries.CACHE_PROPERTY + "=..., or "
              + kind.otherwise + ".",
          failed);
    }
  }

  private void place(Path folder, String name, String sum) throws IOException {
    Path target = folder.resolve(name);
    if (Checksums.isVerified(target, sum)) {
      return;
    }
    if (Files.isRegularFile(target) && Checksums.of(target).equals(sum)) {
      Checksums.setVerified(target, sum);
      return;
    }
    Files.createDirectories(target.getParent());
    Path temporary = Files.createTempFile(target.getParent(), "drua", ".part");
    try {
      try (InputStream in = source.open(name)) {
        if (in == null) {
          throw damaged(name, "is missing");
        }
        Files.copy(in, temporary, StandardCopyOption.REPLACE_EXISTING);
      }
      if (!Checksums.of(temporary).equals(sum)) {
        throw damaged(name, "does not match its checksum");
      }
      move(temporary, target, sum);
    } finally {
      Files.deleteIfExists(temporary);
    }
    Checksums.setVerified(target, sum);
  }

  private static void move(Path temporary, Path target, String sum) throws IOException {
    try {
      Checksums.replace(temporary, target);
    } catch (IOException busy) {
      // Windows refuses to replace a file that a process has open; if it is right, another process was quicker.
      if (!Files.isRegularFile(target) || !Checksums.of(target).equals(sum)) {
        throw busy;
      }
    }
  }

  private NativeLibraryException damaged(String name, String what) {
    return new NativeLibraryException(
        "The " + kind.words + " " + name + " (" + label + ") in the jar of Drua " + what + ".", "Install Drua again.");
  }

  private static byte[] readAll(InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 13];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      out.write(buffer, 0, count);
    }
    return out.toByteArray();
  }
}
