package io.drua.bridge.internal;

import static io.drua.bridge.internal.frame.FrameLayout.EVENT_ERROR_OUTPUT;
import static io.drua.bridge.internal.frame.FrameLayout.EVENT_FUNCTION_RELEASED;
import static io.drua.bridge.internal.frame.FrameLayout.EVENT_OUTPUT;
import static io.drua.bridge.internal.frame.FrameLayout.EVENT_OWNER_RELEASED;
import static io.drua.bridge.internal.frame.FrameLayout.RECORD_KIND;
import static io.drua.bridge.internal.frame.FrameLayout.RECORD_PAYLOAD;

import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Takes events out of the native queue, in one place for all copies of the bridge: releases are done here, the rest
 * goes to every consumer. Copies are held weakly, so that a plugin class loader can be collected.
 */
final class HomeEvents {
  private static final int CAPACITY = 1 << 18;
  private static final long BUSY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int EXIT_MILLIS = 2000;
  private static final int COUNTS_BYTES = 72;
  private static final int CALLS_OFFSET = 56;
  private static final int POLL = 0;
  private static final int EXIT = 1;
  private static final int SHUTDOWN = 2;
  private static final byte[] TICK = new byte[0];

  private static final CopyOnWriteArrayList<WeakReference<Predicate<byte[]>>> CONSUMERS =
      new CopyOnWriteArrayList<WeakReference<Predicate<byte[]>>>();
  private static final ReentrantLock LOCK = new ReentrantLock();
  private static ByteBuffer buffer;
  private static long address;
  private static ByteBuffer counts;
  private static long countsAddress;
  private static Thread thread;
  private static volatile boolean stopping;
  private static boolean hooked;

  private HomeEvents() {}

  /** The home's threads: no lambdas, whose first ones cost the JVM milliseconds each. */
  private static final class Work extends Thread {
    private final int work;

    Work(int work, String name) {
      super(name);
      this.work = work;
    }

    @Override
    public void run() {
      if (work == POLL) {
        poll();
      } else if (work == EXIT) {
        exit();
      } else {
        shutdownPython(EXIT_MILLIS);
      }
    }
  }

  /**
   * Adds a consumer of event records, which tells whether it used them. It is held weakly, and called with no bytes
   * from time to time.
   */
  static void listen(Predicate<byte[]> consumer) {
    CONSUMERS.add(new WeakReference<Predicate<byte[]>>(consumer));
  }

  static void unlisten(Predicate<byte[]> consumer) {
    for (WeakReference<Predicate<byte[]>> reference : CONSUMERS) {
      Predicate<byte[]> known = reference.get();
      if (known == null || known == consumer) {
        CONSUMERS.remove(reference);
      }
    }
  }

