package io.drua.bridge.internal.frame;

/**
 * Offsets of a frame, of a span and of an event record in bytes, and the numbers in them: the native interface
 * ({@code drua.h}). All are little-endian memory. Every constant is known to the compiler, so that the classes
 * {@code Home...} may use them without this class.
 */
public final class FrameLayout {
  /** Version of the layout. */
  public static final int ABI_VERSION = 3;

  /** Frame, 4 bytes: {@link #ABI_VERSION}. */
  public static final int VERSION = 0;
  /** Frame, 4 bytes: what to do, an {@code OP_} or {@code QUERY_} number. */
  public static final int OP = 4;
  /** Frame, 8 bytes: handle of the Python object that it is about; 0 for none. */
  public static final int TARGET = 8;
  /** Frame, 8 bytes: number of the call, by which it is cancelled and its output is known; 0 for none. */
  public static final int CALL = 16;
  /** Frame, 8 bytes: address of the argument block. */
  public static final int ARGS = 24;
  /** Frame, 8 bytes: length of the argument block. */
  public static final int ARGS_LEN = 32;
  /** Frame, 8 bytes: address of the first span. */
  public static final int SPANS = 40;
  /** Frame, 8 bytes: number of spans. */
  public static final int SPAN_COUNT = 48;
  /** Frame, 8 bytes: address where the reply goes. */
  public static final int REPLY = 56;
  /** Frame, 8 bytes: room for the reply. */
  public static final int REPLY_CAPACITY = 64;
  /** Frame, 8 bytes, written by the native side: length of the reply, also where it did not fit. */
  public static final int REPLY_LEN = 72;
  /** Frame, 4 bytes, written by the native side: a {@code STATUS_} number. */
  public static final int STATUS = 80;
  /** Frame, 4 bytes: {@code FLAG_} bits. */
  public static final int FLAGS = 84;
  /** Frame, 8 bytes, written by the native side if timed: wait for Python's lock. */
  public static final int WAIT_NANOS = 88;
  /** Frame, 8 bytes, written by the native side if timed: time inside the Python function. */
  public static final int PYTHON_NANOS = 96;
  /** Frame, 8 bytes, written by the native side: whether events wait to be polled. */
  public static final int EVENTS_WAIT = 104;
  /** Length of a frame. */
  public static final int FRAME_BYTES = 128;

  /** Span, 8 bytes: first byte; written by the native side for arrays of the Java heap. */
  public static final int SPAN_ADDRESS = 0;
  /** Span, 8 bytes: length. */
  public static final int SPAN_BYTE_LEN = 8;
  /** Span, 8 bytes: handle of what keeps memory outside the Java heap alive; 0 for none. */
  public static final int SPAN_OWNER = 16;
  /** Span, 8 bytes: number of the array of the Java heap while it is lent; 0 for other memory. */
  public static final int SPAN_IDENTITY = 24;
  /** Span, 4 bytes: a {@code MODE_} number. */
  public static final int SPAN_MODE = 32;
  /** Span, 4 bytes: {@code ACCESS_} bits. */
  public static final int SPAN_ACCESS = 36;
  /** Span, 4 bytes, written by the native side: {@code OUTCOME_} bits. */
  public static final int SPAN_OUTCOME = 40;
  /** Span, 4 bytes: code of the array's element type. */
  public static final int SPAN_ELEMENT = 44;
  /** Span, 4 bytes: which of the arrays handed over with the frame; -1 for other memory. */
  public static final int SPAN_ARRAY_INDEX = 48;
  /** Span, 4 bytes: 1 + which of the arrays gets the result of a copy; 0 for the array itself. */
  public static final int SPAN_RESULT_INDEX = 52;
  /** Span, 8 bytes, written by the native side: bytes copied, both ways together. */
  public static final int SPAN_COPIED = 56;
  /** Length of a span. */
  public static final int SPAN_BYTES = 64;

