package io.drua.fiji.stack.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Numbers and bytes of a file by position. Nothing is read or allocated before it is known that the file is as long as
 * that. For one thread.
 */
final class FileBytes implements Closeable {
  private static final int WINDOW = 1 << 14;

  private final Path path;
  private final FileChannel channel;
  private final long length;
  private final ByteBuffer window = ByteBuffer.allocate(WINDOW);
  private long start;
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

  private FileBytes(Path path, FileChannel channel, long length) {
    this.path = path;
    this.channel = channel;
    this.length = length;
    window.limit(0);
  }

  /**
   * Opens a file.
   *
   * @throws StackFileException if there is none, or it can't be read
   */
  static FileBytes open(Path path) {
    if (Files.notExists(path)) {
      throw StackFileException.missing(path);
    }
    FileChannel channel = null;
    try {
      // A pipe or a device would let the opening wait for ever.
      if (!Files.isRegularFile(path)) {
        throw new IOException("it is no regular file");
      }
      channel = FileChannel.open(path, StandardOpenOption.READ);
      return new FileBytes(path, channel, channel.size());
    } catch (IOException e) {
      StackFileException problem = StackFileException.unreadable(path, e);
      closeAfter(channel, problem);
      throw problem;
    }
  }

  private static void closeAfter(Closeable channel, Exception problem) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException alsoFailed) {
        problem.addSuppressed(alsoFailed);
      }
    }
  }

  Path path() {
    return path;
  }

  long length() {
    return length;
  }

  ByteOrder order() {
    return order;
  }

  /** Says in which order the bytes of a number are from now on. */
  void order(ByteOrder of) {
    order = of;
  }

  int u8(long at, String what) {
    return load(at, 1, what).get((int) (at - start)) & 0xff;
  }

  int u16(long at, String what) {
    return load(at, 2, what).getShort((int) (at - start)) & 0xffff;
  }

  long u32(long at, String what) {
    return load(at, 4, what).getInt((int) (at - start)) & 0xffffffffL;
  }

  /** An unsigned number of 64 bits; one that is beyond any file is refused. */
  long u64(long at, String what) {
    long value = load(at, 8, what).getLong((int) (at - start));
    if (value < 0) {
      throw StackFileException.corrupt(
          path, what + " at byte " + at + " is " + Long.toUnsignedString(value) + ", larger than any file.");
    }
    return value;
  }

  /**
   * Some bytes.
   *
   * @param most more than this many are refused
   */
  byte[] bytes(long at, long count, int most, String what) {
    check(at, count, what);
    if (count > most) {
      throw StackFileException.unsupported(
          path, what + " has " + count + " bytes; at most " + most + " are read.");
    }
    byte[] bytes = new byte[(int) count];
    read(ByteBuffer.wrap(bytes), at, what);
    return bytes;
  }

  /** Refuses a stretch that doesn't lie in the file. */
  void check(long at, long count, String what) {
    if (at < 0 || count < 0 || count > length - at) {
      throw StackFileException.truncated(
          path,
          "expected " + count + " bytes of " + what + " at byte " + at + ", but the file has " + length + " bytes.");
    }
  }

  private ByteBuffer load(long at, int count, String what) {
    check(at, count, what);
    if (at < start || at + count > start + window.limit()) {
      window.clear();
      window.limit((int) Math.min(WINDOW, length - at));
      start = at;
      read(window, at, what);
    }
    return window.order(order);
  }

  private void read(ByteBuffer into, long at, String what) {
    int begin = into.position();
    try {
      while (into.hasRemaining()) {
        if (channel.read(into, at + into.position() - begin) < 0) {
          throw StackFileException.truncated(path, "the file became shorter while " + what + " was read.");
        }
      }
    } catch (IOException e) {
      throw StackFileException.unreadable(path, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw StackFileException.unreadable(path, e);
    }
  }
}
