package io.drua.bridge.internal;

import io.drua.bridge.NativeLibraryException;
import io.drua.bridge.Nullable;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * The way to the JVM's one {@link NativeBridge}, whichever copy of the bridge asks: found under a key in the system
 * properties, or made and put there. Entries are constants, whose calls the JIT turns into direct ones.
 */
public final class NativeHome {
  /** Key in the system properties. */
  static final String KEY = "io.drua.bridge.home";

  private static final Map<?, ?> ENTRIES = locate();
  private static final LongSupplier NEXT_ID = entry(LongSupplier.class, "nextId");
  private static final Supplier<Object> START_LOCK = entry(Supplier.class, "startLock");
  private static final Supplier<Object> STARTED = entry(Supplier.class, "started");
  private static final Consumer<Object> SET_STARTED = entry(Consumer.class, "setStarted");
  private static final ToLongFunction<Object> ADD_FUNCTION = entry(ToLongFunction.class, "addFunction");
  private static final LongConsumer REMOVE_FUNCTION = entry(LongConsumer.class, "removeFunction");
  private static final LongFunction<Object> FUNCTION_OF = entry(LongFunction.class, "functionOf");
  private static final ToLongFunction<Object> ADD_OWNER = entry(ToLongFunction.class, "addOwner");
  private static final LongConsumer REMOVE_OWNER = entry(LongConsumer.class, "removeOwner");
  private static final ToLongFunction<Object> LEND_ARRAY = entry(ToLongFunction.class, "lendArray");
  private static final Consumer<Object> RETURN_ARRAY = entry(Consumer.class, "returnArray");
  private static final Consumer<Object> LISTEN = entry(Consumer.class, "listen");
  private static final Consumer<Object> UNLISTEN = entry(Consumer.class, "unlisten");
  private static final Runnable BEGIN_POLLING = entry(Runnable.class, "beginPolling");
  private static final LongUnaryOperator DRAIN = entry(LongUnaryOperator.class, "drain");
  private static final ToLongFunction<Object> CLASS_ID = entry(ToLongFunction.class, "classId");
  private static final LongFunction<Object> CLASS_OF = entry(LongFunction.class, "classOf");
  private static final ToLongFunction<Object> KIND_OF = entry(ToLongFunction.class, "kindOf");
  private static final Consumer<Object> SET_SERVICE = entry(Consumer.class, "setService");
  private static final Consumer<Object> ADD_HANDLES = entry(Consumer.class, "addHandles");
  private static final LongSupplier DELIVERING = entry(LongSupplier.class, "delivering");

  private NativeHome() {}

  // -- Making and finding the home --

  private static Map<?, ?> locate() {
    Object home = System.getProperties().get(KEY);
    if (home == null) {
      Object mine = make();
      // Whoever comes first wins; the other home was never used and is collected.
      Object theirs = System.getProperties().putIfAbsent(KEY, mine);
      home = theirs == null ? mine : theirs;
    }
    int version = home instanceof Map ? version((Map<?, ?>) home) : -1;
    if (version != NativeBridge.HOME_VERSION) {
      throw new NativeLibraryException(
          "Another release of Drua is at work in this Java process (its interface is version " + version
              + ", this one needs " + NativeBridge.HOME_VERSION + ").",
          "Remove one of the two releases and start the program again.");
    }
    return (Map<?, ?>) home;
  }

  private static Object make() {
    try {
      Class<?> bridge = new HomeLoader().defineAll();
      return bridge.getMethod("entries").invoke(null);
    } catch (ReflectiveOperationException | IOException | LinkageError failed) {
      throw new NativeLibraryException(
          "The native bridge could not be set up: " + failed, "Install Drua again.", failed);
    }
  }

  private static int version(Map<?, ?> home) {
    Object entry = home.get("homeVersion");
    return entry instanceof LongSupplier ? (int) ((LongSupplier) entry).getAsLong() : -1;
  }

