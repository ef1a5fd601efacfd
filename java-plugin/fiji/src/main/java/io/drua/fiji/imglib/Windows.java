package io.drua.fiji.imglib;

import io.drua.bridge.ImageBuffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Memory of any length as buffers, which end at 2 GiB. Each begins a whole number of GiB behind the first byte and goes a
 * few bytes further, so that an element lies in one of them whatever its address. Keeps the memory alive.
 */
final class Windows {
  private static final int SHIFT = 30;
  private static final int MASK = (1 << SHIFT) - 1;
  private static final int LARGEST_ELEMENT = 16;

  final ImageBuffer memory;
  private final ByteBuffer[] buffers;

  /**
   * Windows on memory.
   *
   * @param swapped whether numbers have the byte order that isn't the machine's
   */
  Windows(ImageBuffer memory, boolean swapped) {
    this.memory = memory;
    long bytes = memory.sizeInBytes();
    ByteOrder order = ByteOrder.nativeOrder();
    if (swapped) {
      order = order == ByteOrder.LITTLE_ENDIAN ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }
    buffers = new ByteBuffer[(int) ((bytes >> SHIFT) + 1)];
    for (int i = 0; i < buffers.length; i++) {
      long first = (long) i << SHIFT;
      int length = (int) Math.min(bytes - first, (1L << SHIFT) + LARGEST_ELEMENT);
      buffers[i] = memory.asByteBuffer(first, length).order(order);
    }
  }

  /** The buffer in which an element that begins at a byte lies. */
  ByteBuffer at(long first) {
    return buffers[(int) (first >> SHIFT)];
  }

  /** Where in its buffer an element lies that begins at a byte. */
  static int within(long first) {
    return (int) first & MASK;
  }
}
