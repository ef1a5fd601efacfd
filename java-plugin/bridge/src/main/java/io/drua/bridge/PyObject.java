package io.drua.bridge;

import static io.drua.bridge.internal.frame.FrameLayout.FLAG_KEEP;
import static io.drua.bridge.internal.frame.FrameLayout.OP_CALL;
import static io.drua.bridge.internal.frame.FrameLayout.OP_GET_ATTRIBUTE;
import static io.drua.bridge.internal.frame.FrameLayout.OP_SET_ATTRIBUTE;
import static io.drua.bridge.internal.frame.FrameLayout.OP_TEXT;

import io.drua.bridge.internal.NativeCalls;
import io.drua.bridge.internal.memory.Sweeper;
import io.drua.bridge.internal.wire.WireWriter;
import java.util.Collections;
import java.util.Map;

/**
 * A Python object that Java holds until it is closed. Any thread may use it; Python's lock makes the calls take turns.
 *
 * <p>Arguments may be null, {@code Boolean}, whole numbers, {@code Double}, {@code String}, {@code byte[]}, lists,
 * maps, arrays, {@link ImageBuffer}, {@link PyObject} and {@link JavaFunction}. Results are {@code null},
 * {@code Boolean}, {@code Long}, {@code BigInteger}, {@code Double}, {@code String}, {@code byte[]}, {@code List},
 * {@code Map}, {@link ImageBuffer} for NumPy arrays, {@link Typed}, and {@link PyObject} for everything else; the last
 * belongs to the caller, who closes it. An object that is forgotten is found by the garbage collector, and counted as
 * swept.
 */
public final class PyObject implements AutoCloseable {
  private static final Object[] NOTHING = {};

  private final long handle;
  private final Reference reference;

  PyObject(long handle) {
    this(handle, true);
  }

  PyObject(long handle, boolean counted) {
    Sweeper.sweep();
    this.handle = handle;
    this.reference = new Reference(this, handle, counted);
  }

  /** The handle, for a call. */
  long handle() {
    if (reference.ended()) {
      throw new StaleHandleException(
          "This Python object was closed before.", "Keep the object open as long as it is used.");
    }
    return handle;
  }

  /**
   * Calls it, on the calling thread and its stack. What may recurse without end through C code belongs on a larger one:
   * see {@link PythonRuntime#onLargeStack}.
   *
   * @throws PythonException if it raises
   * @throws ConversionException if an argument has no counterpart in Python
   * @throws StaleHandleException if it was closed
   */
  @Nullable
  public Object call(Object... args) {
    return call(0, args, Collections.<String, Object>emptyMap());
  }

  /** Calls it with positional arguments and keywords; see {@link #call}. */
  @Nullable
  public Object callWith(Object[] args, Map<String, ?> keywords) {
    return call(0, args, keywords);
  }

  /** Calls it, and keeps the result as an object even where it could travel as a value. */
  public PyObject callKeeping(Object... args) {
    return (PyObject) call(FLAG_KEEP, args, Collections.<String, Object>emptyMap());
  }

  private Object call(int flags, Object[] args, Map<String, ?> keywords) {
    BridgeCall call = BridgeCall.enter();
    try {
      call.hold(this, args);
      WireWriter writer = call.writer();
      writer.putInt(args.length);
      writer.putInt(keywords.size());
      for (Object arg : args) {
        writer.value(arg);
      }
      if (!keywords.isEmpty()) {
        writeKeywords(writer, keywords);
      }
      return call.perform(OP_CALL, handle(), 0, flags);
    } finally {
      call.exit();
    }
  }

  static void writeKeywords(WireWriter writer, Map<String, ?> keywords) {
    for (Map.Entry<String, ?> keyword : keywords.entrySet()) {
      writer.putText(keyword.getKey());
      writer.value(keyword.getValue());
    }
  }

  /** Calls one of its methods; see {@link #call}. */
  @Nullable
  public Object invoke(String method, Object... args) {
    try (PyObject bound = attribute(method)) {
      return bound.call(args);
    }
  }

  /**
   * Reads an attribute.
   *
   * @throws PythonException if there is none, among others
   */
  @Nullable
  public Object get(String name) {
    return get(name, 0);
  }

  /** Reads an attribute as an object, even where it could travel as a value. */
  public PyObject attribute(String name) {
    return (PyObject) get(name, FLAG_KEEP);
  }

  private Object get(String name, int flags) {
    BridgeCall call = BridgeCall.enter();
    try {
      call.hold(this, NOTHING);
      call.writer().value(name);
      return call.perform(OP_GET_ATTRIBUTE, handle(), 0, flags);
    } finally {
      call.exit();
    }
  }

  /**
   * Writes an attribute.
   *
   * @throws PythonException if the object refuses
   */
  public void set(String name, @Nullable Object value) {
    BridgeCall call = BridgeCall.enter();
    try {
      call.hold(this, value);
      call.writer().value(name);
      call.writer().value(value);
      call.perform(OP_SET_ATTRIBUTE, handle(), 0, 0);
    } finally {
      call.exit();
    }
  }

  /** Python's {@code repr}. */
  public String repr() {
    return text(true);
  }

  /** Python's {@code str}; of a closed object a text that says so. */
  @Override
  public String toString() {
    return isClosed() ? "closed Python object" : text(false);
  }

  private String text(boolean repr) {
    BridgeCall call = BridgeCall.enter();
    try {
      call.hold(this, NOTHING);
      call.writer().value(repr);
      return String.valueOf(call.perform(OP_TEXT, handle(), 0, 0));
    } finally {
      call.exit();
    }
  }

  /** Lets go of the object. Never waits for Python; the second time it does nothing. */
  @Override
  public void close() {
    reference.end();
  }

  /** Whether it was closed. */
  public boolean isClosed() {
    return reference.ended();
  }

  /** The reference that Java has to the Python object. */
  private static final class Reference extends Sweeper.Entry {
    private final long handle;
    private final boolean counted;

    Reference(PyObject object, long handle, boolean counted) {
      super(object);
      this.handle = handle;
      this.counted = counted;
    }

    @Override
    protected boolean counted() {
      return counted;
    }

    @Override
    protected void free() {
      NativeCalls.release(handle);
    }
  }
}
