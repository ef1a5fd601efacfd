package io.drua.fiji.stack.file;

import io.drua.bridge.PixelType;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** Pixels without a header, or behind one that nobody reads. */
public final class RawFile {
  private RawFile() {}

  /**
   * Says where the pixels of a file are.
   *
   * @param offset byte of the first pixel
   * @param type {@code UINT8}, {@code UINT16} or {@code FLOAT32}
   * @param order order of the bytes in a pixel
   * @param axes axis letters, slowest first, for instance {@code "TZCYX"}, or {@code "ZYXS"} for colours
   * @param shape their lengths
   * @throws StackFileException if the file is shorter, ImageJ has no such type, or the axes aren't those of a stack
   */
  public static StackFile read(
      Path path, long offset, PixelType type, ByteOrder order, String axes, long... shape) {
    try (FileBytes bytes = FileBytes.open(path)) {
      PixelTypes.check(path, type.numpyName(), type, axes.endsWith("S"));
      PixelExtent extent = new PixelExtent(path, offset, type, order, axes, shape, bytes.length());
      return new StackFile(path, extent, new StackMetadata(path));
    }
  }
}