  /** Calls the target. */
  public static final int OP_CALL = 1;
  /** Reads an attribute of the target. */
  public static final int OP_GET_ATTRIBUTE = 2;
  /** Writes an attribute of the target. */
  public static final int OP_SET_ATTRIBUTE = 3;
  /** Imports a module. */
  public static final int OP_IMPORT = 4;
  /** Runs statements; the target is their namespace. */
  public static final int OP_EXECUTE = 5;
  /** Evaluates an expression; the target is its namespace. */
  public static final int OP_EVALUATE = 6;
  /** {@code str} or {@code repr} of the target. */
  public static final int OP_TEXT = 7;
  /** Makes a namespace. */
  public static final int OP_NAMESPACE = 8;
  /** Looks for interpreters. */
  public static final int QUERY_INTERPRETERS = 101;
  /** Reads the manifests of routine folders from the cache. */
  public static final int QUERY_MANIFESTS = 102;
  /** Checks a manifest and keeps it. */
  public static final int QUERY_STORE_MANIFEST = 103;
  /** Makes a block of memory. */
  public static final int QUERY_BLOCK_MAKE = 104;
  /** Maps a part of a file. */
  public static final int QUERY_BLOCK_OPEN = 105;
  /** Waits until a part of a block is on the disk. */
  public static final int QUERY_BLOCK_FLUSH = 106;
  /** Unmaps a block. */
  public static final int QUERY_BLOCK_FREE = 107;

  /** Flag: reply with a handle. */
  public static final int FLAG_KEEP = 1;
  /** Flag: fill in the times. */
  public static final int FLAG_TIMED = 2;
  /** Flag: the thread's stack may be small. */
  public static final int FLAG_LARGE_STACK = 4;
  /** The result becomes a Java object: what has a Java type of its own in Python goes with it. */
  public static final int FLAG_OBJECTS = 8;

  /** Memory outside the Java heap, seen in place. */
  public static final int MODE_SHARED = 0;
  /** An array of the Java heap, pinned for the length of the call. */
  public static final int MODE_PINNED = 1;
  /** A copy in, and a copy out where Python may write. */
  public static final int MODE_COPIED = 2;
  /** Python may read. */
  public static final int ACCESS_READ = 1;
  /** Python may write. */
  public static final int ACCESS_WRITE = 2;
  /** A view outlived the call and was given a copy. */
  public static final int OUTCOME_ESCAPED = 1;
  /** The JVM gave a copy instead of a pin. */
  public static final int OUTCOME_JVM_COPY = 2;
  /** A view outlived the call and could not be saved. */
  public static final int OUTCOME_LOST_VIEW = 4;

  /** The reply is the result. */
  public static final int STATUS_OK = 0;
  /** Python raised an exception. */
  public static final int STATUS_PYTHON_EXCEPTION = 1;
  /** The reply did not fit and waits to be fetched; the frame has its status. */
  public static final int STATUS_REPLY_TOO_LARGE = 7;

  /** No usable interpreter was found. */
  public static final int STATUS_NO_INTERPRETER = 12;
  /** The interpreter was found, and did not start. */
  public static final int STATUS_START_FAILED = 13;

  /** Event record, 1 byte: an {@code EVENT_} number. Before it the length of the payload, 4 bytes. */
  public static final int RECORD_KIND = 4;
  /** Event record, 8 bytes: number of the call that it belongs to; 0 for none. */
  public static final int RECORD_CALL = 5;
  /** Event record: where the payload begins. */
  public static final int RECORD_PAYLOAD = 13;
  /** Text for the standard output. */
  public static final int EVENT_OUTPUT = 1;
  /** Text for the error output. */
  public static final int EVENT_ERROR_OUTPUT = 2;
  /** Fraction, 8 bytes, and text. */
  public static final int EVENT_PROGRESS = 3;
  /** A tenth of Python's level, 1 byte, and text. */
  public static final int EVENT_LOG = 4;
  /** Token of lent memory, 8 bytes: nothing in Python refers to it any more. */
  public static final int EVENT_OWNER_RELEASED = 5;
  /** Number of a Java function, 8 bytes: nothing in Python refers to it any more. */
  public static final int EVENT_FUNCTION_RELEASED = 6;
  /** How many records were dropped, 8 bytes, because nobody polled. */
  public static final int EVENT_DROPPED = 7;

  private FrameLayout() {}
}
