package io.drua.fiji.stack.file;

import io.drua.bridge.PixelType;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;

/** Where pixels lie in a file: checked, so that every byte of them is in it. Immutable. */
final class PixelExtent {
  private static final String SIDE_BY_SIDE = "TZCYXS";

  final long offset;
  final PixelType type;
  final ByteOrder order;
  /** Axis letters, slowest first, each once, ending with {@code YX} or, for colours, {@code YXS}. */
  final String axes;

  final long[] shape;
  final long bytes;
  final int planes;

  /**
   * Checks it all.
   *
   * @param axes slowest first
   * @param shape as many lengths, of 1 or more
   * @param fileBytes length of the file
   * @throws StackFileException if the axes aren't those of a stack, or the file is shorter
   */
  PixelExtent(Path path, long offset, PixelType type, ByteOrder order, String axes, long[] shape, long fileBytes) {
    this.offset = offset;
    this.type = type;
    this.order = order;
    this.axes = axes;
    this.shape = shape.clone();
    checkAxes(path, axes, shape);
    int leading = axes.length() - (axes.endsWith("S") ? 3 : 2);
    long bytes = type.bytes();
    long planes = 1;
    try {
      for (int i = 0; i < shape.length; i++) {
        bytes = Math.multiplyExact(bytes, shape[i]);
        planes = i < leading ? bytes / type.bytes() : planes;
      }
      if (offset < 0 || Math.addExact(offset, bytes) > fileBytes) {
        throw truncated(path, bytes + " bytes", fileBytes);
      }
    } catch (ArithmeticException beyondAnyFile) {
      throw truncated(path, "more than 2^63 bytes", fileBytes);
    }
    if (planes > Integer.MAX_VALUE) {
      throw StackFileException.unsupported(path, "it has " + planes + " planes; ImageJ takes 2147483647.");
    }
    this.bytes = bytes;
    this.planes = (int) planes;
  }

  private StackFileException truncated(Path path, String needed, long fileBytes) {
    return StackFileException.truncated(
        path,
        "pixels of shape " + Arrays.toString(shape) + " (" + axes + ") and type " + type.numpyName() + " need " + needed
            + " from byte " + offset + " on, but the file has " + fileBytes + " bytes.");
  }

  private static void checkAxes(Path path, String axes, long[] shape) {
    boolean ends = axes.endsWith("YX") || axes.endsWith("YXS");
    boolean once = axes.chars().distinct().count() == axes.length();
    boolean known = axes.chars().allMatch(axis -> SIDE_BY_SIDE.indexOf(axis) >= 0);
    // ImageJ's colours are pixels, not channels.
    boolean either = axes.indexOf('C') < 0 || axes.indexOf('S') < 0;
    if (!ends || !once || !known || !either || axes.length() != shape.length) {
      throw StackFileException.unsupported(
          path,
          "expected axes of T, Z and C, each at most once, and then YX (or, without C, YXS: colours), one "
              + "for each of " + shape.length + " axes; found \"" + axes + "\".",
          "Give the axes as the file has them, slowest first, for instance axes=ZYX.");
    }
    for (long length : shape) {
      if (length < 1) {
        throw StackFileException.unsupported(
            path, "its shape " + Arrays.toString(shape) + " holds no pixels.", "There is nothing to map.");
      }
      if (length > Integer.MAX_VALUE) {
        throw StackFileException.unsupported(
            path, "an axis of its shape " + Arrays.toString(shape) + " is longer than 2147483647.");
      }
    }
    if (axes.endsWith("S") && shape[shape.length - 1] != 3) {
      throw StackFileException.unsupported(
          path, "expected 3 samples (red, green, blue) a pixel, found " + shape[shape.length - 1] + ".");
    }
  }

  /** Length of an axis, 1 where it hasn't got it. */
  int length(char axis) {
    int at = axes.indexOf(axis);
    return at < 0 ? 1 : (int) shape[at];
  }
}
