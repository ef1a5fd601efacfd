package io.drua.bridge;

import io.drua.bridge.internal.NativeCalls;
import io.drua.bridge.internal.NativeHome;
import io.drua.bridge.internal.frame.CallFrame;
import io.drua.bridge.internal.memory.Sweeper;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Where the pixels of one or more {@link ImageBuffer}s are, and who keeps them there. One of: an array of the Java
 * heap; memory outside it with a Java owner; memory of a Python array.
 */
final class Pixels {
  @Nullable private final Object array;
  @Nullable private final ByteBuffer memory;
  private final long address;
  private final long bytes;
  private final int element;
  @Nullable private final Object owner;
  /** What the garbage collector watches: every view of the memory refers to it. */
  private final Object anchor;

  /** What is let go of when nothing in Java refers to the pixels; null where {@link #owner} is enough. */
  @Nullable private final Interest interest;
  private final long handle;
  @Nullable private volatile Lending lending;
  private volatile boolean closed;

  private Pixels(
      @Nullable Object array,
      @Nullable ByteBuffer memory,
      long address,
      long bytes,
      int element,
      @Nullable Object owner,
      @Nullable Lease lease,
      long handle) {
    this.array = array;
    this.memory = memory;
    this.address = address;
    this.bytes = bytes;
    this.element = element;
    this.owner = owner;
    this.anchor = memory == null ? new Object() : memory;
    this.interest = lease == null ? null : new Interest(anchor, lease, handle != 0);
    this.handle = handle;
  }

  static Pixels ofArray(Object array, PixelType type) {
    PixelType natural = naturalType(array);
    if (natural == null) {
      throw new ConversionException(
          "Pixels must be an array of numbers; " + array.getClass().getSimpleName() + " was given.",
          "Pass byte[], short[], int[], long[], float[], double[] or boolean[].");
    }
    boolean fits = natural.bytes() == type.bytes() && isFloat(natural) == isFloat(type) || isMadeOf(type, natural);
    if (!fits) {
      throw new ConversionException(
          "Pixels of type " + type.numpyName() + " can't be in a " + array.getClass().getSimpleName() + ".",
          "Use an array whose elements are " + type.bytes() + " bytes long.");
    }
    long bytes = (long) Array.getLength(array) * natural.bytes();
    return new Pixels(array, null, 0, bytes, natural.code(), null, null, 0);
  }

  private static boolean isFloat(PixelType type) {
    return type == PixelType.FLOAT32 || type == PixelType.FLOAT64;
  }

  /** Packed colours, pairs of real and imaginary parts, and half precision in its bits. */
  private static boolean isMadeOf(PixelType type, PixelType natural) {
    return type == PixelType.UINT8 && natural == PixelType.INT32
        || type == PixelType.COMPLEX64 && natural == PixelType.FLOAT32
        || type == PixelType.COMPLEX128 && natural == PixelType.FLOAT64;
  }

  static Pixels ofDirect(ByteBuffer direct) {
    if (!direct.isDirect()) {
      throw new ConversionException(
          "The buffer is not direct: it lies on the Java heap.", "Use ImageBuffer.ofArray with its array.");
    }
    ByteBuffer slice = direct.slice().order(ByteOrder.nativeOrder());
    return new Pixels(null, slice, NativeCalls.addressOf(slice), slice.remaining(), 0, direct, null, 0);
  }

  static Pixels ofMemory(long address, long bytes, Object owner) {
    return new Pixels(null, view(address, bytes), address, bytes, 0, owner, null, 0);
  }

  static Pixels ofPython(long handle, long address, long bytes) {
    return new Pixels(null, view(address, bytes), address, bytes, 0, null, new PythonArray(handle), handle);
  }

  /** Memory that is freed once its last user has gone; one interest in the lease becomes theirs. */
  static Pixels ofLease(long address, long bytes, Lease lease) {
    return new Pixels(null, view(address, bytes), address, bytes, 0, null, lease, 0);
  }

