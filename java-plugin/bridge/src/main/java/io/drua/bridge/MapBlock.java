package io.drua.bridge;

import io.drua.bridge.internal.wire.ForeignWriter;
import io.drua.bridge.internal.wire.WireWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Writes a map of values as the block that Python decodes, key by key, without making a map first: for metadata that
 * travels with every frame of a camera and is seldom looked at. Used again and again; for one thread at a time.
 *
 * <p>{@link #finish()} ends a block, whose bytes go to Python as {@code byte[]}, or as the metadata of an image by
 * {@link ImageBuffer#withMetadataBlock(byte[])}. Texts may come from anywhere: half of a surrogate pair becomes U+FFFD.
 */
public final class MapBlock {
  private static final int DEEPEST = 8;
  private static final int KEPT_BYTES = 64 << 10;

  private final WireWriter writer = WireWriter.heap(ForeignWriter.NONE).replacingHalves();
  private final int[] starts = new int[DEEPEST];
  private final int[] counts = new int[DEEPEST];
  private int depth;

  /** Makes a writer with an empty map. */
  public MapBlock() {
    begin();
  }

  private void begin() {
    writer.reset(KEPT_BYTES);
    depth = -1;
    open();
  }

  private void open() {
    if (depth + 1 == DEEPEST) {
      throw new ConversionException("A block has more than " + DEEPEST + " maps in one another.", "Use putValue.");
    }
    depth++;
    starts[depth] = writer.beginMap();
    counts[depth] = 0;
  }

  private void key(String key) {
    writer.text(key);
    counts[depth]++;
  }

  /** An entry with a text; an entry that is null is left out. */
  public MapBlock put(String key, @Nullable String value) {
    if (value != null) {
      key(key);
      writer.text(value);
    }
    return this;
  }

  /** An entry with a whole number. */
  public MapBlock put(String key, long value) {
    key(key);
    writer.integer(value);
    return this;
  }

  /** An entry with a number. */
  public MapBlock put(String key, double value) {
    key(key);
    writer.real(value);
    return this;
  }

  /**
   * An entry with any plain value: what {@link PyObject} lists, without objects, pixels and functions.
   *
   * @throws ConversionException if the value, or something in it, has no counterpart in Python
   */
  public MapBlock putValue(String key, @Nullable Object value) {
    key(key);
    writer.value(value);
    return this;
  }

  /** An entry that is a map, whose own entries follow until {@link #endMap()}. */
  public MapBlock beginMap(String key) {
    key(key);
    open();
    return this;
  }

  /** Ends the map that was begun last. */
  public MapBlock endMap() {
    writer.setInt(starts[depth], counts[depth]);
    depth--;
    return this;
  }

  /** The block. The writer is empty afterwards, ready for the next one. */
  public byte[] finish() {
    while (depth >= 0) {
      endMap();
    }
    byte[] block = writer.toByteArray();
    begin();
    return block;
  }

  /**
   * A finished block with the entries of this one behind its own; this writer is empty afterwards. For blocks that differ
   * in few entries: what they have in common is written once.
   *
   * @param begun from {@link #finish()}; it stays as it is
   */
  public byte[] finishBehind(byte[] begun) {
    while (depth > 0) {
      endMap();
    }
    int added = counts[0];
    int head = starts[0] + Integer.BYTES;
    byte[] own = writer.toByteArray();
    byte[] all = Arrays.copyOf(begun, begun.length + own.length - head);
    System.arraycopy(own, head, all, begun.length, own.length - head);
    ByteBuffer whole = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
    whole.putInt(starts[0], whole.getInt(starts[0]) + added);
    begin();
    return all;
  }

  /** Gives up what was written. */
  public void discard() {
    begin();
  }
}
