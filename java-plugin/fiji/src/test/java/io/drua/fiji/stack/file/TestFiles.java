package io.drua.fiji.stack.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;

/** Files as NumPy and TIFF writers make them, byte by byte. */
final class TestFiles {
  static final int BYTE = 1;
  static final int ASCII = 2;
  static final int SHORT = 3;
  static final int LONG = 4;
  static final int RATIONAL = 5;
  static final int LONG8 = 16;

  private TestFiles() {}

  static Path root() {
    Path at = Paths.get("").toAbsolutePath();
    while (!Files.isDirectory(at.resolve("tests/data"))) {
      at = at.getParent();
    }
    return at;
  }

  static byte[] npy(int version, String header, int pixelBytes) {
    int prefix = version == 1 ? 10 : 12;
    byte[] text = header.getBytes(version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    int length = (prefix + text.length + 64) / 64 * 64 - prefix;
    ByteBuffer file = ByteBuffer.allocate(prefix + length + pixelBytes).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) version).put((byte) 0);
    if (version == 1) {
      file.putShort((short) length);
    } else {
      file.putInt(length);
    }
    file.put(text);
    while (file.position() < prefix + length - 1) {
      file.put((byte) ' ');
    }
    file.put((byte) '\n');
    return file.array();
  }

  static String npyHeader(String descr, boolean fortran, String shape) {
    return "{'descr': " + descr + ", 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': " + shape + ", }";
  }

  static Path write(Path folder, String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A TIFF file that is written from front to back: header, pixels, and then directories, whose places are known by
   * then.
   */
  static final class Tiff {
    private final ByteOrder order;
    private final boolean big;
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final ByteArrayOutputStream fields = new ByteArrayOutputStream();
    private int count;
    private final List<byte[]> values = new ArrayList<>();
    private final List<Integer> valueFields = new ArrayList<>();
    private int link;

    Tiff(ByteOrder order, boolean big) {
      this.order = order;
      this.big = big;
      ByteBuffer header = buffer(big ? 16 : 8);
      header.put((order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes(StandardCharsets.US_ASCII));
      header.putShort((short) (big ? 43 : 42));
      if (big) {
        header.putShort((short) 8).putShort((short) 0);
      }
      link = header.position();
      append(header.array());
    }

    private ByteBuffer buffer(int length) {
      return ByteBuffer.allocate(length).order(order);
    }

    private void append(byte[] bytes) {
      file.write(bytes, 0, bytes.length);
    }

    /** Adds bytes, and says where they are. */
    int pixels(int length) {
      int at = file.size();
      byte[] pixels = new byte[length];
      for (int i = 0; i < length; i++) {
        pixels[i] = (byte) (i * 7 + 1);
      }
      append(pixels);
      return at;
    }

    Tiff numbers(int tag, int type, long... numbers) {
      int width = type == SHORT ? 2 : type == LONG8 ? 8 : type == BYTE ? 1 : 4;
      ByteBuffer value = buffer(width * numbers.length);
      for (long number : numbers) {
        if (width == 2) {
          value.putShort((short) number);
        } else if (width == 8) {
          value.putLong(number);
        } else if (width == 1) {
          value.put((byte) number);
        } else {
          value.putInt((int) number);
        }
      }
      return field(tag, type, type == RATIONAL ? numbers.length / 2 : numbers.length, value.array());
    }

    Tiff text(int tag, String text) {
      byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
      return field(tag, ASCII, bytes.length, bytes);
    }

    Tiff field(int tag, int type, long number, byte[] value) {
      ByteBuffer field = buffer(big ? 20 : 12);
      field.putShort((short) tag).putShort((short) type);
      if (big) {
        field.putLong(number);
      } else {
        field.putInt((int) number);
      }
      if (value.length <= (big ? 8 : 4)) {
        field.put(value);
      } else {
        values.add(value);
        valueFields.add(count);
      }
      fields.write(field.array(), 0, field.capacity());
      count++;
      return this;
    }

    /** The usual fields of a page of grey pixels. */
    Tiff page(int width, int height, int bits, int format, long offset, long bytes) {
      return numbers(256, LONG, width)
          .numbers(257, LONG, height)
          .numbers(258, SHORT, bits)
          .numbers(259, SHORT, 1)
          .numbers(262, SHORT, 1)
          .numbers(273, big ? LONG8 : LONG, offset)
          .numbers(277, SHORT, 1)
          .numbers(278, LONG, height)
          .numbers(279, big ? LONG8 : LONG, bytes)
          .numbers(339, SHORT, format);
    }

    /** Ends a directory: the one before it leads to it. */
    Tiff end() {
      int at = file.size();
      byte[] table = fields.toByteArray();
      int size = table.length / count;
      int head = big ? 8 : 2;
      int next = at + head + table.length;
      int free = next + (big ? 8 : 4);
      ByteBuffer places = ByteBuffer.wrap(table).order(order);
      for (int i = 0; i < values.size(); i++) {
        int place = valueFields.get(i) * size + size - (big ? 8 : 4);
        if (big) {
          places.putLong(place, free);
        } else {
          places.putInt(place, free);
        }
        free += values.get(i).length;
      }
      ByteBuffer number = buffer(head);
      if (big) {
        number.putLong(count);
      } else {
        number.putShort((short) count);
      }
      append(number.array());
      append(table);
      append(new byte[big ? 8 : 4]);
      values.forEach(this::append);
      point(at);
      link = next;
      fields.reset();
      values.clear();
      valueFields.clear();
      count = 0;
      return this;
    }

    /** Has the last directory lead to a place. */
    Tiff point(long at) {
      byte[] all = bytes();
      if (big) {
        ByteBuffer.wrap(all).order(order).putLong(link, at);
      } else {
        ByteBuffer.wrap(all).order(order).putInt(link, (int) at);
      }
      file.reset();
      append(all);
      return this;
    }

    byte[] bytes() {
      return file.toByteArray();
    }
  }
}