  /** A Java buffer ends at 2 GiB; larger memory has none. */
  @Nullable
  private static ByteBuffer view(long address, long bytes) {
    if (bytes > Integer.MAX_VALUE) {
      return null;
    }
    ByteBuffer view = bytes == 0 ? ByteBuffer.allocateDirect(0) : NativeCalls.view(address, bytes);
    return view.order(ByteOrder.nativeOrder());
  }

  /** Type of an array's elements, or null if it is no array of numbers. */
  @Nullable
  static PixelType naturalType(Object array) {
    if (array instanceof short[]) {
      return PixelType.INT16;
    } else if (array instanceof float[]) {
      return PixelType.FLOAT32;
    } else if (array instanceof int[]) {
      return PixelType.INT32;
    } else if (array instanceof double[]) {
      return PixelType.FLOAT64;
    } else if (array instanceof long[]) {
      return PixelType.INT64;
    } else if (array instanceof boolean[]) {
      return PixelType.BOOL;
    }
    return array instanceof byte[] ? PixelType.INT8 : null;
  }

  // -- What they are --

  @Nullable
  Object array() {
    return array;
  }

  /** The memory outside the Java heap; null for arrays, and above 2 GiB. */
  @Nullable
  ByteBuffer memory() {
    return memory;
  }

  long bytes() {
    return bytes;
  }

  boolean isOffHeap() {
    return array == null;
  }

  /** Handle of the Python array; 0 if they are not in one. */
  long pythonHandle() {
    return handle;
  }

  void checkOpen() {
    if (closed) {
      throw new StaleHandleException(
          "This image buffer was closed before.", "Keep the buffer open as long as it is used.");
    }
  }

  // -- Lending --

  /** Lends them with a frame; gives the number of the span. */
  int lend(CallFrame frame, boolean pinned, boolean writable, int type) {
    checkOpen();
    if (array != null) {
      return frame.lendArray(array, bytes, pinned, writable, element);
    }
    return frame.lendMemory(address(), bytes, lending().nativeOwner, writable, type);
  }

  /** First byte of memory outside the Java heap. */
  long address() {
    // A buffer made before the native library was there has no address yet.
    return address == 0 && memory != null ? NativeCalls.addressOf(memory) : address;
  }

  private Lending lending() {
    Lending current = lending;
    if (current == null) {
      synchronized (this) {
        checkOpen();
        current = lending;
        if (current == null) {
          Object kept = owner;
          if (interest != null) {
            interest.lease.more();
            kept = interest.lease;
          }
          current = new Lending(anchor, kept);
          lending = current;
        }
      }
    }
    return current;
  }

  synchronized void close() {
    closed = true;
    if (lending != null) {
      lending.end();
    }
    if (interest != null) {
      interest.end();
    }
  }

  /** What Java says to native code about the memory; it refers to neither the pixels nor their image. */
  private static final class Lending extends Sweeper.Entry {
    private final long nativeOwner;

    Lending(Object anchor, @Nullable Object kept) {
      super(anchor);
      long token = NativeHome.addOwner(kept == null ? this : kept);
      nativeOwner = NativeCalls.lend(token);
      if (nativeOwner == 0) {
        NativeHome.removeOwner(token);
        throw new BridgeException(
            "library", "Off-heap memory could not be lent to Python.", "Start Python before lending images.", null);
      }
    }

    @Override
    protected boolean counted() {
      return false;
    }

    @Override
    protected void free() {
      NativeCalls.unlend(nativeOwner);
    }
  }

  /** Java's interest in memory that has others. */
  private static final class Interest extends Sweeper.Entry {
    private final Lease lease;
    private final boolean counted;

    Interest(Object anchor, Lease lease, boolean counted) {
      super(anchor);
      this.lease = lease;
      this.counted = counted;
    }

    @Override
    protected boolean counted() {
      return counted;
    }

    @Override
    protected void free() {
      lease.run();
    }
  }

  /** A Python array that Java holds. */
  private static final class PythonArray extends Lease {
    private final long handle;

    PythonArray(long handle) {
      this.handle = handle;
    }

    @Override
    void free() {
      NativeCalls.release(handle);
    }
  }
}