  /** Starts the polling thread and plans the end, once. */
  static synchronized void beginPolling() {
    if (thread != null) {
      return;
    }
    stopping = false;
    buffer = ByteBuffer.allocateDirect(CAPACITY).order(ByteOrder.LITTLE_ENDIAN);
    address = NativeBridge.addressOf(buffer);
    counts = ByteBuffer.allocateDirect(COUNTS_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    countsAddress = NativeBridge.addressOf(counts);
    thread = daemon(POLL, "Drua events");
    thread.start();
    if (!hooked) {
      hooked = true;
      Runtime.getRuntime().addShutdownHook(daemon(EXIT, "Drua exit"));
    }
  }

  /** Stops the polling thread; events stay in the native queue. */
  static void endPolling() {
    Thread old;
    synchronized (HomeEvents.class) {
      old = thread;
      thread = null;
      stopping = true;
    }
    if (old != null && old != Thread.currentThread()) {
      LockSupport.unpark(old);
      try {
        old.join(200);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Runs Python's exit functions, waits at most so long, and delivers what they said. */
  static int shutdownPython(int millis) {
    int status = NativeBridge.shutdown(millis);
    drain(200);
    return status;
  }

  /** At the end of the JVM: whatever Python, or a listener that waits for a window, does, it ends. */
  private static void exit() {
    if (HomeRegistry.started() != null) {
      Thread work = daemon(SHUTDOWN, "Drua shutdown");
      work.start();
      try {
        work.join(EXIT_MILLIS + 200L);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    endPolling();
  }

  private static Thread daemon(int work, String name) {
    Thread made = new Work(work, name);
    made.setDaemon(true);
    // The thread outlives the plugin that happened to make it.
    made.setContextClassLoader(null);
    return made;
  }

  private static void poll() {
    int quiet = 0;
    while (!stopping) {
      try {
        quiet = drain(0) > 0 || callsUnderWay() ? 0 : quiet + 1;
        deliver(TICK);
      } catch (OutOfMemoryError full) {
        // Without this thread nothing is released, swept or cancelled any more; there may be memory next time.
        quiet = 0;
      }
      LockSupport.parkNanos(quiet < 10 ? BUSY_NANOS : IDLE_NANOS);
    }
  }

  private static boolean callsUnderWay() {
    NativeBridge.statistics(countsAddress);
    return counts.getLong(CALLS_OFFSET) != 0;
  }

  /** Whether another thread delivers events just now, perhaps those of a call that has ended. */
  static boolean delivering() {
    return LOCK.isLocked();
  }

  /**
   * Delivers all events that wait now, on this thread. When another thread is at it, waits for that one at most so
   * long: a listener may itself wait for the caller.
   *
   * @return bytes taken out of the queue
   */
  static int drain(long waitMillis) {
    try {
      if (!LOCK.tryLock() && (waitMillis <= 0 || !LOCK.tryLock(waitMillis, TimeUnit.MILLISECONDS))) {
        return 0;
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return 0;
    }
    try {
      int total = 0;
      int taken = buffer == null ? 0 : NativeBridge.poll(address, CAPACITY);
      while (taken > 0) {
        total += taken;
        byte[] records = new byte[taken];
        ByteBuffer source = buffer.duplicate();
        source.clear();
        source.get(records);
        handle(records);
        taken = NativeBridge.poll(address, CAPACITY);
      }
      return total;
    } finally {
      LOCK.unlock();
    }
  }

  /** Does the releases among the records, and gives all others to the consumers. */
  static void handle(byte[] records) {
    ByteBuffer in = ByteBuffer.wrap(records).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer out = ByteBuffer.allocate(records.length);
    int at = 0;
    while (at + RECORD_PAYLOAD <= records.length) {
      int length = in.getInt(at);
      if (length < 0 || length > records.length - at - RECORD_PAYLOAD) {
        break;
      }
      int kind = records[at + RECORD_KIND];
      if (kind == EVENT_OWNER_RELEASED && length >= 8) {
        HomeRegistry.removeOwner(in.getLong(at + RECORD_PAYLOAD));
      } else if (kind == EVENT_FUNCTION_RELEASED && length >= 8) {
        HomeRegistry.removeFunction(in.getLong(at + RECORD_PAYLOAD));
      } else {
        out.put(records, at, RECORD_PAYLOAD + length);
      }
      at += RECORD_PAYLOAD + length;
    }
    if (out.position() > 0) {
      byte[] rest = Arrays.copyOf(out.array(), out.position());
      if (!deliver(rest)) {
        print(rest);
      }
    }
  }

  private static boolean deliver(byte[] records) {
    boolean heard = false;
    for (WeakReference<Predicate<byte[]>> reference : CONSUMERS) {
      Predicate<byte[]> consumer = reference.get();
      if (consumer == null) {
        CONSUMERS.remove(reference);
        continue;
      }
      try {
        heard |= consumer.test(records);
      } catch (RuntimeException | LinkageError failed) {
        // The copies report failures of their listeners; one whose plugin was unloaded must not stop the others.
        CONSUMERS.remove(reference);
      }
    }
    return heard;
  }

  /** Where no copy listens, text still goes somewhere. */
  private static void print(byte[] records) {
    ByteBuffer in = ByteBuffer.wrap(records).order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    while (at + RECORD_PAYLOAD <= records.length) {
      int length = in.getInt(at);
      int kind = records[at + RECORD_KIND];
      if (kind == EVENT_OUTPUT || kind == EVENT_ERROR_OUTPUT) {
        PrintStream stream = kind == EVENT_OUTPUT ? System.out : System.err;
        stream.print(new String(records, at + RECORD_PAYLOAD, length, StandardCharsets.UTF_8));
        stream.flush();
      }
      at += RECORD_PAYLOAD + length;
    }
  }
}
