package io.drua.fiji.stack.file;

import io.drua.bridge.Nullable;
import io.drua.bridge.PixelType;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * NumPy's file of one array, versions 1.0, 2.0 and 3.0 of the format (NEP 1). Objects in it are never unpickled.
 *
 * <p>The axes of an array without names: two are YX, one before them is Z, two are ZC, three are TZC; bytes with a last
 * axis of length 3 are colours, (YXS, ZYXS, TZYXS), unless axes are given.
 */
final class NpyFile {
  private static final int[] MAGIC = {0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST_HEADER = 1 << 16;
  private static final int MOST_AXES = 5;
  private static final String[] LEADING = {"", "Z", "ZC", "TZC"};
  private static final String[] LEADING_OF_COLOURS = {"", "Z", "TZ"};

  private NpyFile() {}

  static boolean isOne(FileBytes bytes) {
    for (int i = 0; i < MAGIC.length; i++) {
      if (i >= bytes.length() || bytes.u8(i, "NumPy's mark") != MAGIC[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Reads the header.
   *
   * @param axes names of the array's axes in NumPy's order, for instance {@code "CZYX"}; an array in Fortran order
   *     lies in memory with its axes reversed, so that its names must begin with XY (or SXY)
   */
  static StackFile read(FileBytes bytes, @Nullable String axes) {
    Path path = bytes.path();
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    int major = bytes.u8(6, "version");
    int minor = bytes.u8(7, "version");
    if (major < 1 || major > 3 || minor != 0) {
      throw StackFileException.unsupported(
          path, "expected version 1.0, 2.0 or 3.0 of NumPy's format, found " + major + "." + minor + ".");
    }
    int start = major == 1 ? 10 : 12;
    long length = major == 1 ? bytes.u16(8, "header length") : bytes.u32(8, "header length");
    byte[] header = bytes.bytes(start, length, LONGEST_HEADER, "NumPy header");
    String text = new String(header, major == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    Map<?, ?> values = dictionary(path, text);
    long[] shape = shape(path, values.get("shape"));
    String descr = descr(path, values.get("descr"));
    Object fortran = values.get("fortran_order");
    if (!(fortran instanceof Boolean)) {
      throw StackFileException.corrupt(
          path, "expected fortran_order True or False in its header, found " + StackFileException.brief(text) + ".");
    }
    ByteOrder order = descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    if (descr.startsWith("=")) {
      order = ByteOrder.nativeOrder();
    }
    String names = axes == null ? names(shape, descr) : axes;
    PixelType type = PixelTypes.check(path, descr, type(descr), names.indexOf('S') >= 0);
    if ((Boolean) fortran) {
      names = new StringBuilder(names).reverse().toString();
      shape = reversed(shape);
      if (axes == null && !names.endsWith("YX")) {
        throw StackFileException.unsupported(
            path,
            "the array is in Fortran order, so that the first axis is the fastest, and neighbours along X lie apart.",
            "Save numpy.ascontiguousarray(array), or, where the array's first axis is X, say so: axes="
                + "XYCZT".substring(0, Math.min(5, shape.length)) + ".");
      }
    }
    PixelExtent extent = new PixelExtent(path, start + length, type, order, names, shape, bytes.length());
    return new StackFile(path, extent, new StackMetadata(path));
  }

  private static Map<?, ?> dictionary(Path path, String text) {
    Object value;
    try {
      value = new PythonLiteral(text).read();
    } catch (IllegalArgumentException e) {
      throw StackFileException.corrupt(path, "its header isn't a dictionary of Python: " + e.getMessage(), e);
    }
    if (!(value instanceof Map)) {
      throw StackFileException.corrupt(
          path, "expected a dictionary as its header, found " + StackFileException.brief(text) + ".");
    }
    return (Map<?, ?>) value;
  }

  private static long[] shape(Path path, @Nullable Object given) {
    if (!(given instanceof List)) {
      throw StackFileException.corrupt(
          path, "expected a tuple as shape in its header, found " + StackFileException.brief(given) + ".");
    }
    List<?> lengths = (List<?>) given;
    if (lengths.size() < 2 || lengths.size() > MOST_AXES) {
      throw StackFileException.unsupported(
          path,
          "expected 2 to 5 axes, found " + lengths.size() + ": shape " + StackFileException.brief(lengths) + ".",
          "Give the array the axes of a stack with array.reshape, or keep it in Python.");
    }
    long[] shape = new long[lengths.size()];
    for (int i = 0; i < shape.length; i++) {
      if (!(lengths.get(i) instanceof Long)) {
        throw StackFileException.corrupt(path, "expected whole numbers as shape in its header, found " + lengths + ".");
      }
      shape[i] = (Long) lengths.get(i);
    }
    return shape;
  }

  private static String descr(Path path, @Nullable Object given) {
    if (given instanceof List) {
      throw StackFileException.unsupported(
          path,
          "its elements are records with fields, found " + StackFileException.brief(given) + ".",
          "Save one field as an array of numbers.");
    }
    if (!(given instanceof String) || ((String) given).length() < 2) {
      throw StackFileException.corrupt(
          path, "expected a type such as '<u2' as descr in its header, found " + StackFileException.brief(given) + ".");
    }
    String descr = (String) given;
    if (descr.indexOf('O') >= 0) {
      throw StackFileException.unsupported(
          path,
          "its elements are Python objects, which are never unpickled here.",
          "Save an array of numbers.");
    }
    return descr;
  }

  @Nullable
  private static PixelType type(String descr) {
    switch (descr) {
      case "|u1":
      case "<u1":
      case ">u1":
      case "=u1":
        return PixelType.UINT8;
      case "<u2":
      case ">u2":
      case "=u2":
        return PixelType.UINT16;
      case "<f4":
      case ">f4":
      case "=f4":
        return PixelType.FLOAT32;
      default:
        return null;
    }
  }

  private static String names(long[] shape, String descr) {
    boolean colour = shape.length > 2 && shape[shape.length - 1] == 3 && type(descr) == PixelType.UINT8;
    return colour ? LEADING_OF_COLOURS[shape.length - 3] + "YXS" : LEADING[shape.length - 2] + "YX";
  }

  private static long[] reversed(long[] shape) {
    long[] reversed = new long[shape.length];
    for (int i = 0; i < shape.length; i++) {
      reversed[i] = shape[shape.length - 1 - i];
    }
    return reversed;
  }
}
