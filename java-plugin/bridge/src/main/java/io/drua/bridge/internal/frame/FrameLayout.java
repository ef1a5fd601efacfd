package io.drua.bridge.internal.frame;

/** Offsets of a frame and of a span in bytes, and the numbers in them. Both are little-endian memory. */
public final class FrameLayout {
  /** Version of the layout. */
  public static final int ABI_VERSION = 1;

  /** Offset. */
  public static final int VERSION = 0;
  /** Offset. */
  public static final int OP = 4;
  /** Offset. */
  public static final int TARGET = 8;
  /** Offset. */
  public static final int CALL = 16;
  /** Offset. */
  public static final int ARGS = 24;
  /** Offset. */
  public static final int ARGS_LEN = 32;
  /** Offset. */
  public static final int SPANS = 40;
  /** Offset. */
  public static final int SPAN_COUNT = 48;
  /** Offset. */
  public static final int REPLY = 56;
  /** Offset. */
  public static final int REPLY_CAPACITY = 64;
  /** Offset. */
  public static final int REPLY_LEN = 72;
  /** Offset. */
  public static final int STATUS = 80;
  /** Offset. */
  public static final int FLAGS = 84;
  /** Offset. */
  public static final int WAIT_NANOS = 88;
  /** Offset. */
  public static final int PYTHON_NANOS = 96;
  /** Offset in the frame. */
  public static final int EVENTS_WAIT = 104;
  /** Length of a frame. */
  public static final int FRAME_BYTES = 128;

  /** Offset in a span. */
  public static final int SPAN_ADDRESS = 0;
  /** Offset in a span. */
  public static final int SPAN_BYTE_LEN = 8;
  /** Offset in a span. */
  public static final int SPAN_OWNER = 16;
  /** Offset in a span. */
  public static final int SPAN_IDENTITY = 24;
  /** Offset in a span. */
  public static final int SPAN_MODE = 32;
  /** Offset in a span. */
  public static final int SPAN_ACCESS = 36;
  /** Offset in a span. */
  public static final int SPAN_OUTCOME = 40;
  /** Offset in a span. */
  public static final int SPAN_ELEMENT = 44;
  /** Offset in a span. */
  public static final int SPAN_ARRAY_INDEX = 48;
  /** Offset in a span. */
  public static final int SPAN_RESERVED = 52;
  /** Offset in a span. */
  public static final int SPAN_COPIED = 56;
  /** Length of a span. */
  public static final int SPAN_BYTES = 64;

  /** Operation. */
  public static final int OP_CALL = 1;
  /** Operation. */
  public static final int OP_GET_ATTRIBUTE = 2;
  /** Operation. */
  public static final int OP_SET_ATTRIBUTE = 3;
  /** Operation. */
  public static final int OP_IMPORT = 4;
  /** Operation. */
  public static final int OP_EXECUTE = 5;
  /** Operation. */
  public static final int OP_EVALUATE = 6;
  /** Operation. */
  public static final int OP_TEXT = 7;
  /** Operation. */
  public static final int OP_NAMESPACE = 8;
  /** Query. */
  public static final int QUERY_INTERPRETERS = 101;
  /** Query. */
  public static final int QUERY_MANIFESTS = 102;
  /** Query. */
  public static final int QUERY_STORE_MANIFEST = 103;

  /** Flag: reply with a handle. */
  public static final int FLAG_KEEP = 1;
  /** Flag: fill in the times. */
  public static final int FLAG_TIMED = 2;

  /** Mode of a span. */
  public static final int MODE_SHARED = 0;
  /** Mode of a span. */
  public static final int MODE_PINNED = 1;
  /** Mode of a span. */
  public static final int MODE_COPIED = 2;
  /** Access bit of a span. */
  public static final int ACCESS_READ = 1;
  /** Access bit of a span. */
  public static final int ACCESS_WRITE = 2;
  /** Outcome bit of a span. */
  public static final int OUTCOME_ESCAPED = 1;
  /** Outcome bit of a span. */
  public static final int OUTCOME_JVM_COPY = 2;
  /** Outcome bit of a span. */
  public static final int OUTCOME_LOST_VIEW = 4;

  /** Status. */
  public static final int STATUS_OK = 0;
  /** Status. */
  public static final int STATUS_REPLY_TOO_LARGE = 7;

  private FrameLayout() {}
}
