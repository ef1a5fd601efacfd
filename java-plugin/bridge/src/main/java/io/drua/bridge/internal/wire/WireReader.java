package io.drua.bridge.internal.wire;

import io.drua.bridge.ConversionException;
import io.drua.bridge.Nullable;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads values from a block. Every length is checked against the block before it is used. For one thread at a time.
 *
 * <p>Lists become {@code ArrayList}, maps {@code LinkedHashMap}, whole numbers {@code Long} or {@code BigInteger}.
 */
public final class WireReader {
  private static final int MAX_DEPTH = 1000;
  private static final int MAX_AXES = 64;

  private final ForeignReader foreign;
  private ByteBuffer buffer;
  private int position;
  private int limit;
  private int depth;

  /** Makes a reader that has no block yet. */
  public WireReader(ForeignReader foreign) {
    this.foreign = foreign;
  }

  /** Reads one value from a Java array. */
  @Nullable
  public static Object decode(byte[] block, int offset, ForeignReader foreign) {
    WireReader reader = new WireReader(foreign);
    reader.open(ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN), offset, block.length);
    return reader.only();
  }

  /** Begins with a block: little-endian, from a position to a limit. */
  public void open(ByteBuffer block, int from, int to) {
    buffer = block;
    position = from;
    limit = to;
    depth = 0;
  }

  /** The one value that the block consists of. */
  @Nullable
  public Object only() {
    Object value = value();
    if (position != limit) {
      throw damaged("has " + (limit - position) + " bytes too many");
    }
    return value;
  }

  /** The next value. */
  @Nullable
  public Object value() {
    int tag = readByte();
    switch (tag) {
      case Tag.NULL:
        return null;
      case Tag.FALSE:
        return Boolean.FALSE;
      case Tag.TRUE:
        return Boolean.TRUE;
      case Tag.INT:
        return readLong();
      case Tag.FLOAT:
        return Double.longBitsToDouble(readLong());
      case Tag.TEXT:
        return readText();
      case Tag.BYTES:
        return readBytes();
      case Tag.BIG_INT:
        return bigInteger();
      case Tag.OBJECT:
        return foreign.object(readLong());
      case Tag.HOST_FUNCTION:
        return foreign.function(readLong(), readText());
      case Tag.HOST_OBJECT:
        return hostObject();
      default:
        return nested(tag);
    }
  }

  private Object hostObject() {
    long reference = readLong();
    readLong();
    return foreign.hostObject(reference, readLong());
  }

  private Object nested(int tag) {
    if (++depth > MAX_DEPTH) {
      throw damaged("is nested deeper than " + MAX_DEPTH + " levels");
    }
    Object value;
    switch (tag) {
      case Tag.LIST:
        value = list();
        break;
      case Tag.MAP:
        value = map();
        break;
      case Tag.TYPED:
        value = foreign.typed(readText(), value());
        break;
      case Tag.ARRAY:
        value = array();
        break;
      default:
        throw damaged("has the unknown tag " + tag);
    }
    depth--;
    return value;
  }

  private List<Object> list() {
    int count = readCount(1);
    List<Object> values = new ArrayList<Object>(count);
    for (int i = 0; i < count; i++) {
      values.add(value());
    }
    return values;
  }

  private Map<Object, Object> map() {
    int count = readCount(2);
    Map<Object, Object> values = new LinkedHashMap<Object, Object>(2 * count);
    for (int i = 0; i < count; i++) {
      Object key = value();
      values.put(key, value());
    }
    return values;
  }

  private BigInteger bigInteger() {
    byte[] bytes = readBytes();
    return bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
  }

  private Object array() {
    final long handle = readLong();
    final long address = readLong();
    final long byteLength = readLong();
    final int flags = readByte();
    final int dtype = readByte();
    final int axes = readByte();
    readByte();
    if (axes > MAX_AXES || byteLength < 0) {
      throw damaged("describes an array of " + axes + " axes and " + byteLength + " bytes");
    }
    long[] shape = readLongs(axes);
    long[] strides = readLongs(axes);
    int metaLength = readInt();
    need(metaLength);
    Object metadata = null;
    if (metaLength > 0) {
      int end = position + metaLength;
      metadata = value();
      if (position != end) {
        throw damaged("has metadata of another length than it says");
      }
    }
    return foreign.array(
        new ForeignReader.ArrayDescription(handle, address, byteLength, flags, dtype, shape, strides, metadata));
  }

  // -- Numbers and bytes --

  private void need(int bytes) {
    if (bytes < 0 || bytes > limit - position) {
      throw damaged("ends too early");
    }
  }

  private int readByte() {
    need(1);
    return buffer.get(position++) & 0xFF;
  }

  private int readInt() {
    need(4);
    int value = buffer.getInt(position);
    position += 4;
    return value;
  }

  private long readLong() {
    need(8);
    long value = buffer.getLong(position);
    position += 8;
    return value;
  }

  private long[] readLongs(int count) {
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] = readLong();
    }
    return values;
  }

  /** A count of things that take at least so many bytes each, so that a damaged one reserves no memory. */
  private int readCount(int bytesEach) {
    int count = readInt();
    if (count < 0 || count > (limit - position) / bytesEach) {
      throw damaged("promises " + (count & 0xFFFFFFFFL) + " values that it does not have");
    }
    return count;
  }

  private String readText() {
    int length = readInt();
    need(length);
    String text = Utf8.decode(buffer, position, length);
    position += length;
    return text;
  }

  private byte[] readBytes() {
    int length = readInt();
    need(length);
    byte[] bytes = new byte[length];
    ByteBuffer source = buffer.duplicate();
    source.clear();
    source.position(position);
    source.get(bytes);
    position += length;
    return bytes;
  }

  private ConversionException damaged(String what) {
    return new ConversionException(
        "A block from the native side " + what + ", at byte " + position + ".",
        "This is a defect of Drua; please report it.");
  }
}