  /** An entry of the home, in the shape in which it is called. */
  @SuppressWarnings("unchecked")
  static <T> T entry(Class<? super T> shape, String name) {
    Object entry = ENTRIES.get(name);
    if (!shape.isInstance(entry)) {
      throw new NativeLibraryException(
          "The native bridge of this Java process has no entry '" + name + "' of the kind needed.",
          "Start the program again with one release of Drua.");
    }
    return (T) entry;
  }

  /** A missing library gets a name. */
  static NativeLibraryException missing(UnsatisfiedLinkError missing) {
    return new NativeLibraryException(
        "The native library of Drua is not loaded, or lacks an entry: " + missing.getMessage(),
        "Start Python with PythonRuntime.start first.",
        missing);
  }

  // -- Shared by all copies; see HomeRegistry, HomeIdentities and HomeEvents --

  /** A number that nothing else in this JVM has; never 0. */
  public static long nextId() {
    return NEXT_ID.getAsLong();
  }

  /** The lock for whoever starts Python. */
  public static Object startLock() {
    return START_LOCK.get();
  }

  /** Reply block of the start, or null before it. */
  @Nullable
  public static byte[] started() {
    return (byte[]) STARTED.get();
  }

  /** Remembers the reply block of the start. */
  public static void setStarted(byte[] block) {
    SET_STARTED.accept(block);
  }

  /** Keeps a function until Python lets go of it. */
  public static long addFunction(Function<byte[], byte[]> function) {
    return ADD_FUNCTION.applyAsLong(function);
  }

  /** Forgets a function that never reached Python. */
  public static void removeFunction(long id) {
    REMOVE_FUNCTION.accept(id);
  }

  /** The function with a number, or null; it may be one of another copy of the bridge. */
  @Nullable
  @SuppressWarnings("unchecked")
  public static Function<byte[], byte[]> functionOf(long id) {
    return (Function<byte[], byte[]>) FUNCTION_OF.apply(id);
  }

  /** Keeps the owner of lent memory; gives its token. */
  public static long addOwner(Object owner) {
    return ADD_OWNER.applyAsLong(owner);
  }

  /** Forgets an owner that was never lent. */
  public static void removeOwner(long token) {
    REMOVE_OWNER.accept(token);
  }

  /** Number of an array, which is lent once more. */
  public static long lendArray(Object array) {
    return LEND_ARRAY.applyAsLong(array);
  }

  /** An array is lent once less. */
  public static void returnArray(Object array) {
    RETURN_ARRAY.accept(array);
  }

  /** Number of a class in this JVM, never 0. Python has a type for it, so that a class with a number stays. */
  public static long classId(Class<?> type) {
    return CLASS_ID.applyAsLong(type);
  }

  /** The class with a number, or null. */
  @Nullable
  public static Class<?> classOf(long id) {
    return (Class<?>) CLASS_OF.apply(id);
  }

  /** Number of an object's class, times 256, and its kind. */
  public static long kindOf(Object object) {
    return KIND_OF.applyAsLong(object);
  }

  /** Offers what Python asks of Java: a function of blocks; the first one is used. */
  public static void setService(Function<Object, Object> service) {
    SET_SERVICE.accept(service);
  }

  /** Tells how to find the handles of this copy's Python objects; held weakly. */
  public static void addHandles(ToLongFunction<Object> handles) {
    ADD_HANDLES.accept(handles);
  }

  /** Adds a consumer of events, held weakly. */
  public static void listen(Predicate<byte[]> consumer) {
    LISTEN.accept(consumer);
  }

  /** Removes a consumer of events. */
  public static void unlisten(Predicate<byte[]> consumer) {
    UNLISTEN.accept(consumer);
  }

  /** Starts the polling thread, once. */
  public static void beginPolling() {
    BEGIN_POLLING.run();
  }

  /** Whether another thread delivers events just now, perhaps those of a call that has ended. */
  public static boolean delivering() {
    return DELIVERING.getAsLong() != 0;
  }

  /** Delivers the events that wait now. */
  public static int drain(long waitMillis) {
    return (int) DRAIN.applyAsLong(waitMillis);
  }
}
