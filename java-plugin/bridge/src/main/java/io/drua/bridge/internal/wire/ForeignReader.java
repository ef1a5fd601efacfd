package io.drua.bridge.internal.wire;

import io.drua.bridge.Nullable;

/** Makes the values that a plain block reader does not know. */
public interface ForeignReader {
  /** A Python object, whose reference now belongs to the result. */
  Object object(long handle);

  /** Pixels of a Python array, whose reference now belongs to the result. */
  Object array(ArrayDescription array);

  /** A value with a type name. */
  Object typed(String name, @Nullable Object value);

  /** A Java function that comes back. */
  Object function(long id, String name);

  /**
   * A Java object that comes back.
   *
   * @param reference global reference, which stays Python's
   * @param handle of the Python object that holds it, and now belongs to the reader; 0 if it is held otherwise
   */
  Object hostObject(long reference, long handle);

  /** What a block says of a Python array. */
  final class ArrayDescription {
    /** Handle of the array. */
    public final long handle;
    /** First byte. */
    public final long address;
    /** Length in bytes. */
    public final long byteLength;
    /** Flags, see {@link Tag}. */
    public final int flags;
    /** Code of the element type. */
    public final int dtype;
    /** Lengths of the axes, slowest first. */
    public final long[] shape;
    /** Bytes from one element to the next along each axis. */
    public final long[] strides;
    /** Metadata, usually a map, or null. */
    @Nullable public final Object metadata;

    ArrayDescription(
        long handle,
        long address,
        long byteLength,
        int flags,
        int dtype,
        long[] shape,
        long[] strides,
        @Nullable Object metadata) {
      this.handle = handle;
      this.address = address;
      this.byteLength = byteLength;
      this.flags = flags;
      this.dtype = dtype;
      this.shape = shape;
      this.strides = strides;
      this.metadata = metadata;
    }
  }
}
