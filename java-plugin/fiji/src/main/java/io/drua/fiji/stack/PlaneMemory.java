package io.drua.fiji.stack;

import io.drua.bridge.ConversionException;
import io.drua.bridge.MemoryBlock;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Where the planes of a stack lie in a block. Any thread; planes count from 0, in ImageJ's order. */
final class PlaneMemory {
  /** Pixels that are looked at in one go: a Java buffer ends at 2 GiB, a plane need not. */
  private static final int PART = 1 << 20;

  final MemoryBlock block;
  final long offset;
  final PlanePixels pixels;
  final PlaneLayout layout;
  /** Pixels of a plane. */
  final int count;

  final int planes;

  /**
   * Looks at a block, by an object of its own.
   *
   * @throws ConversionException if the planes aren't in the block
   */
  PlaneMemory(MemoryBlock block, long offset, PlanePixels pixels, PlaneLayout layout, int count, int planes) {
    long needed = (long) count * pixels.bytes;
    // The product of two ints and 4 fits; that with the number of planes may not.
    if (offset < 0 || planes > (block.bytes() - offset) / Math.max(1, needed)) {
      throw new ConversionException(
          planes + " planes of " + needed + " bytes from byte " + offset + " on are not in " + block + ".",
          "Check width, height, type and the number of planes.");
    }
    this.block = block.share();
    this.offset = offset;
    this.pixels = pixels;
    this.layout = layout;
    this.count = count;
    this.planes = planes;
  }

  boolean isReadOnly() {
    return block.isReadOnly();
  }

  Object newArray() {
    return pixels.newArray(count);
  }

  /** Bytes of one plane in the block. */
  long planeBytes() {
    return (long) count * pixels.bytes;
  }

  /** Reads a plane into an array. */
  void read(int plane, Object array) {
    inParts(plane, part -> part.read(array, part.at));
  }

  /** Writes a plane. */
  void write(int plane, Object array) {
    inParts(plane, part -> part.write(array, part.at, part.length));
  }

  /**
   * Writes the pixels of a plane that differ from what they were, and no others.
   *
   * @param snapshot what they were; becomes what was written
   */
  void writeChanges(int plane, Object array, Object snapshot) {
    inParts(plane, part -> {
      int end = part.at + part.length;
      int from = pixels.next(true, array, snapshot, part.at, end);
      while (from < end) {
        int to = pixels.next(false, array, snapshot, from, end);
        // What is written comes from the snapshot: the array may change meanwhile, which is seen next time then.
        System.arraycopy(array, from, snapshot, from, to - from);
        part.write(snapshot, from, to - from);
        from = pixels.next(true, array, snapshot, to, end);
      }
    });
  }

  /** Takes newer pixels of the block over into an array and its snapshot; see {@link PlanePixels#merge}. */
  boolean merge(int plane, Object array, Object snapshot) {
    boolean[] changed = new boolean[1];
    Object fresh = pixels.newArray(Math.min(PART, count));
    inParts(plane, part -> {
      part.read(fresh, 0);
      changed[0] |= pixels.merge(fresh, array, snapshot, part.at, part.length);
    });
    return changed[0];
  }

  /** Reads some pixels of a plane into the beginning of an array. */
  void readRow(int plane, int at, Object array, int length) {
    row(plane, at, length, memory -> pixels.read(memory, array, 0, length));
  }

  /** Writes the beginning of an array into some pixels of a plane. */
  void writeRow(int plane, int at, Object array, int length) {
    row(plane, at, length, memory -> pixels.write(memory, 0, array, 0, length));
  }

  private void row(int plane, int at, int length, Consumer<ByteBuffer> body) {
    long start = offset + layout.place(plane) * planeBytes() + (long) at * pixels.bytes;
    block.access(start, length * pixels.bytes, memory -> body.accept(memory.order(layout.order)));
  }

  private void inParts(int plane, Consumer<Part> body) {
    long start = offset + layout.place(plane) * planeBytes();
    for (int at = 0; at < count; at += PART) {
      int first = at;
      int length = Math.min(PART, count - at);
      block.access(
          start + (long) at * pixels.bytes,
          length * pixels.bytes,
          memory -> body.accept(new Part(memory.order(layout.order), first, length)));
      if (length < PART) {
        break;
      }
    }
  }

  /** Pixels of a plane that are looked at now. */
  private final class Part {
    private final ByteBuffer memory;
    private final int at;
    private final int length;

    Part(ByteBuffer memory, int at, int length) {
      this.memory = memory;
      this.at = at;
      this.length = length;
    }

    void read(Object array, int to) {
      pixels.read(memory, array, to, length);
    }

    void write(Object array, int from, int some) {
      pixels.write(memory, from - at, array, from, some);
    }
  }
}
