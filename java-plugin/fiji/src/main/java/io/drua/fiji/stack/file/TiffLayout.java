package io.drua.fiji.stack.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Axes of a TIFF file's planes, slowest first, while its header is read. */
final class TiffLayout {
  private final StringBuilder axes = new StringBuilder();
  private final List<Long> lengths = new ArrayList<>();
  private boolean oneDirectory;

  /** Adds the next faster axis; one of length 1 only where it is to be kept. */
  TiffLayout add(char axis, long length, boolean kept) {
    if (length != 1 || kept) {
      axes.append(axis);
      lengths.add(length);
    }
    return this;
  }

  /** Says that planes may follow which no directory describes. */
  TiffLayout goOnWithoutPages() {
    oneDirectory = true;
    return this;
  }

  boolean goesOnWithoutPages() {
    return oneDirectory;
  }

  String axes() {
    return axes.toString();
  }

  long[] shape() {
    long[] shape = new long[lengths.size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = lengths.get(i);
    }
    return shape;
  }

  /**
   * Number of planes, before Y and X are added.
   *
   * @throws StackFileException if there is none, or they are more than ImageJ can count
   */
  int planes(Path path) {
    long planes = 1;
    for (long length : lengths) {
      if (length < 1 || length > Integer.MAX_VALUE || planes * length > Integer.MAX_VALUE) {
        throw StackFileException.corrupt(path, "expected 1 to 2147483647 planes, found lengths of " + lengths + ".");
      }
      planes *= length;
    }
    return (int) planes;
  }
}
