package io.drua.bridge.internal;

import io.drua.bridge.NativeLibraryException;
import io.drua.bridge.Nullable;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Function;

/**
 * The way to the JVM's one {@link NativeBridge}, whichever copy of the bridge asks: found under a key in the system
 * properties, or made and put there. Entries are constant method handles, which the JIT turns into direct calls.
 */
public final class NativeHome {
  /** Key in the system properties. */
  static final String KEY = "io.drua.bridge.home";

  private static final Map<?, ?> HANDLES = locate();
  private static final MethodHandle NEXT_ID = handle("nextId", long.class);
  private static final MethodHandle START_LOCK = handle("startLock", Object.class);
  private static final MethodHandle STARTED = handle("started", byte[].class);
  private static final MethodHandle SET_STARTED = handle("setStarted", void.class, byte[].class);
  private static final MethodHandle ADD_FUNCTION = handle("addFunction", long.class, Function.class);
  private static final MethodHandle REMOVE_FUNCTION = handle("removeFunction", void.class, long.class);
  private static final MethodHandle FUNCTION_OF = handle("functionOf", Function.class, long.class);
  private static final MethodHandle ADD_OWNER = handle("addOwner", long.class, Object.class);
  private static final MethodHandle REMOVE_OWNER = handle("removeOwner", void.class, long.class);
  private static final MethodHandle KEEP_THROWABLE = handle("keepThrowable", long.class, Throwable.class);
  private static final MethodHandle TAKE_THROWABLE = handle("takeThrowable", Throwable.class, long.class);
  private static final MethodHandle LEND_ARRAY = handle("lendArray", long.class, Object.class);
  private static final MethodHandle RETURN_ARRAY = handle("returnArray", void.class, Object.class);
  private static final MethodHandle LISTEN = handle("listen", void.class, Predicate.class);
  private static final MethodHandle UNLISTEN = handle("unlisten", void.class, Predicate.class);
  private static final MethodHandle BEGIN_POLLING = handle("beginPolling", void.class);
  private static final MethodHandle DRAIN = handle("drain", int.class, long.class);
  private static final MethodHandle DELIVERING = handle("delivering", boolean.class);

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
      return bridge.getMethod("handles").invoke(null);
    } catch (ReflectiveOperationException | IOException | LinkageError failed) {
      throw new NativeLibraryException(
          "The native bridge could not be set up: " + failed, "Install Drua again.", failed);
    }
  }

  private static int version(Map<?, ?> home) {
    Object handle = home.get("homeVersion");
    try {
      return handle instanceof MethodHandle ? (int) ((MethodHandle) handle).invokeExact() : -1;
    } catch (Throwable failed) {
      throw rethrow(failed);
    }
  }

  static MethodHandle handle(String name, Class<?> result, Class<?>... arguments) {
    MethodHandle handle = (MethodHandle) HANDLES.get(name);
    if (handle == null || !handle.type().equals(MethodType.methodType(result, arguments))) {
      throw new NativeLibraryException(
          "The native bridge of this Java process has no entry '" + name + "' of the kind needed.",
          "Start the program again with one release of Drua.");
    }
    return handle;
  }

  /** What a method handle may throw is unchecked here; a missing library gets a name. */
  static RuntimeException rethrow(Throwable thrown) {
    if (thrown instanceof UnsatisfiedLinkError) {
      return new NativeLibraryException(
          "The native library of Drua is not loaded, or lacks an entry: " + thrown.getMessage(),
          "Start Python with PythonRuntime.start first.",
          thrown);
    }
    if (thrown instanceof Error) {
      throw (Error) thrown;
    }
    return thrown instanceof RuntimeException ? (RuntimeException) thrown : new IllegalStateException(thrown);
  }

  // -- Shared by all copies; see HomeRegistry, HomeIdentities and HomeEvents --

  /** A number that nothing else in this JVM has; never 0. */
  public static long nextId() {
    try {
      return (long) NEXT_ID.invokeExact();
    } catch (Throwable thrown) {
      throw rethrow(thrown);
    }
  }

  /** The lock for whoever starts Python. */
  public static Object startLock() {
    try {
      return (Object) START_LOCK.invokeExact();
    } catch (Throwable thrown) {
      throw rethrow(thrown);
    }
  }

  /** Reply block of the start, or null before it. */
  @Nullable
  public static byte[] started() {
    try {
      return (byte[]) STARTED.invokeExact();
    } catch (Throwable thrown) {
      throw rethrow(thrown);
    }
  }

  /** Remembers the reply block of the start. */
  public static void setStarted(byte[] block) {
    try {
      SET_STARTED.invokeExact(block);
    } catch (Throwable thrown) {
      throw rethrow(thrown);
    }
  }

  /** Keeps a function until Python lets go of it. */
  public static long addFunction(Function<byte[], byte[]> function) {
    try {
      return (long) ADD_FUNCTION.invokeExact((Function) function);
    } catch (Throwable thrown) {
      throw rethrow(thrown);
    }
  }

  /** Forgets a function that never reached Python. */
  public static void removeFunction(long id) {
    try {
      REMOVE_FUNCTION.invokeExact(id);
    } catch (Throwable thrown) {
      throw rethrow(thrown);
    }
  }

  /** The function with a number, or null; it may be one of another copy of the bridge. */
  @Nullable
  @SuppressWarnings("unchecked")
  public static Function<byte[], byte[]> functionOf(long id) {
    try {
      return (Function<byte[], byte[]>) (Function) FUNCTION_OF.invokeExact(id);
    } catch (Throwable thrown) {
      throw rethrow(thrown);
    }
  }

  /** Keeps the owner of lent memory; gives its token. */
  public static long addOwner(Object owner) {
    try {
      return (long) ADD_OWNER.invokeExact(owner);
    } catch (Throwable thrown) {
      throw rethrow(thrown);
    }
  }

  /** Forgets an owner that was never lent. */
  public static void removeOwner(long token) {
    try {
      REMOVE_OWNER.invokeExact(token);
    } catch (Throwable thrown) {
      throw rethrow(thrown);
    }
  }

  /** Keeps an exception that goes to Python. */
  public static long keepThrowable(Throwable throwable) {
    try {
      return (long) KEEP_THROWABLE.invokeExact(throwable);
    } catch (Throwable thrown) {
      throw rethrow(thrown);
    }
  }

  /** Gives an exception back, once. */
  @Nullable
  public static Throwable takeThrowable(long id) {
    try {
      return (Throwable) TAKE_THROWABLE.invokeExact(id);
    } catch (Throwable thrown) {
      throw rethrow(thrown);
    }
  }

  /** Number of an array, which is lent once more. */
  public static long lendArray(Object array) {
    try {
      return (long) LEND_ARRAY.invokeExact(array);
    } catch (Throwable thrown) {
      throw rethrow(thrown);
    }
  }

  /** An array is lent once less. */
  public static void returnArray(Object array) {
    try {
      RETURN_ARRAY.invokeExact(array);
    } catch (Throwable thrown) {
      throw rethrow(thrown);
    }
  }

  /** Adds a consumer of events, held weakly. */
  public static void listen(Predicate<byte[]> consumer) {
    try {
      LISTEN.invokeExact((Predicate) consumer);
    } catch (Throwable thrown) {
      throw rethrow(thrown);
    }
  }

  /** Removes a consumer of events. */
  public static void unlisten(Predicate<byte[]> consumer) {
    try {
      UNLISTEN.invokeExact((Predicate) consumer);
    } catch (Throwable thrown) {
      throw rethrow(thrown);
    }
  }

  /** Starts the polling thread, once. */
  public static void beginPolling() {
    try {
      BEGIN_POLLING.invokeExact();
    } catch (Throwable thrown) {
      throw rethrow(thrown);
    }
  }

  /** Whether another thread delivers events just now, perhaps those of a call that has ended. */
  public static boolean delivering() {
    try {
      return (boolean) DELIVERING.invokeExact();
    } catch (Throwable thrown) {
      throw rethrow(thrown);
    }
  }

  /** Delivers the events that wait now. */
  public static int drain(long waitMillis) {
    try {
      return (int) DRAIN.invokeExact(waitMillis);
    } catch (Throwable thrown) {
      throw rethrow(thrown);
    }
  }
}
