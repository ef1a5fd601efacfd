package io.drua.bridge.internal.wire;

import io.drua.bridge.ConversionException;
import io.drua.bridge.Nullable;
import io.drua.bridge.Typed;
import java.io.File;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;

/**
 * Writes values into a block that grows as needed. For one thread at a time.
 *
 * <p>Containers may be nested 200 deep: one that contains itself is refused, instead of filling the memory.
 */
public final class WireWriter implements Utf8.Place {
  /** Deepest nesting of containers. */
  public static final int MAX_DEPTH = 200;

  private static final int MAX_BYTES = Integer.MAX_VALUE - 64;

  private final ForeignWriter foreign;
  private final boolean direct;
  private final Object[] trail = new Object[MAX_DEPTH];
  private ByteBuffer buffer;
  private int position;
  private int depth;
  private boolean replacesHalves;

  private WireWriter(ForeignWriter foreign, boolean direct, int capacity) {
    this.foreign = foreign;
    this.direct = direct;
    this.buffer = allocate(capacity);
  }

  /** A writer into memory outside the Java heap. */
  public static WireWriter direct(ForeignWriter foreign, int capacity) {
    return new WireWriter(foreign, true, capacity);
  }

  /** A writer into a Java array, for {@link #toByteArray}. */
  public static WireWriter heap(ForeignWriter foreign) {
    return new WireWriter(foreign, false, 256);
  }

  /** Has halves of surrogate pairs replaced from now on, for texts that nobody of ours chose. */
  public WireWriter replacingHalves() {
    replacesHalves = true;
    return this;
  }

  /** The block of one plain value. */
  public static byte[] encode(@Nullable Object value) {
    WireWriter writer = heap(ForeignWriter.NONE);
    writer.value(value);
    return writer.toByteArray();
  }

  private ByteBuffer allocate(int capacity) {
    ByteBuffer made = direct ? ByteBuffer.allocateDirect(capacity) : ByteBuffer.allocate(capacity);
    return made.order(ByteOrder.LITTLE_ENDIAN);
  }

  // -- The block --

  /** Begins a new block; gives memory beyond so many bytes back. */
  public void reset(int keep) {
    position = 0;
    depth = 0;
    if (buffer.capacity() > keep) {
      buffer = allocate(keep);
    }
  }

  /** Where the block is; another one after it grew. */
  public ByteBuffer buffer() {
    return buffer;
  }

  /** Bytes written. */
  public int length() {
    return position;
  }

  /** A copy of the block. */
  public byte[] toByteArray() {
    byte[] bytes = new byte[position];
    ByteBuffer source = buffer.duplicate();
    source.clear();
    source.get(bytes);
    return bytes;
  }

  private void ensure(int more) {
    if (buffer.capacity() - position < more) {
      grow(more);
    }
  }

  private void grow(int more) {
    long needed = (long) position + more;
    if (needed > MAX_BYTES) {
      throw new ConversionException(
          "The arguments need more than 2 GiB outside images.", "Pass large data as an ImageBuffer.");
    }
    ByteBuffer larger = allocate((int) Math.min(MAX_BYTES, Math.max(needed, 2L * buffer.capacity())));
    ByteBuffer source = buffer.duplicate();
    source.clear();
    source.limit(position);
    larger.put(source);
    larger.clear();
    buffer = larger;
  }

  // -- Numbers and bytes --

  /** One byte. */
  public void putByte(int value) {
    ensure(1);
    buffer.put(position++, (byte) value);
  }

  /** Four bytes. */
  public void putInt(int value) {
    ensure(4);
    buffer.putInt(position, value);
    position += 4;
  }

  /** Eight bytes. */
  public void putLong(long value) {
    ensure(8);
    buffer.putLong(position, value);
    position += 8;
  }

  /** Bytes as they are. */
  public void putBytes(byte[] bytes) {
    ensure(bytes.length);
    ByteBuffer target = buffer.duplicate();
    target.clear();
    target.position(position);
    target.put(bytes);
    position += bytes.length;
  }

  /** Leaves room, to be filled in later; gives its position. */
  public int skip(int bytes) {
    ensure(bytes);
    int at = position;
    position += bytes;
    return at;
  }

  /** Overwrites eight bytes written before. */
  public void setLong(int at, long value) {
    buffer.putLong(at, value);
  }

  /** Overwrites four bytes written before. */
  public void setInt(int at, int value) {
    buffer.putInt(at, value);
  }

  /** Length and UTF-8 of a text, without a tag. */
  public void putText(CharSequence text) {
    int chars = text.length();
    ensure(4);
    int start = position + 4;
    // Three bytes a character are enough: a pair of surrogates needs four.
    if ((long) chars * 3 > MAX_BYTES) {
      throw new ConversionException("A text of " + chars + " characters is too long.", "Pass it in a file.");
    }
    ensure(4 + 3 * chars);
    int end = Utf8.encode(text, buffer, start, this);
    buffer.putInt(position, end - start);
    position = end;
  }

