package io.drua.bridge.internal.frame;

import static io.drua.bridge.internal.frame.FrameLayout.*;

import io.drua.bridge.ConversionException;
import io.drua.bridge.internal.NativeCalls;
import io.drua.bridge.internal.NativeHome;
import io.drua.bridge.internal.wire.ForeignWriter;
import io.drua.bridge.internal.wire.WireWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The memory of one call: frame, spans, arguments and reply, all outside the Java heap and used again from call to
 * call. Belongs to one thread; a call within a call needs a frame of its own.
 */
public final class CallFrame {
  private static final int ARGS_BYTES = 4096;
  private static final int REPLY_BYTES = 8192;
  /** What a thread keeps from one call to the next. */
  private static final int KEPT_BYTES = 1 << 20;

  private final ByteBuffer head;
  private final Long address;
  private final ByteBuffer reply;
  private final WireWriter args;
  private ByteBuffer argsMemory;
  private ByteBuffer spans;
  private int spanCount;
  private Object[] arrays = new Object[4];
  private int arrayCount;

  /** Makes a frame. Its addresses are real only after the native library was loaded. */
  public CallFrame(ForeignWriter foreign) {
    head = allocate(FRAME_BYTES);
    address = NativeCalls.addressOf(head);
    reply = allocate(REPLY_BYTES);
    args = WireWriter.direct(foreign, ARGS_BYTES);
    argsMemory = args.buffer();
    spans = allocate(4 * SPAN_BYTES);
    head.putInt(VERSION, ABI_VERSION);
    head.putLong(ARGS, NativeCalls.addressOf(argsMemory));
    head.putLong(SPANS, NativeCalls.addressOf(spans));
    head.putLong(REPLY, NativeCalls.addressOf(reply));
    head.putLong(REPLY_CAPACITY, REPLY_BYTES);
  }

  private static ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Writer of the arguments. */
  public WireWriter args() {
    return args;
  }

  // -- Spans --

  /** Lends memory outside the Java heap; gives the number of the span. */
  public int lendMemory(long first, long bytes, long owner, boolean writable, int element) {
    int at = newSpan(bytes, writable, element);
    spans.putLong(at + SPAN_ADDRESS, first);
    spans.putLong(at + SPAN_OWNER, owner);
    spans.putInt(at + SPAN_MODE, MODE_SHARED);
    spans.putInt(at + SPAN_ARRAY_INDEX, -1);
    return spanCount++;
  }

  /** Lends an array of the Java heap; gives the number of the span. */
  public int lendArray(Object array, long bytes, boolean pinned, boolean writable, int element) {
    int at = newSpan(bytes, writable, element);
    spans.putInt(at + SPAN_MODE, pinned ? MODE_PINNED : MODE_COPIED);
    spans.putInt(at + SPAN_ARRAY_INDEX, arrayCount);
    spans.putLong(at + SPAN_IDENTITY, hand(array));
    return spanCount++;
  }

  /** Has the copy of a span go back into another array of the same kind, so that its own stays as it is. */
  public void setResult(int span, Object array) {
    hand(array);
    spans.putInt(span * SPAN_BYTES + SPAN_RESULT_INDEX, arrayCount);
  }

  /** Hands an array over with the frame; gives its number while it is lent. */
  private long hand(Object array) {
    if (arrayCount == arrays.length) {
      arrays = Arrays.copyOf(arrays, 2 * arrayCount);
    }
    long identity = NativeHome.lendArray(array);
    arrays[arrayCount++] = array;
    return identity;
  }

  private int newSpan(long bytes, boolean writable, int element) {
    int at = spanCount * SPAN_BYTES;
    if (at == spans.capacity()) {
      ByteBuffer larger = allocate(2 * at);
      spans.clear();
      larger.put(spans);
      larger.clear();
      spans = larger;
      head.putLong(SPANS, NativeCalls.addressOf(spans));
    }
    for (int i = 0; i < SPAN_BYTES; i += 8) {
      spans.putLong(at + i, 0);
    }
    spans.putLong(at + SPAN_BYTE_LEN, bytes);
    spans.putInt(at + SPAN_ACCESS, writable ? ACCESS_READ | ACCESS_WRITE : ACCESS_READ);
    spans.putInt(at + SPAN_ELEMENT, element);
    return at;
  }

  /** Number of spans. */
  public int spanCount() {
    return spanCount;
  }

  /** Mode of a span, which the native side may have changed. */
  public int spanMode(int span) {
    return spans.getInt(span * SPAN_BYTES + SPAN_MODE);
  }

  /** Outcome bits of a span. */
  public int spanOutcome(int span) {
    return spans.getInt(span * SPAN_BYTES + SPAN_OUTCOME);
  }

  /** Bytes copied for a span. */
  public long spanCopied(int span) {
    return spans.getLong(span * SPAN_BYTES + SPAN_COPIED);
  }

  // -- Running --

  /** Fills in the head; the arguments have been written. */
  public void prepare(int op, long target, long call, int flags) {
    if (args.buffer() != argsMemory) {
      argsMemory = args.buffer();
      head.putLong(ARGS, NativeCalls.addressOf(argsMemory));
    }
    head.putInt(OP, op);
    head.putLong(TARGET, target);
    head.putLong(CALL, call);
    head.putLong(ARGS_LEN, args.length());
    head.putLong(SPAN_COUNT, spanCount);
    head.putLong(REPLY_LEN, 0);
    head.putLong(STATUS, (long) flags << 32);
    head.putLong(PYTHON_NANOS, 0);
  }

  /** Runs the frame in Python; gives the status. */
  public int call() {
    Object lent = null;
    if (arrayCount == 1) {
      lent = arrays[0];
    } else if (arrayCount > 1) {
      lent = Arrays.copyOf(arrays, arrayCount);
    }
    return NativeCalls.call(address, lent);
  }

  /** Runs a query that needs no Python. */
  public int query() {
    return NativeCalls.query(address);
  }

  /** Status that the native side left in the frame. */
  public int status() {
    return head.getInt(STATUS);
  }

  /** Nanoseconds inside the Python function, if the call was timed. */
  public long pythonNanos() {
    return head.getLong(PYTHON_NANOS);
  }

  /** Whether Python left output or other events that wait to be delivered. */
  public boolean eventsWait() {
    return head.getLong(EVENTS_WAIT) != 0;
  }

  /** Length of the reply in bytes. */
  public long replyLength() {
    return head.getLong(REPLY_LEN);
  }

  /** The reply, from its first byte: in the frame, or fetched where it was too large for it. */
  public ByteBuffer reply() {
    long length = replyLength();
    if (length <= REPLY_BYTES) {
      return reply;
    }
    if (length > Integer.MAX_VALUE - 64) {
      throw new ConversionException(
          "The result is a block of " + length + " bytes, more than Java can hold in one.",
          "Return large data as NumPy arrays.");
    }
    ByteBuffer large = allocate((int) length);
    NativeCalls.takeReply(NativeCalls.addressOf(large), length);
    return large;
  }

  /** For tests: the head of the frame. */
  ByteBuffer head() {
    return head;
  }

  /** For tests: the spans. */
  ByteBuffer spans() {
    return spans;
  }

  /** Ends the use of the frame: arrays are not lent any more. Must follow every use. */
  public void release() {
    for (int i = 0; i < arrayCount; i++) {
      NativeHome.returnArray(arrays[i]);
      arrays[i] = null;
    }
    arrayCount = 0;
    spanCount = 0;
    args.reset(KEPT_BYTES);
  }
}
