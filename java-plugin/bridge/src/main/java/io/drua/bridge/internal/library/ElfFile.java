package io.drua.bridge.internal.library;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Whether a library of Linux is there as a whole. The system's loader maps a file that was cut off, by a full disk or a
 * download that broke off, and the process ends with SIGBUS; other damage it reports itself. Windows and macOS check
 * the length.
 */
final class ElfFile {
  private static final int HEADER = 64;
  private static final int MAGIC = 0x464C457F;
  private static final int LOAD = 1;
  private static final int LARGEST_TABLE = 1 << 20;

  private ElfFile() {}

  /**
   * Bytes that the file's own header says it has at least; the file's length if it is no 64-bit little-endian ELF file,
   * which the loader refuses without mapping it.
   */
  static long declaredLength(Path file) throws IOException {
    // No channel: its classes would be loaded for this alone, at every start.
    try (RandomAccessFile library = new RandomAccessFile(file.toFile(), "r")) {
      ByteBuffer header = read(library, 0, HEADER);
      if (header == null || header.getInt(0) != MAGIC || header.get(4) != 2 || header.get(5) != 1) {
        return library.length();
      }
      long segments = header.getLong(0x20);
      int segmentBytes = header.getShort(0x36) & 0xFFFF;
      int segmentCount = header.getShort(0x38) & 0xFFFF;
      long sections = header.getLong(0x28);
      long sectionTable = (header.getShort(0x3A) & 0xFFFFL) * (header.getShort(0x3C) & 0xFFFFL);
      long end = Math.max(sections + sectionTable, segments + (long) segmentBytes * segmentCount);
      int bytes = Math.min(LARGEST_TABLE, segmentBytes * segmentCount);
      ByteBuffer table = read(library, segments, bytes);
      if (table == null) {
        return Math.max(end, library.length() + 1);
      }
      for (int at = 0; segmentBytes >= 56 && at + 56 <= bytes; at += segmentBytes) {
        if (table.getInt(at) == LOAD) {
          end = Math.max(end, table.getLong(at + 8) + table.getLong(at + 32));
        }
      }
      return end;
    }
  }

  private static ByteBuffer read(RandomAccessFile library, long from, int bytes) throws IOException {
    if (from < 0 || from > library.length() - bytes) {
      return null;
    }
    byte[] read = new byte[bytes];
    library.seek(from);
    library.readFully(read);
    return ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN);
  }
}
