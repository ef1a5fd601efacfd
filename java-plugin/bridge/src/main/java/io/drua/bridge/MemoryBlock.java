package io.drua.bridge;

import io.drua.bridge.internal.NativeCalls;
import io.drua.bridge.internal.frame.FrameLayout;
import io.drua.bridge.internal.library.NativeLibraries;
import io.drua.bridge.internal.memory.Sweeper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * One block of memory outside the Java heap, of any length, that Java and Python use in place: anonymous memory, or a
 * file mapped into memory. Python need not run.
 *
 * <p>Several objects may hold one memory: blocks made by {@link #share}, buffers, images, and arrays in Python. It is
 * unmapped when the last of them has gone. {@link #close} therefore ends the use by this object only, and never takes
 * memory away from somebody who has a view. Blocks that are forgotten are found by the garbage collector, some time;
 * close them.
 *
 * <p>All methods may be called on any thread. Nothing guards the bytes themselves against two writers.
 */
public final class MemoryBlock implements AutoCloseable {
  /** What may be done with the bytes of a file. */
  public enum Mode {
    /** Reading. Java's and Python's views are read-only. */
    READ_ONLY,
    /** Reading, and writing into the file. */
    READ_WRITE,
    /** Reading, and writing into pages of one's own: the file stays as it is, and changes are lost at the end. */
    PRIVATE
  }

  private static final AtomicLong MAPPED = new AtomicLong();
  private static final Map<Long, Mapping> MAPPINGS = new ConcurrentHashMap<Long, Mapping>();

  private final Mapping mapping;
  private final Interest interest;

  private MemoryBlock(Mapping mapping) {
    this.mapping = mapping;
    this.interest = new Interest(this, mapping);
  }

  // -- Making one --

  /**
   * Memory of no file, all zero. The system gives the pages as they are written.
   *
   * @throws BridgeException with code {@code "out-of-memory"} if the system has less memory than that now
   */
  public static MemoryBlock allocate(long bytes) {
    return make(FrameLayout.QUERY_BLOCK_MAKE, bytes, Mode.READ_WRITE, null, null, requireLength(bytes));
  }

  /**
   * A new file, all zero, whose space on the disk is taken at once. It stays when the block is closed.
   *
   * @throws BridgeException with code {@code "disk-full"}, {@code "file-exists"}, {@code "file-not-found"} (its folder)
   *     or {@code "file"}; no file is left then
   */
  public static MemoryBlock create(Path file, long bytes) {
    String name = file.toAbsolutePath().toString();
    return make(FrameLayout.QUERY_BLOCK_MAKE, bytes, Mode.READ_WRITE, file, name, requireLength(bytes));
  }

  /**
   * A part of a file that is there, without reading it. The offset needs no alignment, but elements lie aligned only
   * where it is a multiple of their size.
   *
   * <p>What another program writes into the file meanwhile is seen at once in {@link Mode#READ_WRITE}, and may be seen,
   * page by page, in the other modes. A program that makes the file <em>shorter</em> while it is mapped ends this
   * process at the next touch of the missing part (Windows refuses to shorten it).
   *
   * @throws BridgeException with code {@code "file-too-short"}, {@code "file-not-found"}, {@code "not-a-file"} or
   *     {@code "file"}
   */
  public static MemoryBlock open(Path file, long offset, long bytes, Mode mode) {
    String name = file.toAbsolutePath().toString();
    return make(
        FrameLayout.QUERY_BLOCK_OPEN,
        bytes,
        mode,
        file,
        name,
        requireLength(offset),
        requireLength(bytes),
        (long) mode.ordinal());
  }

  private static MemoryBlock make(
      int query, long bytes, Mode mode, @Nullable Path file, @Nullable Object... arguments) {
    if (NativeCalls.loadedPath() == null) {
      NativeLibraries.load(PythonConfig.ofSystemProperties());
    }
    // Blocks that were forgotten: their memory may be what this one needs.
    Sweeper.sweep();
    List<?> reply = (List<?>) ask(query, arguments);
    long handle = ((Number) reply.get(0)).longValue();
    long address = ((Number) reply.get(1)).longValue();
    return new MemoryBlock(new Mapping(handle, address, bytes, mode, file));
  }

  @Nullable
  private static Object ask(int query, @Nullable Object... arguments) {
    BridgeCall call = BridgeCall.enter();
    try {
      for (Object argument : arguments) {
        call.writer().value(argument);
      }
      return call.query(query);
    } finally {
      call.exit();
    }
  }

  private static long requireLength(long bytes) {
    if (bytes < 0) {
      throw new ParameterException("Expected a number of bytes of 0 or more, found " + bytes + ".", "Check the lengths.");
    }
    return bytes;
  }

  /** Another block over the same memory, to be closed on its own. */
  public MemoryBlock share() {
    use();
    return new MemoryBlock(mapping);
  }

  /**
   * Another block over the memory with a {@link #number}, to be closed on its own.
   *
   * @throws StaleHandleException if that memory is gone
   */
  public static MemoryBlock ofNumber(long number) {
    Mapping mapping = MAPPINGS.get(number);
    if (mapping == null) {
      throw new StaleHandleException("There is no block of memory " + number + ".", "Keep it open until its last use.");
    }
    mapping.more();
    return new MemoryBlock(mapping);
  }

  // -- What it is --

  /** What the memory is known by in this process, whichever object holds it. Never used again. */
  public long number() {
    return mapping.handle;
  }

  /** Length in bytes. */
  public long bytes() {
    return mapping.bytes;
  }

  /** Whether the bytes may not be written. */
  public boolean isReadOnly() {
    return mapping.mode == Mode.READ_ONLY;
  }

  /** The file, {@code null} for memory of none. */
  @Nullable
  public Path file() {
    return mapping.file;
  }

  /** What may be done with the file; {@link Mode#READ_WRITE} for memory of none. */
  public Mode mode() {
    return mapping.mode;
  }

  /** Whether this object was closed; the memory may have other users. */
  public boolean isClosed() {
    return interest.ended();
  }

  /** Bytes that are mapped by all blocks now. */
  public static long mappedBytes() {
    Sweeper.sweep();
    return MAPPED.get();
  }

  // -- Its bytes --

  /**
   * Where the first byte lies. It is valid as long as this block is referred to and open; 0 for a block without bytes.
   *
   * @throws StaleHandleException if the block was closed
   */
  public long address() {
    requireOpen();
    return mapping.address;
  }

  /**
   * A part of the bytes as a buffer in the machine's byte order, without a copy. The memory stays as long as the
   * buffer, or one made from it, does.
   *
   * @throws ConversionException if the part isn't in the block
   * @throws StaleHandleException if the block was closed
   */
  public ByteBuffer buffer(long offset, int length) {
    requireInside(offset, length);
    use();
    ByteBuffer view = view(offset, length);
    new Interest(view, mapping);
    return order(isReadOnly() ? view.asReadOnlyBuffer() : view);
  }

  /**
   * Does something with a part of the bytes as a buffer in the machine's byte order, which must not be used any more
   * afterwards: cheaper than {@link #buffer}.
   *
   * @throws ConversionException if the part isn't in the block
   * @throws StaleHandleException if the block was closed
   */
  public void access(long offset, int length, Consumer<ByteBuffer> body) {
    requireInside(offset, length);
    use();
    try {
      ByteBuffer view = view(offset, length);
      body.accept(order(isReadOnly() ? view.asReadOnlyBuffer() : view));
    } finally {
      mapping.run();
    }
  }

  /**
   * The first bytes as an image, in place; see {@link #image(long, PixelType, long...)}.
   */
  public ImageBuffer image(PixelType type, long... shape) {
    return image(0, type, shape);
  }

  /**
   * A part of the bytes as an image, in place: Python sees the same memory (Shared). The image keeps the memory until
   * it is closed, or forgotten, and Python until its last array over it has gone.
   *
   * @param shape in NumPy's order, the slowest axis first
   * @throws ConversionException if the block is shorter than that
   * @throws StaleHandleException if the block was closed
   */
  public ImageBuffer image(long offset, PixelType type, long... shape) {
    long needed = ImageBuffer.bytesOf(type, shape);
    requireInside(offset, needed);
    use();
    ImageBuffer image = ImageBuffer.ofPixels(Pixels.ofLease(mapping.address + offset, needed, mapping), type, shape);
    return isReadOnly() ? image.readOnly() : image;
  }

  /**
   * One byte, which is none of the block's, that keeps the memory as an image of it would: for arrays that Python makes
   * over {@link #address} by itself. Close it when Python has it.
   *
   * @throws StaleHandleException if the block was closed
   */
  public ImageBuffer keeper() {
    use();
    // Memory of the JVM's own: the borrow table takes two writers of one byte for two writers of the block.
    ByteBuffer memory = ByteBuffer.allocateDirect(1);
    Pixels pixels = Pixels.ofLease(NativeCalls.addressOf(memory), 1, new Keeping(memory, mapping));
    return ImageBuffer.ofPixels(pixels, PixelType.UINT8, new long[] {1}).readOnly();
  }

  /**
   * Waits until the bytes are in the file on the disk, so that they outlast a failure of the machine. Other programs
   * see them without it. Does nothing for memory of no file, and where the file isn't written.
   *
   * @throws BridgeException with code {@code "file"} or {@code "disk-full"} if the disk failed
   * @throws StaleHandleException if the block was closed
   */
  public void flush() {
    use();
    try {
      ask(FrameLayout.QUERY_BLOCK_FLUSH, mapping.handle, 0L, mapping.bytes);
    } finally {
      mapping.run();
    }
  }

  private static ByteBuffer order(ByteBuffer buffer) {
    return buffer.order(ByteOrder.nativeOrder());
  }

  private ByteBuffer view(long offset, int length) {
    return length == 0 ? ByteBuffer.allocateDirect(0) : NativeCalls.view(mapping.address + offset, length);
  }

  private void requireInside(long offset, long length) {
    if (offset < 0 || length < 0 || length > mapping.bytes || offset > mapping.bytes - length) {
      throw new ConversionException(
          "Bytes " + offset + " to " + (offset + length) + " are not in a block of " + mapping.bytes + " bytes.",
          "Check offset, shape and type.");
    }
  }

  private void requireOpen() {
    if (interest.ended()) {
      throw new StaleHandleException("This block of memory was closed before.", "Keep it open until its last use.");
    }
  }

  /** Takes an interest that somebody else ends. */
  private void use() {
    requireOpen();
    mapping.more();
  }

  // -- The end --

  /**
   * Ends the use by this object. The memory is unmapped when its last buffer, image and array has gone, too; what is in
   * a file stays there.
   */
  @Override
  public void close() {
    interest.end();
  }

  @Override
  public String toString() {
    return mapping.bytes + " bytes of " + (mapping.file == null ? "memory" : mapping.file + " (" + mapping.mode + ")");
  }

  /** The memory. Nothing here refers to a block, so that forgotten blocks are found. */
  private static final class Mapping extends Lease {
    private final long handle;
    private final long address;
    private final long bytes;
    private final Mode mode;
    @Nullable private final Path file;

    Mapping(long handle, long address, long bytes, Mode mode, @Nullable Path file) {
      this.handle = handle;
      this.address = address;
      this.bytes = bytes;
      this.mode = mode;
      this.file = file;
      MAPPED.addAndGet(bytes);
      MAPPINGS.put(handle, this);
    }

    @Override
    void free() {
      MAPPED.addAndGet(-bytes);
      MAPPINGS.remove(handle);
      ask(FrameLayout.QUERY_BLOCK_FREE, handle);
    }
  }

  /** An interest in the memory that others have an interest in. */
  private static final class Keeping extends Lease {
    private final ByteBuffer memory;
    private final Mapping mapping;

    Keeping(ByteBuffer memory, Mapping mapping) {
      this.memory = memory;
      this.mapping = mapping;
    }

    @Override
    void free() {
      mapping.run();
    }

    @Override
    public String toString() {
      return memory + " for block " + mapping.handle;
    }
  }

  /** What a block or a buffer holds. */
  private static final class Interest extends Sweeper.Entry {
    private final Mapping mapping;

    Interest(Object watched, Mapping mapping) {
      super(watched);
      this.mapping = mapping;
    }

    @Override
    protected boolean counted() {
      return false;
    }

    @Override
    protected void free() {
      mapping.run();
    }
  }
}
