package io.drua.bridge.internal;

import io.drua.bridge.Nullable;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongBinaryOperator;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import java.util.function.ToIntBiFunction;
import java.util.function.ToLongFunction;

/**
 * The native methods, as every copy of the bridge calls them: through constants into the JVM's one home.
 */
public final class NativeCalls {
  private static final LongSupplier ABI_VERSION = NativeHome.entry(LongSupplier.class, "abiVersion");
  private static final ToLongFunction<Object> ADDRESS_OF = NativeHome.entry(ToLongFunction.class, "addressOf");
  private static final ToIntBiFunction<Long, Object> CALL = NativeHome.entry(ToIntBiFunction.class, "call");
  private static final LongUnaryOperator START = NativeHome.entry(LongUnaryOperator.class, "start");
  private static final LongUnaryOperator QUERY = NativeHome.entry(LongUnaryOperator.class, "query");
  private static final LongUnaryOperator RELEASE = NativeHome.entry(LongUnaryOperator.class, "release");
  private static final LongUnaryOperator LEND = NativeHome.entry(LongUnaryOperator.class, "lend");
  private static final LongUnaryOperator UNLEND = NativeHome.entry(LongUnaryOperator.class, "unlend");
  private static final LongUnaryOperator CANCEL = NativeHome.entry(LongUnaryOperator.class, "cancel");
  private static final LongBinaryOperator TAKE_REPLY = NativeHome.entry(LongBinaryOperator.class, "takeReply");
  private static final LongConsumer STATISTICS = NativeHome.entry(LongConsumer.class, "statistics");
  private static final Function<Object, Object> VIEW = NativeHome.entry(Function.class, "view");
  private static final LongUnaryOperator SHUTDOWN = NativeHome.entry(LongUnaryOperator.class, "shutdownPython");
  private static final ToLongFunction<Object> NEW_REFERENCE = NativeHome.entry(ToLongFunction.class, "newReference");
  private static final LongFunction<Object> DEREFERENCE = NativeHome.entry(LongFunction.class, "dereference");
  private static final Consumer<Object> DELETE_REFERENCES = NativeHome.entry(Consumer.class, "deleteReferences");
  private static final ToLongFunction<Object> METHOD_ID = NativeHome.entry(ToLongFunction.class, "methodId");
  private static final ToLongFunction<Object> FIELD_ID = NativeHome.entry(ToLongFunction.class, "fieldId");
  private static final Function<Object, Object> LOAD = NativeHome.entry(Function.class, "load");
  private static final Supplier<Object> LOADED_PATH = NativeHome.entry(Supplier.class, "loadedPath");

  private NativeCalls() {}

  // -- Library --

  /** Opens the native library unless one is open; gives the path of the open one. */
  public static String load(String path) {
    return (String) LOAD.apply(path);
  }

  /** Path of the open library, or null. */
  @Nullable
  public static String loadedPath() {
    return (String) LOADED_PATH.get();
  }

  /** Version of the frame layout in the open library. */
  public static int abiVersion() {
    try {
      return (int) ABI_VERSION.getAsLong();
    } catch (UnsatisfiedLinkError missing) {
      throw NativeHome.missing(missing);
    }
  }

  // -- Calls --

  /** Runs a frame; see the native interface. The address comes in a box that is made once. */
  public static int call(Long frame, @Nullable Object arrays) {
    try {
      return CALL.applyAsInt(frame, arrays);
    } catch (UnsatisfiedLinkError missing) {
      throw NativeHome.missing(missing);
    }
  }

  /** Starts Python with the arguments in a frame. */
  public static int start(long frame) {
    try {
      return (int) START.applyAsLong(frame);
    } catch (UnsatisfiedLinkError missing) {
      throw NativeHome.missing(missing);
    }
  }

  /** Asks what needs no Python. */
  public static int query(long frame) {
    try {
      return (int) QUERY.applyAsLong(frame);
    } catch (UnsatisfiedLinkError missing) {
      throw NativeHome.missing(missing);
    }
  }

