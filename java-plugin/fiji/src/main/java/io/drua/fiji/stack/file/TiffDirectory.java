package io.drua.fiji.stack.file;

import io.drua.bridge.Nullable;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** One image file directory (IFD) of a TIFF or BigTIFF file: its fields, found but not yet read. For one thread. */
final class TiffDirectory {
  static final int SUBFILE_TYPE = 254;
  static final int WIDTH = 256;
  static final int HEIGHT = 257;
  static final int BITS = 258;
  static final int COMPRESSION = 259;
  static final int PHOTOMETRIC = 262;
  static final int FILL_ORDER = 266;
  static final int DESCRIPTION = 270;
  static final int STRIP_OFFSETS = 273;
  static final int SAMPLES = 277;
  static final int ROWS_PER_STRIP = 278;
  static final int STRIP_BYTES = 279;
  static final int X_RESOLUTION = 282;
  static final int Y_RESOLUTION = 283;
  static final int PLANAR = 284;
  static final int RESOLUTION_UNIT = 296;
  static final int COLOR_MAP = 320;
  static final int TILE_WIDTH = 322;
  static final int TILE_OFFSETS = 324;
  static final int SAMPLE_FORMAT = 339;
  static final int DEPTH = 32997;
  static final int IMAGEJ_COUNTS = 50838;
  static final int IMAGEJ_DATA = 50839;

  private static final int MOST_FIELDS = 4096;
  /** Bytes of a value by field type: BYTE, ASCII, SHORT, LONG, RATIONAL, ..., LONG8, SLONG8, IFD8. */
  private static final int[] VALUE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

  private final FileBytes bytes;
  private final Map<Integer, Field> fields = new HashMap<>();
  private final long next;

  /** A field: {@code count} values of a type, the first at byte {@code at}. */
  private static final class Field {
    final int type;
    final long count;
    final long at;

    Field(int type, long count, long at) {
      this.type = type;
      this.count = count;
      this.at = at;
    }
  }

  /**
   * Reads the directory at a byte.
   *
   * @param big whether the file is a BigTIFF
   * @throws StackFileException if it doesn't lie in the file, or is none
   */
  TiffDirectory(FileBytes bytes, long at, boolean big) {
    this.bytes = bytes;
    long count = big ? bytes.u64(at, "directory") : bytes.u16(at, "directory");
    if (count < 1 || count > MOST_FIELDS) {
      throw StackFileException.corrupt(
          bytes.path(),
          "the directory at byte " + at + " claims " + count + " fields; expected 1 to " + MOST_FIELDS + ".");
    }
    int size = big ? 20 : 12;
    int inline = big ? 8 : 4;
    long begin = at + (big ? 8 : 2);
    bytes.check(begin, count * size + inline, "directory");
    for (int i = 0; i < count; i++) {
      long field = begin + (long) i * size;
      int tag = bytes.u16(field, "tag");
      int type = bytes.u16(field + 2, "field type");
      long values = big ? bytes.u64(field + 4, "field") : bytes.u32(field + 4, "field");
      long value = field + (big ? 12 : 8);
      int width = type < VALUE_BYTES.length ? VALUE_BYTES[type] : 0;
      // Types that nobody knows are passed over, as the specification asks for.
      if (width > 0 && !fields.containsKey(tag)) {
        boolean inside = values <= inline / width;
        long where = inside ? value : big ? bytes.u64(value, "offset") : bytes.u32(value, "offset");
        fields.put(tag, new Field(type, values, where));
      }
    }
    long end = begin + count * size;
    next = big ? bytes.u64(end, "offset of the next directory") : bytes.u32(end, "offset of the next directory");
  }

  /** Byte of the next directory, 0 after the last. */
  long next() {
    return next;
  }

  Path path() {
    return bytes.path();
  }

  long fileLength() {
    return bytes.length();
  }

  boolean has(int tag) {
    return fields.containsKey(tag);
  }

  /** Number of values of a field, 0 where it isn't there. */
  long count(int tag) {
    Field field = fields.get(tag);
    return field == null ? 0 : field.count;
  }

  /** The first value of a field of whole numbers, or another where it isn't there. */
  long number(int tag, long otherwise) {
    return count(tag) == 0 ? otherwise : number(tag, 0, "field " + tag);
  }

  /** A value of a field of unsigned whole numbers. */
  long number(int tag, long index, String what) {
    Field field = fields.get(tag);
    if (field == null || index >= field.count) {
      throw StackFileException.corrupt(bytes.path(), "expected value " + index + " of " + what + ", found none.");
    }
    // Can't overflow: an offset that is larger than the file is found by the first check of it.
    bytes.check(field.at, 1, what);
    long at = field.at + index * VALUE_BYTES[field.type];
    switch (field.type) {
      case 1:
      case 7:
        return bytes.u8(at, what);
      case 3:
        return bytes.u16(at, what);
      case 4:
      case 13:
        return bytes.u32(at, what);
      case 16:
      case 18:
        return bytes.u64(at, what);
      default:
        throw StackFileException.corrupt(
            bytes.path(), "expected unsigned whole numbers as " + what + ", found field type " + field.type + ".");
    }
  }

  /** A fraction, such as pixels per centimetre; 0 where there is none. */
  double rational(int tag) {
    Field field = fields.get(tag);
    if (field == null || field.type != 5 || field.count < 1) {
      return 0;
    }
    double denominator = bytes.u32(field.at + 4, "resolution");
    return denominator == 0 ? 0 : bytes.u32(field.at, "resolution") / denominator;
  }

  /** A text, {@code null} where it isn't there. */
  @Nullable
  String text(int tag, Charset charset, int most) {
    Field field = fields.get(tag);
    if (field == null || field.type != 2 && field.type != 1 && field.type != 7) {
      return null;
    }
    byte[] text = bytes.bytes(field.at, field.count, most, "text of field " + tag);
    int length = text.length;
    while (length > 0 && text[length - 1] == 0) {
      length--;
    }
    return new String(text, 0, length, charset);
  }

  /** The bytes of a field that is there, in the file's order; more than {@code most} are refused. */
  ByteBuffer buffer(int tag, int most, String what) {
    Field field = fields.get(tag);
    // Longer than the file is refused below; here only so that the product fits.
    long count = Math.min(field.count, Long.MAX_VALUE / 8);
    byte[] all = bytes.bytes(field.at, count * VALUE_BYTES[field.type], most, what);
    return ByteBuffer.wrap(all).order(bytes.order());
  }
}
