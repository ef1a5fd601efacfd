package io.drua.bridge.internal.library;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of files, and notes of those that were right: hashing megabytes at each start would be felt. */
final class Checksums {
  private Checksums() {}

  /** Checksum of bytes, in hexadecimal. */
  static String of(byte[] bytes) {
    return hex(sha256().digest(bytes));
  }

  /** Checksum of a file, in hexadecimal. */
  static String of(Path file) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    }
    return hex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256.", impossible);
    }
  }

  private static String hex(byte[] bytes) {
    StringBuilder text = new StringBuilder(2 * bytes.length);
    for (byte value : bytes) {
      text.append(Character.forDigit(value >> 4 & 15, 16)).append(Character.forDigit(value & 15, 16));
    }
    return text.toString();
  }

  /** Whether a file was right before, and has the same length and time still. */
  static boolean isVerified(Path file, String sum) throws IOException {
    Path note = note(file);
    if (!Files.isRegularFile(file) || !Files.isRegularFile(note)) {
      return false;
    }
    try {
      return new String(Files.readAllBytes(note), StandardCharsets.US_ASCII).equals(state(file, sum));
    } catch (NoSuchFileException replaced) {
      // Another process is at it right now.
      return false;
    }
  }

  /** Notes that a file is right. */
  static void setVerified(Path file, String sum) throws IOException {
    if (isVerified(file, sum)) {
      return;
    }
    Path temporary = Files.createTempFile(file.getParent(), "note", ".part");
    try {
      Files.write(temporary, state(file, sum).getBytes(StandardCharsets.US_ASCII));
      replace(temporary, note(file));
    } catch (AccessDeniedException busy) {
      // Windows, while another process reads or writes the note. Without one the file is hashed again, no more.
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Moves a file to its place in one step, so that nobody finds none or half of it there. */
  static void replace(Path temporary, Path target) throws IOException {
    try {
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException unsupported) {
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static Path note(Path file) {
    return file.resolveSibling(file.getFileName() + ".verified");
  }

  private static String state(Path file, String sum) throws IOException {
    return sum + " " + Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis();
  }
}