  /** Copies this thread's over-large reply. */
  public static int takeReply(long buffer, long capacity) {
    try {
      return (int) TAKE_REPLY.applyAsLong(buffer, capacity);
    } catch (UnsatisfiedLinkError missing) {
      throw NativeHome.missing(missing);
    }
  }

  /** Asks a call to stop; 0 if it was found. */
  public static int cancel(long call) {
    try {
      return (int) CANCEL.applyAsLong(call);
    } catch (UnsatisfiedLinkError missing) {
      throw NativeHome.missing(missing);
    }
  }

  // -- Memory and handles --

  /** First byte of a direct buffer, whatever its position; 0 while no library is open. */
  public static long addressOf(ByteBuffer direct) {
    if (loadedPath() == null) {
      return 0;
    }
    try {
      return ADDRESS_OF.applyAsLong(direct);
    } catch (UnsatisfiedLinkError missing) {
      throw NativeHome.missing(missing);
    }
  }

  /** A direct buffer over native memory, which it does not own. */
  public static ByteBuffer view(long address, long length) {
    try {
      return (ByteBuffer) VIEW.apply(new long[] {address, length});
    } catch (UnsatisfiedLinkError missing) {
      throw NativeHome.missing(missing);
    }
  }

  /** A global reference to an object, which belongs to Python once it is in a block. */
  public static long newReference(Object object) {
    try {
      return NEW_REFERENCE.applyAsLong(object);
    } catch (UnsatisfiedLinkError missing) {
      throw NativeHome.missing(missing);
    }
  }

  /** The object behind a global reference that Python holds. */
  public static Object dereference(long reference) {
    try {
      return DEREFERENCE.apply(reference);
    } catch (UnsatisfiedLinkError missing) {
      throw NativeHome.missing(missing);
    }
  }

  /** Lets go of global references that never reached Python. */
  public static void deleteReferences(List<Long> references) {
    long[] all = new long[references.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = references.get(i);
    }
    try {
      DELETE_REFERENCES.accept(all);
    } catch (UnsatisfiedLinkError missing) {
      throw NativeHome.missing(missing);
    }
  }

  /** What JNI calls a {@code Method} or {@code Constructor} by. */
  public static long methodId(Object executable) {
    try {
      return METHOD_ID.applyAsLong(executable);
    } catch (UnsatisfiedLinkError missing) {
      throw NativeHome.missing(missing);
    }
  }

  /** What JNI reads a {@code Field} by. */
  public static long fieldId(Object field) {
    try {
      return FIELD_ID.applyAsLong(field);
    } catch (UnsatisfiedLinkError missing) {
      throw NativeHome.missing(missing);
    }
  }

  /** Lets go of a Python object, some time soon. */
  public static int release(long handle) {
    try {
      return (int) RELEASE.applyAsLong(handle);
    } catch (UnsatisfiedLinkError missing) {
      throw NativeHome.missing(missing);
    }
  }

  /** Makes an owner for lent memory. */
  public static long lend(long token) {
    try {
      return LEND.applyAsLong(token);
    } catch (UnsatisfiedLinkError missing) {
      throw NativeHome.missing(missing);
    }
  }

  /** Java lends the memory no longer. */
  public static int unlend(long owner) {
    try {
      return (int) UNLEND.applyAsLong(owner);
    } catch (UnsatisfiedLinkError missing) {
      throw NativeHome.missing(missing);
    }
  }

  /** Fills in 72 bytes of counts. */
  public static void statistics(long buffer) {
    try {
      STATISTICS.accept(buffer);
    } catch (UnsatisfiedLinkError missing) {
      throw NativeHome.missing(missing);
    }
  }

  /** Runs Python's exit functions, waiting at most so long. */
  public static int shutdown(int millis) {
    try {
      return (int) SHUTDOWN.applyAsLong(millis);
    } catch (UnsatisfiedLinkError missing) {
      throw NativeHome.missing(missing);
    }
  }
}
