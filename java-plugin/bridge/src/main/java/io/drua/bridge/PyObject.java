package io.drua.bridge;

import static io.drua.bridge.internal.frame.FrameLayout.FLAG_KEEP;
import static io.drua.bridge.internal.frame.FrameLayout.FLAG_OBJECTS;
import static io.drua.bridge.internal.frame.FrameLayout.OP_CALL;
import static io.drua.bridge.internal.frame.FrameLayout.OP_GET_ATTRIBUTE;
import static io.drua.bridge.internal.frame.FrameLayout.OP_SET_ATTRIBUTE;
import static io.drua.bridge.internal.frame.FrameLayout.OP_TEXT;

import io.drua.bridge.internal.Operations;
import io.drua.bridge.internal.wire.WireWriter;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A Python object that Java holds until it is closed. Any thread may use it; Python's lock makes the calls take turns.
 *
 * <p>Arguments: null, {@code Boolean}, numbers, {@code String}, {@code byte[]}, lists, maps, arrays and {@link
 * ImageBuffer} arrive as Python's own values, containers as copies; {@link PyObject}, proxies and views as the Python
 * objects that they stand for; {@link JavaFunction} as a function; all other objects, and what {@link JavaReference}
 * wraps, as the live Java objects. Results are {@code null}, {@code Boolean}, {@code Long}, {@code BigInteger}, {@code
 * Double}, {@code String}, {@code byte[]}, {@code List}, {@code Map}, {@link ImageBuffer} for NumPy arrays, {@link
 * Typed}, Java objects that came back, and {@link PyObject} for everything else; the last belongs to the caller, who
 * closes it. An object that is forgotten is found by the garbage collector, and counted as swept. To get the class that
 * a program wants, ask for it: {@link #callAs}, {@link #get(String, Class)}, {@link #as}.
 *
 * <p>{@link #equals} is Python's {@code is}: two of them are equal if they hold the same Python object, whatever its
 * class says of {@code ==}. So they can be keys of maps, are found in lists, and no comparison fails; Python's own
 * comparison is {@link #isEqualTo}, its own hash {@link #hash}.
 *
 * <p>All methods that ask Python throw {@link PythonException} for what it raises, {@link StaleHandleException} for a
 * closed object, and {@link ConversionException} for an argument that has no counterpart.
 */
public final class PyObject extends PyReference implements Iterable<Object> {
  private static final Object[] NOTHING = {};

  /** Python's {@code id}, 0 until somebody compares; another object may have it only when this one is closed. */
  private volatile long identity;

  PyObject(long handle) {
    this(handle, true);
  }

  PyObject(long handle, boolean counted) {
    super(handle, counted);
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

  /** Calls it for a result that becomes what a Java method gives: numbers whose Java type was said keep it. */
  @Nullable
  Object callForJava(Object... args) {
    return call(FLAG_OBJECTS, args, Collections.<String, Object>emptyMap());
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

  /** Calls it, and gives the result as an instance of a class; see {@link #as}. */
  @Nullable
  public <T> T callAs(Class<T> type, Object... args) {
    try (PyObject result = callKeeping(args)) {
      return result.as(type);
    }
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

  /** Calls one of its methods with positional arguments and keywords; see {@link #call}. */
  @Nullable
  public Object invokeWith(String method, Object[] args, Map<String, ?> keywords) {
    try (PyObject bound = attribute(method)) {
      return bound.callWith(args, keywords);
    }
  }

  /** Calls one of its methods, and keeps the result as an object even where it could travel as a value. */
  public PyObject invokeKeeping(String method, Object... args) {
    try (PyObject bound = attribute(method)) {
      return bound.callKeeping(args);
    }
  }

  // -- Attributes --

  /**
   * Reads an attribute.
   *
   * @throws PythonException if there is none, among others
   */
  @Nullable
  public Object get(String name) {
    return get(name, 0);
  }

  /** Reads an attribute as an instance of a class; see {@link #as}. */
  @Nullable
  public <T> T get(String name, Class<T> type) {
    try (PyObject value = attribute(name)) {
      return value.as(type);
    }
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

  /** Whether it has an attribute; {@code hasattr}. */
  public boolean has(String name) {
    return Operations.test("has_attribute", this, name);
  }

  /** Removes an attribute; {@code del}. */
  public void delete(String name) {
    Operations.call("del_attribute", this, name);
  }

  /** Names of its attributes; {@code dir}. */
  public List<String> dir() {
    return PyObjects.texts(Operations.call("directory", this));
  }

  // -- Entries --

  /** Reads an entry: {@code object[key]}. */
  @Nullable
  public Object getItem(@Nullable Object key) {
    return Operations.call("get_item", this, key);
  }

  /** Reads an entry as an instance of a class; see {@link #as}. */
  @Nullable
  public <T> T getItem(@Nullable Object key, Class<T> type) {
    try (PyObject value = item(key)) {
      return value.as(type);
    }
  }

  /** Reads an entry as an object, even where it could travel as a value. */
  public PyObject item(@Nullable Object key) {
    return Operations.function("get_item").callKeeping(this, key);
  }

  /** Writes an entry: {@code object[key] = value}. */
  public void setItem(@Nullable Object key, @Nullable Object value) {
    Operations.call("set_item", this, key, value);
  }

  /** Removes an entry: {@code del object[key]}. */
  public void deleteItem(@Nullable Object key) {
    Operations.call("del_item", this, key);
  }

  /** Number of entries; {@code len}. */
  public long length() {
    return (Long) Operations.call("length", this);
  }

  /** Whether it contains something; {@code in}. */
  public boolean contains(@Nullable Object value) {
    return Operations.test("contains", this, value);
  }

  /**
   * Goes through it as Python's {@code for} does. The iterator is Python's own: a second one begins anew only where
   * Python's would. Values are natural ones; see {@link PythonValues}.
   *
   * @throws PythonException if it is not iterable
   */
  @Override
  public Iterator<Object> iterator() {
    return PyObjects.iterator(this);
  }

  // -- Comparisons and classes --

  /** Python's {@code ==}. */
  public boolean isEqualTo(@Nullable Object other) {
    return Operations.test("equal", this, other);
  }

  /** Python's {@code <}. */
  public boolean isLessThan(@Nullable Object other) {
    return Operations.test("less", this, other);
  }

  /** Python's {@code <=}. */
  public boolean isAtMost(@Nullable Object other) {
    return Operations.test("less_or_equal", this, other);
  }

  /** Python's {@code >}. */
  public boolean isGreaterThan(@Nullable Object other) {
    return Operations.test("greater", this, other);
  }

  /** Python's {@code >=}. */
  public boolean isAtLeast(@Nullable Object other) {
    return Operations.test("greater_or_equal", this, other);
  }

  /**
   * Python's {@code hash}.
   *
   * @throws PythonException if it has none, as a list
   */
  public long hash() {
    return (Long) Operations.call("hash_of", this);
  }

  /** Python's truth: whether {@code if object} goes on. */
  public boolean isTrue() {
    return Operations.test("truth", this);
  }

  /** Whether it is {@code None}. */
  public boolean isNone() {
    return Operations.test("same", this, null);
  }

  /** Whether it can be called. */
  public boolean isCallable() {
    return Operations.test("is_callable", this);
  }

  /** Whether it is an instance of a Python class; {@code isinstance}. */
  public boolean isInstance(PyObject type) {
    return Operations.test("is_instance", this, type);
  }

  /** Its class, as an object that the caller closes. */
  public PyObject type() {
    return Operations.function("type_of").callKeeping(this);
  }

  /** Whether the other holds the same Python object, and both are open; see above. */
  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof PyObject) || isClosed() || ((PyObject) other).isClosed()) {
      return false;
    }
    return identity() == ((PyObject) other).identity();
  }

  /** Goes with {@link #equals}; Python's own is {@link #hash}. */
  @Override
  public int hashCode() {
    return isClosed() && identity == 0 ? System.identityHashCode(this) : Long.hashCode(identity());
  }

  private long identity() {
    long known = identity;
    if (known == 0) {
      known = (Long) Operations.call("identity", this);
      identity = known;
    }
    return known;
  }

  // -- Conversions --

  /**
   * The object as an instance of a class: {@code as(int.class)}, {@code as(String[].class)}, {@code as(List.class)},
   * {@code as(Runnable.class)} by {@linkplain PythonProxies proxy}. {@link PythonValues} has the rules. This object stays
   * open; what is made does not depend on it.
   *
   * @throws ConversionException if it does not fit
   */
  @Nullable
  public <T> T as(Class<T> type) {
    return PyObjects.as(this, type);
  }

  /**
   * A live view of a sequence, as long as this object is open: what either side writes, the other reads. Entries are
   * natural values, but lists, dicts and sets among them are live views, too. {@code contains} and {@code indexOf} compare
   * as Python does, so that 1 equals 1.0.
   *
   * @throws ConversionException if it is no sequence
   */
  public List<Object> asList() {
    return PyObjects.list(this);
  }

  /**
   * A live view of a mapping; see {@link #asList}. Iterators throw {@code ConcurrentModificationException} if the mapping
   * changed otherwise than through them.
   *
   * @throws ConversionException if it is no mapping
   */
  public Map<Object, Object> asMap() {
    return PyObjects.map(this);
  }

  /**
   * A live view of a set; see {@link #asMap}.
   *
   * @throws ConversionException if it is no set
   */
  public Set<Object> asSet() {
    return PyObjects.set(this);
  }

  /**
   * Runs a function within Python's {@code with}: {@code file.with(opened -> ...)}. What the function throws is handed to
   * the object's {@code __exit__}, and thrown here unless that takes it.
   *
   * @param body gets what {@code __enter__} gave, as {@link #call} gives results
   * @return what the function returned; {@code null} if it threw what {@code __exit__} took
   */
  @Nullable
  public <T> T with(Function<Object, T> body) {
    return PyObjects.with(this, body);
  }

  // -- Texts --

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

  /**
   * Leaves it to the garbage collector, without calling that a leak: for an object that something keeps which nobody
   * closes, such as a collection.
   *
   * @return this object
   */
  public PyObject leaveToCollector() {
    uncount();
    return this;
  }
}
