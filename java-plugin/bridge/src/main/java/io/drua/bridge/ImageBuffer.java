package io.drua.bridge;

import java.nio.ByteBuffer;
import java.util.Map;

/** Pixels plus metadata; shape slowest axis first (NumPy order). */
public final class ImageBuffer implements AutoCloseable {
  private ImageBuffer() {}

  /** Pixels in an array on the Java heap, not copied. */
  public static ImageBuffer ofArray(Object primitiveArray, PixelType type, long... shape) {
    throw new UnsupportedOperationException();
  }

  /** Pixels in a direct buffer, from its position to its limit, not copied. */
  public static ImageBuffer ofDirect(ByteBuffer pixels, PixelType type, long... shape) {
    throw new UnsupportedOperationException();
  }

  /** The same pixels with metadata. */
  public ImageBuffer withMetadata(Map<String, ?> metadata) {
    throw new UnsupportedOperationException();
  }

  /** The same pixels, which Python may not write. */
  public ImageBuffer readOnly() {
    throw new UnsupportedOperationException();
  }

  /** Lengths of the axes, slowest first. */
  public long[] shape() {
    throw new UnsupportedOperationException();
  }

  /** Element type. */
  public PixelType type() {
    throw new UnsupportedOperationException();
  }

  /** Metadata; empty if there is none. */
  public Map<String, Object> metadata() {
    throw new UnsupportedOperationException();
  }

  /** A copy of the pixels as a primitive array. */
  public Object toArray() {
    throw new UnsupportedOperationException();
  }

  /** The pixels in place, in the machine's byte order. */
  public ByteBuffer asByteBuffer() {
    throw new UnsupportedOperationException();
  }

  /** Length in bytes. */
  public long sizeInBytes() {
    throw new UnsupportedOperationException();
  }

  /** Whether the pixels are outside the Java heap. */
  public boolean isOffHeap() {
    throw new UnsupportedOperationException();
  }

  /** Whether Python may not write the pixels. */
  public boolean isReadOnly() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