  // -- Values --

  /**
   * One value.
   *
   * @throws ConversionException if it, or something in it, has no counterpart in Python
   */
  public void value(@Nullable Object value) {
    if (value == null) {
      putByte(Tag.NULL);
    } else if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
      integer(((Number) value).longValue());
    } else if (value instanceof Double || value instanceof Float) {
      real(((Number) value).doubleValue());
    } else if (value instanceof String) {
      text((String) value);
    } else if (value instanceof Boolean) {
      putByte((Boolean) value ? Tag.TRUE : Tag.FALSE);
    } else if (!foreign.write(value, this)) {
      rare(value);
    }
  }

  /** A whole number. */
  public void integer(long value) {
    ensure(9);
    buffer.put(position, (byte) Tag.INT);
    buffer.putLong(position + 1, value);
    position += 9;
  }

  /** A number. */
  public void real(double value) {
    ensure(9);
    buffer.put(position, (byte) Tag.FLOAT);
    buffer.putLong(position + 1, Double.doubleToRawLongBits(value));
    position += 9;
  }

  /** A text. */
  public void text(CharSequence text) {
    putByte(Tag.TEXT);
    putText(text);
  }

  /** Begins a map; gives the place for its number of entries, which the caller sets when it has written them. */
  public int beginMap() {
    putByte(Tag.MAP);
    return skip(4);
  }

  private void rare(Object value) {
    if (value instanceof byte[]) {
      putByte(Tag.BYTES);
      putInt(((byte[]) value).length);
      putBytes((byte[]) value);
    } else if (value instanceof BigInteger) {
      bigInteger((BigInteger) value);
    } else if (value instanceof Character) {
      text(value.toString());
    } else if (value instanceof char[]) {
      text(new String((char[]) value));
    } else if (value instanceof CharSequence) {
      text((CharSequence) value);
    } else if (value instanceof Enum) {
      text(((Enum<?>) value).name());
    } else if (value instanceof Path || value instanceof File) {
      text(value.toString());
    } else if (value instanceof Map) {
      map((Map<?, ?>) value);
    } else if (value instanceof Iterable) {
      iterable((Iterable<?>) value);
    } else if (value.getClass().isArray()) {
      array(value);
    } else if (value instanceof Typed) {
      putByte(Tag.TYPED);
      putText(((Typed) value).name());
      value(((Typed) value).value());
    } else if (!foreign.writeObject(value, this)) {
      throw unknown(value);
    }
  }

  private void bigInteger(BigInteger value) {
    if (value.bitLength() < 64) {
      integer(value.longValue());
      return;
    }
    byte[] bytes = value.toByteArray();
    putByte(Tag.BIG_INT);
    putInt(bytes.length);
    putBytes(bytes);
  }

  private void map(Map<?, ?> map) {
    enter(map);
    putByte(Tag.MAP);
    int at = position;
    putInt(0);
    int count = 0;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      trail[depth - 1] = entry.getKey();
      value(entry.getKey());
      value(entry.getValue());
      count++;
    }
    setInt(at, count);
    depth--;
  }

  private void iterable(Iterable<?> values) {
    enter(values);
    putByte(Tag.LIST);
    int at = position;
    putInt(0);
    int count = 0;
    for (Object value : values) {
      trail[depth - 1] = count;
      value(value);
      count++;
    }
    setInt(at, count);
    depth--;
  }

  private void array(Object array) {
    enter(array);
    int length = Array.getLength(array);
    putByte(Tag.LIST);
    putInt(length);
    for (int i = 0; i < length; i++) {
      trail[depth - 1] = i;
      value(Array.get(array, i));
    }
    depth--;
  }

  // -- Failures --

  private void enter(Object container) {
    if (depth == MAX_DEPTH) {
      String kind = container instanceof Collection || container instanceof Map ? "collections" : "arrays";
      throw new ConversionException(
          "The " + kind + " in an argument are nested deeper than " + MAX_DEPTH + " levels.",
          "One of them probably contains itself; pass a copy without the cycle.");
    }
    trail[depth++] = "";
  }

  @Override
  public String where() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < depth && i < 8; i++) {
      Object step = trail[i];
      text.append(i == 0 ? " at " : "").append('[');
      text.append(step instanceof CharSequence ? "'" + step + "'" : String.valueOf(step)).append(']');
    }
    return text.toString();
  }

  @Override
  public boolean replacesHalves() {
    return replacesHalves;
  }

  private ConversionException unknown(Object value) {
    return new ConversionException(
        "A Java object of class " + value.getClass().getName() + where() + " has no counterpart in Python.",
        "Pass null, Boolean, a whole number, Double, String, byte[], a List, a Map, an array, an ImageBuffer,"
            + " a PyObject or a JavaFunction.");
  }
}
