package io.drua.bridge.internal;

import io.drua.bridge.Nullable;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;

/**
 * The native methods, as every copy of the bridge calls them: through constant method handles into the JVM's one
 * home.
 */
public final class NativeCalls {
  private static final MethodHandle ABI_VERSION = NativeHome.handle("abiVersion", int.class);
  private static final MethodHandle ADDRESS_OF = NativeHome.handle("addressOf", long.class, ByteBuffer.class);
  private static final MethodHandle CALL = NativeHome.handle("call", int.class, long.class, Object.class);
  private static final MethodHandle START = NativeHome.handle("start", int.class, long.class);
  private static final MethodHandle QUERY = NativeHome.handle("query", int.class, long.class);
  private static final MethodHandle RELEASE = NativeHome.handle("release", int.class, long.class);
  private static final MethodHandle LEND = NativeHome.handle("lend", long.class, long.class);
  private static final MethodHandle UNLEND = NativeHome.handle("unlend", int.class, long.class);
  private static final MethodHandle CANCEL = NativeHome.handle("cancel", int.class, long.class);
  private static final MethodHandle TAKE_REPLY = NativeHome.handle("takeReply", int.class, long.class, long.class);
  private static final MethodHandle STATISTICS = NativeHome.handle("statistics", void.class, long.class);
  private static final MethodHandle VIEW = NativeHome.handle("view", ByteBuffer.class, long.class, long.class);
  private static final MethodHandle SHUTDOWN = NativeHome.handle("shutdownPython", int.class, int.class);
  private static final MethodHandle LOAD = NativeHome.handle("load", String.class, String.class);
  private static final MethodHandle LOADED_PATH = NativeHome.handle("loadedPath", String.class);

  private NativeCalls() {}

  // -- Library --

  /** Opens the native library unless one is open; gives the path of the open one. */
  public static String load(String path) {
    try {
      return (String) LOAD.invokeExact(path);
    } catch (UnsatisfiedLinkError failed) {
      throw failed;
    } catch (Throwable thrown) {
      throw NativeHome.rethrow(thrown);
    }
  }

  /** Path of the open library, or null. */
  @Nullable
  public static String loadedPath() {
    try {
      return (String) LOADED_PATH.invokeExact();
    } catch (Throwable thrown) {
      throw NativeHome.rethrow(thrown);
    }
  }

  /** Version of the frame layout in the open library. */
  public static int abiVersion() {
    try {
      return (int) ABI_VERSION.invokeExact();
    } catch (Throwable thrown) {
      throw NativeHome.rethrow(thrown);
    }
  }

  // -- Calls --

  /** Runs a frame; see the native interface. */
  public static int call(long frame, @Nullable Object arrays) {
    try {
      return (int) CALL.invokeExact(frame, arrays);
    } catch (Throwable thrown) {
      throw NativeHome.rethrow(thrown);
    }
  }

  /** Starts Python with the arguments in a frame. */
  public static int start(long frame) {
    try {
      return (int) START.invokeExact(frame);
    } catch (Throwable thrown) {
      throw NativeHome.rethrow(thrown);
    }
  }

  /** Asks what needs no Python. */
  public static int query(long frame) {
    try {
      return (int) QUERY.invokeExact(frame);
    } catch (Throwable thrown) {
      throw NativeHome.rethrow(thrown);
    }
  }

  /** Copies this thread's over-large reply. */
  public static int takeReply(long buffer, long capacity) {
    try {
      return (int) TAKE_REPLY.invokeExact(buffer, capacity);
    } catch (Throwable thrown) {
      throw NativeHome.rethrow(thrown);
    }
  }

  /** Asks a call to stop; 0 if it was found. */
  public static int cancel(long call) {
    try {
      return (int) CANCEL.invokeExact(call);
    } catch (Throwable thrown) {
      throw NativeHome.rethrow(thrown);
    }
  }

  // -- Memory and handles --

  /** First byte of a direct buffer, whatever its position; 0 while no library is open. */
  public static long addressOf(ByteBuffer direct) {
    if (loadedPath() == null) {
      return 0;
    }
    try {
      return (long) ADDRESS_OF.invokeExact(direct);
    } catch (Throwable thrown) {
      throw NativeHome.rethrow(thrown);
    }
  }

  /** A direct buffer over native memory, which it does not own. */
  public static ByteBuffer view(long address, long length) {
    try {
      return (ByteBuffer) VIEW.invokeExact(address, length);
    } catch (Throwable thrown) {
      throw NativeHome.rethrow(thrown);
    }
  }

  /** Lets go of a Python object, some time soon. */
  public static int release(long handle) {
    try {
      return (int) RELEASE.invokeExact(handle);
    } catch (Throwable thrown) {
      throw NativeHome.rethrow(thrown);
    }
  }

  /** Makes an owner for lent memory. */
  public static long lend(long token) {
    try {
      return (long) LEND.invokeExact(token);
    } catch (Throwable thrown) {
      throw NativeHome.rethrow(thrown);
    }
  }

  /** Java lends the memory no longer. */
  public static int unlend(long owner) {
    try {
      return (int) UNLEND.invokeExact(owner);
    } catch (Throwable thrown) {
      throw NativeHome.rethrow(thrown);
    }
  }

  /** Fills in 64 bytes of counts. */
  public static void statistics(long buffer) {
    try {
      STATISTICS.invokeExact(buffer);
    } catch (Throwable thrown) {
      throw NativeHome.rethrow(thrown);
    }
  }

  /** Runs Python's exit functions, waiting at most so long. */
  public static int shutdown(int millis) {
    try {
      return (int) SHUTDOWN.invokeExact(millis);
    } catch (Throwable thrown) {
      throw NativeHome.rethrow(thrown);
    }
  }
}
