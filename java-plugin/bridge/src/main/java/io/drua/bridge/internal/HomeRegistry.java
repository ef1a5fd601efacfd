package io.drua.bridge.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * What all copies of the bridge in one JVM share: numbers, the Java functions and off-heap owners that Python holds, and
 * the interpreter that was started. Lives beside {@link NativeBridge}.
 */
final class HomeRegistry {
  private static final AtomicLong NUMBERS = new AtomicLong();
  private static final Map<Long, Function<byte[], byte[]>> FUNCTIONS =
      new ConcurrentHashMap<Long, Function<byte[], byte[]>>();
  private static final Map<Long, Object> OWNERS = new ConcurrentHashMap<Long, Object>();
  private static final Object START_LOCK = new Object();
  private static volatile byte[] started;

  private HomeRegistry() {}

  /** A number that nothing else in this JVM has; never 0. */
  static long nextId() {
    return NUMBERS.incrementAndGet();
  }

  /** The lock for whoever starts Python. */
  static Object startLock() {
    return START_LOCK;
  }

  /** The reply block of the start, or null before it. */
  static byte[] started() {
    return started;
  }

  static void setStarted(byte[] block) {
    started = block;
  }

  /** Keeps a function until Python lets go of it. */
  static long addFunction(Function<byte[], byte[]> function) {
    long id = nextId();
    FUNCTIONS.put(id, function);
    return id;
  }

  static void removeFunction(long id) {
    FUNCTIONS.remove(id);
  }

  /** The function with a number, or null. */
  static Function<byte[], byte[]> functionOf(long id) {
    return FUNCTIONS.get(id);
  }

  /** Keeps the owner of lent memory until nothing refers to the memory; a {@link Runnable} is run then. */
  static long addOwner(Object owner) {
    long token = nextId();
    OWNERS.put(token, owner);
    return token;
  }

  static void removeOwner(long token) {
    Object owner = OWNERS.remove(token);
    if (owner instanceof Runnable) {
      ((Runnable) owner).run();
    }
  }

  /** See {@link NativeBridge#upcall}. Nothing is thrown into native code. */
  static byte[] upcall(long id, byte[] args) {
    if (id == HomeObjects.SERVICE) {
      return service(args);
    }
    Function<byte[], byte[]> function = FUNCTIONS.get(id);
    if (function == null) {
      return failure("stale-handle", "Java function " + id + " was released before.");
    }
    try {
      byte[] reply = function.apply(args);
      return reply == null ? failure("host", "Java function " + id + " gave no reply.") : reply;
    } catch (Throwable thrown) {
      // The function encodes its own failures; what arrives here is a failure of that.
      return failure("host", thrown.getClass().getName());
    }
  }

  private static byte[] service(byte[] args) {
    Function<Object, Object> service = HomeObjects.service();
    if (service == null) {
      return failure("not-started", "No Java program has started Python.");
    }
    try {
      return (byte[]) service.apply(args);
    } catch (Throwable thrown) {
      return failure("host", thrown.getClass().getName());
    }
  }

  /** An error block by hand, because the block writer is a class of the copies: a map of two texts. */
  private static byte[] failure(String code, String message) {
    byte[][] texts = {utf8("code"), utf8(code), utf8("message"), utf8(message)};
    int length = 6;
    for (byte[] text : texts) {
      length += 5 + text.length;
    }
    ByteBuffer block = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    block.put((byte) 1).put((byte) 8).putInt(2);
    for (byte[] text : texts) {
      block.put((byte) 5).putInt(text.length).put(text);
    }
    return block.array();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
