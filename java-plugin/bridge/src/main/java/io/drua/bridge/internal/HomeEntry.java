package io.drua.bridge.internal;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongBinaryOperator;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntBiFunction;
import java.util.function.ToLongFunction;

/**
 * One entry of the home, in the shape of an interface of the JDK, which every copy of the bridge knows. Truth is 1, and
 * whole numbers are wide, so that few shapes are enough.
 *
 * <p>One class for all of them, and no method handles: each of those costs a class of its own while the JVM starts. A
 * copy keeps its entries as constants, which the JIT calls directly.
 */
final class HomeEntry
    implements Runnable,
        Supplier<Object>,
        Consumer<Object>,
        Function<Object, Object>,
        LongSupplier,
        LongConsumer,
        LongFunction<Object>,
        LongUnaryOperator,
        LongBinaryOperator,
        ToLongFunction<Object>,
        ToIntBiFunction<Long, Object> {
  private static final String[] NAMES = {
    "homeVersion", "nextId", "startLock", "started", "setStarted", "addFunction", "removeFunction", "functionOf",
    "addOwner", "removeOwner", "lendArray", "returnArray", "listen", "unlisten", "beginPolling", "drain", "delivering",
    "load", "loadedPath", "abiVersion", "addressOf", "call", "start", "query", "release", "lend", "unlend", "cancel",
    "takeReply", "statistics", "view", "shutdownPython", "classId", "classOf", "newReference", "dereference", "methodId",
    "fieldId", "setService", "addHandles", "kindOf", "deleteReferences",
  };

  private static final int HOME_VERSION = 0;
  private static final int NEXT_ID = 1;
  private static final int START_LOCK = 2;
  private static final int STARTED = 3;
  private static final int SET_STARTED = 4;
  private static final int ADD_FUNCTION = 5;
  private static final int REMOVE_FUNCTION = 6;
  private static final int FUNCTION_OF = 7;
  private static final int ADD_OWNER = 8;
  private static final int REMOVE_OWNER = 9;
  private static final int LEND_ARRAY = 10;
  private static final int RETURN_ARRAY = 11;
  private static final int LISTEN = 12;
  private static final int UNLISTEN = 13;
  private static final int BEGIN_POLLING = 14;
  private static final int DRAIN = 15;
  private static final int DELIVERING = 16;
  private static final int LOAD = 17;
  private static final int LOADED_PATH = 18;
  private static final int ABI_VERSION = 19;
  private static final int ADDRESS_OF = 20;
  private static final int CALL = 21;
  private static final int START = 22;
  private static final int QUERY = 23;
  private static final int RELEASE = 24;
  private static final int LEND = 25;
  private static final int UNLEND = 26;
  private static final int CANCEL = 27;
  private static final int TAKE_REPLY = 28;
  private static final int STATISTICS = 29;
  private static final int VIEW = 30;
  private static final int SHUTDOWN = 31;
  private static final int CLASS_ID = 32;
  private static final int CLASS_OF = 33;
  private static final int NEW_REFERENCE = 34;
  private static final int DEREFERENCE = 35;
  private static final int METHOD_ID = 36;
  private static final int FIELD_ID = 37;
  private static final int SET_SERVICE = 38;
  private static final int ADD_HANDLES = 39;
  private static final int KIND_OF = 40;
  private static final int DELETE_REFERENCES = 41;

  private final int entry;

  private HomeEntry(int entry) {
    this.entry = entry;
  }

  /** All entries by name. */
  static Map<String, Object> all() {
    Map<String, Object> all = new HashMap<String, Object>();
    for (int entry = 0; entry < NAMES.length; entry++) {
      all.put(NAMES[entry], new HomeEntry(entry));
    }
    return all;
  }

  private IllegalStateException unfit() {
    return new IllegalStateException("The entry '" + NAMES[entry] + "' was called in a shape that it has not.");
  }

  @Override
  public void run() {
    if (entry != BEGIN_POLLING) {
      throw unfit();
    }
    HomeEvents.beginPolling();
  }

  @Override
  public Object get() {
    switch (entry) {
      case START_LOCK:
        return HomeRegistry.startLock();
      case STARTED:
        return HomeRegistry.started();
      case LOADED_PATH:
        return NativeBridge.loadedPath();
      default:
        throw unfit();
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public void accept(Object value) {
    switch (entry) {
      case RETURN_ARRAY:
        HomeIdentities.returnArray(value);
        break;
      case SET_STARTED:
        HomeRegistry.setStarted((byte[]) value);
        break;
      case LISTEN:
        HomeEvents.listen((Predicate<byte[]>) value);
        break;
      case UNLISTEN:
        HomeEvents.unlisten((Predicate<byte[]>) value);
        break;
      case DELETE_REFERENCES:
        NativeBridge.deleteReferences((long[]) value);
        break;
      case SET_SERVICE:
        HomeObjects.setService((Function<Object, Object>) value);
        break;
      case ADD_HANDLES:
        HomeObjects.addHandles((ToLongFunction<Object>) value);
        break;
      default:
        throw unfit();
    }
  }

  @Override
  public Object apply(Object value) {
    if (entry == VIEW) {
      long[] range = (long[]) value;
      return NativeBridge.view(range[0], range[1]);
    }
    if (entry != LOAD) {
      throw unfit();
    }
    return NativeBridge.load((String) value);
  }

  @Override
  public long getAsLong() {
    switch (entry) {
      case NEXT_ID:
        return HomeRegistry.nextId();
      case DELIVERING:
        return HomeEvents.delivering() ? 1 : 0;
      case ABI_VERSION:
        return NativeBridge.abiVersion();
      case HOME_VERSION:
        return NativeBridge.HOME_VERSION;
      default:
        throw unfit();
    }
  }

  @Override
  public void accept(long value) {
    switch (entry) {
      case STATISTICS:
        NativeBridge.statistics(value);
        break;
      case REMOVE_FUNCTION:
        HomeRegistry.removeFunction(value);
        break;
      case REMOVE_OWNER:
        HomeRegistry.removeOwner(value);
        break;
      default:
        throw unfit();
    }
  }

  @Override
  public Object apply(long value) {
    switch (entry) {
      case FUNCTION_OF:
        return HomeRegistry.functionOf(value);
      case CLASS_OF:
        return HomeClasses.of(value);
      case DEREFERENCE:
        return NativeBridge.dereference(value);
      default:
        throw unfit();
    }
  }

  @Override
  public long applyAsLong(long value) {
    switch (entry) {
      case RELEASE:
        return NativeBridge.release(value);
      case LEND:
        return NativeBridge.lend(value);
      case UNLEND:
        return NativeBridge.unlend(value);
      case CANCEL:
        return NativeBridge.cancel(value);
      case DRAIN:
        return HomeEvents.drain(value);
      case START:
        return NativeBridge.start(value);
      case QUERY:
        return NativeBridge.query(value);
      case SHUTDOWN:
        return HomeEvents.shutdownPython((int) value);
      default:
        throw unfit();
    }
  }

  @Override
  public long applyAsLong(long first, long second) {
    if (entry != TAKE_REPLY) {
      throw unfit();
    }
    return NativeBridge.takeReply(first, second);
  }

  @Override
  @SuppressWarnings("unchecked")
  public long applyAsLong(Object value) {
    switch (entry) {
      case LEND_ARRAY:
        return HomeIdentities.lendArray(value);
      case ADDRESS_OF:
        return NativeBridge.addressOf((ByteBuffer) value);
      case ADD_OWNER:
        return HomeRegistry.addOwner(value);
      case ADD_FUNCTION:
        return HomeRegistry.addFunction((Function<byte[], byte[]>) value);
      case CLASS_ID:
        return HomeClasses.id((Class<?>) value);
      case KIND_OF:
        return HomeClasses.kindOf(value);
      case NEW_REFERENCE:
        return NativeBridge.newReference(value);
      case METHOD_ID:
        return NativeBridge.methodId(value);
      case FIELD_ID:
        return NativeBridge.fieldId(value);
      default:
        throw unfit();
    }
  }

  @Override
  public int applyAsInt(Long frame, Object arrays) {
    if (entry != CALL) {
      throw unfit();
    }
    return NativeBridge.call(frame, arrays);
  }
}
