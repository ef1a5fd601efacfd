package io.drua.bridge;

import io.drua.bridge.internal.NativeCalls;
import io.drua.bridge.internal.frame.CallFrame;
import io.drua.bridge.internal.wire.ForeignReader;
import io.drua.bridge.internal.wire.Tag;
import io.drua.bridge.internal.wire.WireReader;
import io.drua.bridge.internal.wire.WireWriter;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Pixels plus metadata, on the Java heap, in memory outside it, or in a NumPy array. The shape is in NumPy's order: the
 * slowest axis first, the last axis is the one whose neighbours lie side by side. The pixels are never copied by making
 * one; several images may show the same pixels.
 *
 * <p>Immutable but for the pixels, and safe for several threads as far as these are. Closing matters for memory outside
 * the Java heap: see {@link #close()}.
 */
public final class ImageBuffer implements AutoCloseable {
  private static final byte[] NO_BLOCK = {};

  private final Pixels pixels;
  private final PixelType type;
  private final long[] shape;
  /** Byte of the first element, and bytes to the next one along each axis; {@code null} where they lie one after the other. */
  private final long offset;

  @Nullable private final long[] strides;
  private final boolean readOnly;
  /** The metadata as a map or as a block: what was given, and later both if somebody asks. */
  @Nullable private volatile Map<String, Object> metadata;

  @Nullable private volatile byte[] block;

  private ImageBuffer(
      Pixels pixels,
      PixelType type,
      long[] shape,
      @Nullable Map<String, Object> metadata,
      @Nullable byte[] block,
      boolean readOnly) {
    this(pixels, type, shape, 0, null, metadata, block, readOnly);
  }

  private ImageBuffer(
      Pixels pixels,
      PixelType type,
      long[] shape,
      long offset,
      @Nullable long[] strides,
      @Nullable Map<String, Object> metadata,
      @Nullable byte[] block,
      boolean readOnly) {
    this.pixels = pixels;
    this.type = type;
    this.shape = shape;
    this.offset = offset;
    this.strides = strides;
    this.metadata = metadata;
    this.block = block;
    this.readOnly = readOnly;
  }

  private static ImageBuffer of(Pixels pixels, PixelType type, long[] shape) {
    long needed = bytesOf(type, shape);
    if (needed != pixels.bytes()) {
      throw new ConversionException(
          "An image of shape " + Arrays.toString(shape) + " and type " + type.numpyName() + " needs " + needed
              + " bytes; there are " + pixels.bytes() + ".",
          "Give the shape slowest axis first, for instance (height, width).");
    }
    return new ImageBuffer(pixels, type, shape.clone(), Collections.<String, Object>emptyMap(), null, false);
  }

  /** Length in bytes of pixels of a type in a shape. */
  static long bytesOf(PixelType type, long[] shape) {
    long needed = type.bytes();
    for (long length : shape) {
      if (length < 0) {
        throw new ConversionException(
            "The shape " + Arrays.toString(shape) + " has a negative length.", "Give lengths of 0 or more.");
      }
      try {
        needed = Math.multiplyExact(needed, length);
      } catch (ArithmeticException tooLarge) {
        throw new ConversionException(
            "The shape " + Arrays.toString(shape) + " is larger than any memory.", "Check its order.", tooLarge);
      }
    }
    return needed;
  }

  // -- Making one --

  /**
   * Pixels in an array on the Java heap.
   *
   * @param primitiveArray its elements as wide as the type; packed colours may be {@code UINT8} in an {@code int[]},
   *     complex numbers pairs in a {@code float[]} or {@code double[]}
   * @throws ConversionException if array, type and shape don't fit
   */
  public static ImageBuffer ofArray(Object primitiveArray, PixelType type, long... shape) {
    return of(Pixels.ofArray(primitiveArray, type), type, shape);
  }

  /**
   * Colours of four bytes a pixel on the Java heap, in the order blue, green, red, unused, as Micro-Manager keeps them:
   * Python sees (Y, X, 3), red first, in place. {@link #toArray()} and {@link #sizeInBytes()} are of the array as it lies,
   * with its four bytes a pixel.
   *
   * @throws ConversionException if the array is not {@code 4 * height * width} long
   */
  public static ImageBuffer ofColours(byte[] bgra, long height, long width) {
    ImageBuffer all = of(Pixels.ofArray(bgra, PixelType.UINT8), PixelType.UINT8, new long[] {height, width, 4});
    // An image without pixels has no byte to begin at.
    long red = bgra.length == 0 ? 0 : 2;
    return new ImageBuffer(
        all.pixels,
        PixelType.UINT8,
        new long[] {height, width, 3},
        red,
        new long[] {4 * width, 4, -1},
        Collections.<String, Object>emptyMap(),
        null,
        false);
  }

  /**
   * Pixels in a direct buffer, from its position to its limit, in the machine's byte order. The buffer is kept as long
   * as Java or Python uses the image.
   *
   * @throws ConversionException if the buffer is not direct, or does not fit type and shape
   */
  public static ImageBuffer ofDirect(ByteBuffer direct, PixelType type, long... shape) {
    return of(Pixels.ofDirect(direct), type, shape);
  }

  /**
   * Pixels at an address, also above 2 GiB. The caller answers for the address.
   *
   * @param owner keeps the memory alive; it is referred to as long as Java or Python uses the image
   */
  public static ImageBuffer ofMemory(long address, long bytes, Object owner, PixelType type, long... shape) {
    return of(Pixels.ofMemory(address, bytes, owner), type, shape);
  }

  static ImageBuffer ofPixels(Pixels pixels, PixelType type, long[] shape) {
    return of(pixels, type, shape);
  }

  static ImageBuffer ofPython(ForeignReader.ArrayDescription array) {
    Pixels pixels = Pixels.ofPython(array.handle, array.address, array.byteLength);
    boolean readOnly = (array.flags & Tag.ARRAY_WRITABLE) == 0;
    // Metadata that Python didn't change come back as the block that they went as.
    byte[] block = array.metadata instanceof byte[] ? (byte[]) array.metadata : null;
    Map<String, Object> metadata = null;
    if (block == null) {
      metadata = new LinkedHashMap<String, Object>();
      if (array.metadata instanceof Map) {
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) array.metadata).entrySet()) {
          metadata.put(String.valueOf(entry.getKey()), entry.getValue());
        }
      }
      metadata = Collections.unmodifiableMap(metadata);
    }
    try {
      ImageBuffer plain = of(pixels, PixelType.ofCode(array.dtype), array.shape);
      return new ImageBuffer(pixels, plain.type, plain.shape, metadata, block, readOnly);
    } catch (ConversionException unfit) {
      pixels.close();
      throw unfit;
    }
  }

  /** The same pixels with other metadata: text keys, values of the kinds that {@link PyObject} lists. */
  public ImageBuffer withMetadata(Map<String, ?> values) {
    Map<String, Object> copy = new LinkedHashMap<String, Object>(values);
    return new ImageBuffer(
        pixels, type, shape, offset, strides, Collections.unmodifiableMap(copy), null, readOnly);
  }

  /** The same pixels with metadata from {@link MapBlock}, which is not looked into on the way to Python. */
  public ImageBuffer withMetadataBlock(byte[] encoded) {
    return new ImageBuffer(pixels, type, shape, offset, strides, null, encoded, readOnly);
  }

  /**
   * The same pixels seen with other lengths and steps, not copied: a part of them, or every n-th plane.
   *
   * @param first byte of the first element
   * @param lengths of the axes, slowest first
   * @param steps bytes from one element to the next along each axis
   * @throws ConversionException if an element would lie outside the pixels
   */
  public ImageBuffer part(long first, long[] lengths, long[] steps) {
    long lowest = first;
    long highest = first + type.bytes();
    for (int axis = 0; axis < lengths.length; axis++) {
      long reach = Math.multiplyExact(Math.max(lengths[axis] - 1, 0), steps[axis]);
      lowest = Math.addExact(lowest, Math.min(reach, 0));
      highest = Math.addExact(highest, Math.max(reach, 0));
    }
    if (lengths.length != steps.length || lowest < 0 || highest > pixels.bytes()) {
      throw new ConversionException(
          "A part of shape " + Arrays.toString(lengths) + " in steps of " + Arrays.toString(steps) + " bytes from byte "
              + first + " on is not within the " + pixels.bytes() + " bytes of the pixels.",
          "Check offset, shape and steps.");
    }
    return new ImageBuffer(pixels, type, lengths.clone(), first, steps.clone(), metadata, block, readOnly);
  }

  /** The same pixels, which Python may not write. */
  public ImageBuffer readOnly() {
    return new ImageBuffer(pixels, type, shape, offset, strides, metadata, block, true);
  }

  // -- What it is --

  /** Lengths of the axes, slowest first. A copy. */
  public long[] shape() {
    return shape.clone();
  }

  long[] shapeInPlace() {
    return shape;
  }

  long offset() {
    return offset;
  }

  @Nullable
  long[] stridesOrNull() {
    return strides;
  }

  /** Element type. */
  public PixelType type() {
    return type;
  }

  /** Metadata; empty if there is none. Unmodifiable. */
  public Map<String, Object> metadata() {
    Map<String, Object> known = metadata;
    if (known == null) {
      known = new LinkedHashMap<String, Object>();
      Object decoded = WireReader.decode(metadataBlock(), 0, new FrameValues());
      if (decoded instanceof Map) {
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) decoded).entrySet()) {
          known.put(String.valueOf(entry.getKey()), entry.getValue());
        }
      }
      known = Collections.unmodifiableMap(known);
      metadata = known;
    }
    return known;
  }

  /** Length of the pixels in bytes. */
  public long sizeInBytes() {
    return pixels.bytes();
  }

  /** Whether the pixels are outside the Java heap, so that Python can share them for any time. */
  public boolean isOffHeap() {
    return pixels.isOffHeap();
  }

  /** Whether Python may not write the pixels. */
  public boolean isReadOnly() {
    return readOnly;
  }

  /** The array that this was made of, not a copy; {@code null} for memory outside the Java heap. */
  @Nullable
  public Object arrayOrNull() {
    return pixels.array();
  }

  // -- Reading --

  /**
   * A copy of the pixels as an array of Java's type of the same width: {@code boolean[]} for {@code BOOL}, pairs for
   * complex numbers, the bits in a {@code short[]} for {@code FLOAT16}; unsigned numbers keep their bits.
   *
   * @throws ConversionException if they are more than an array can hold
   * @throws StaleHandleException if the image was closed
   */
  public Object toArray() {
    Object array = pixels.array();
    if (array != null) {
      int length = Array.getLength(array);
      Object copy = Array.newInstance(array.getClass().getComponentType(), length);
      System.arraycopy(array, 0, copy, 0, length);
      return copy;
    }
    return PixelArrays.copy(asByteBuffer(), type);
  }

  /**
   * The pixels in place, in the machine's byte order, without a copy. For pixels of a Python array the buffer must not
   * be used after {@link #close()}: Python may then use the memory for something else.
   *
   * @throws ConversionException for pixels on the Java heap, and above 2 GiB
   * @throws StaleHandleException if the image was closed
   */
  public ByteBuffer asByteBuffer() {
    pixels.checkOpen();
    if (!pixels.isOffHeap()) {
      throw new ConversionException(
          "The pixels are in an array on the Java heap, not in a buffer.", "Use arrayOrNull() or toArray().");
    }
    ByteBuffer memory = pixels.memory();
    if (memory == null) {
      throw new ConversionException(
          "The image has " + pixels.bytes() + " bytes, more than a Java buffer or array can hold.",
          "Work on parts of it in Python, each below 2 GiB.");
    }
    ByteBuffer view = readOnly ? memory.asReadOnlyBuffer() : memory.duplicate();
    view.clear();
    return view.order(ByteOrder.nativeOrder());
  }

  /**
   * Where the first pixel lies in memory, for libraries that work with addresses: also above 2 GiB. It is valid as long
   * as this image is referred to and open; for pixels of a Python array, until {@link #close()}.
   *
   * @throws ConversionException for pixels on the Java heap, which have no address
   * @throws StaleHandleException if the image was closed
   */
  public long address() {
    pixels.checkOpen();
    if (!pixels.isOffHeap()) {
      throw new ConversionException(
          "The pixels are in an array on the Java heap, which the garbage collector moves.",
          "Use arrayOrNull() or toArray().");
    }
    return pixels.address() + offset;
  }

  /**
   * A part of the pixels in place, in the machine's byte order: also of pixels above 2 GiB. Valid as long as this image is
   * referred to and open.
   *
   * @param first byte of the pixels that the buffer begins with
   * @param length of the buffer in bytes
   * @throws ConversionException for pixels on the Java heap, and for a part that isn't theirs
   * @throws StaleHandleException if the image was closed
   */
  public ByteBuffer asByteBuffer(long first, int length) {
    if (first < 0 || length < 0 || first > pixels.bytes() - length) {
      throw new ConversionException(
          "Bytes " + first + " to " + (first + length) + " of pixels that have " + pixels.bytes() + ".",
          "Ask for a part that lies within them.");
    }
    long address = address() - offset + first;
    ByteBuffer memory = pixels.memory();
    ByteBuffer part;
    if (memory == null) {
      part = NativeCalls.view(address, length);
    } else {
      memory = memory.duplicate();
      // The casts keep to the methods that Java 8 has.
      ((java.nio.Buffer) memory).limit((int) first + length).position((int) first);
      part = memory.slice();
    }
    return (readOnly ? part.asReadOnlyBuffer() : part).order(ByteOrder.nativeOrder());
  }

  // -- Lending --

  long pythonHandle() {
    long handle = pixels.pythonHandle();
    if (handle != 0) {
      pixels.checkOpen();
    }
    return handle;
  }

  int lend(CallFrame frame, boolean pinned, boolean writable) {
    return pixels.lend(frame, pinned, writable, type.code());
  }

  /** The metadata as a block, made once; empty if there is none. */
  byte[] metadataBlock() {
    byte[] made = block;
    if (made == null) {
      Map<String, Object> values = metadata();
      made = values.isEmpty() ? NO_BLOCK : WireWriter.encode(values);
      block = made;
    }
    return made;
  }

  /**
   * Ends the use of the pixels from Java, for all images that show them. What Python still refers to stays valid for
   * Python; heap arrays are not concerned. An open image that is forgotten is found by the garbage collector.
   */
  @Override
  public void close() {
    if (pixels.isOffHeap()) {
      pixels.close();
    }
  }

  @Override
  public String toString() {
    return type.numpyName() + Arrays.toString(shape) + (isOffHeap() ? " off-heap" : " on the heap");
  }
}
