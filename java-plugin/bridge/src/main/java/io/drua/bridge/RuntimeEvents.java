package io.drua.bridge;

import static io.drua.bridge.internal.frame.FrameLayout.EVENT_DROPPED;
import static io.drua.bridge.internal.frame.FrameLayout.EVENT_ERROR_OUTPUT;
import static io.drua.bridge.internal.frame.FrameLayout.EVENT_LOG;
import static io.drua.bridge.internal.frame.FrameLayout.EVENT_OUTPUT;
import static io.drua.bridge.internal.frame.FrameLayout.EVENT_PROGRESS;
import static io.drua.bridge.internal.frame.FrameLayout.RECORD_CALL;
import static io.drua.bridge.internal.frame.FrameLayout.RECORD_KIND;
import static io.drua.bridge.internal.frame.FrameLayout.RECORD_PAYLOAD;

import io.drua.bridge.internal.NativeHome;
import io.drua.bridge.internal.memory.Sweeper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Gives the events of the JVM's home to the listeners of this copy of the bridge. */
final class RuntimeEvents {
  private static final List<RuntimeListener> LISTENERS = new CopyOnWriteArrayList<RuntimeListener>();
  /** The home refers to it weakly; this constant keeps it. */
  private static final Predicate<byte[]> CONSUMER =
      // No lambda, whose first ones cost the JVM milliseconds each: this runs while Python starts.
      new Predicate<byte[]>() {
        @Override
        public boolean test(byte[] records) {
          return accept(records);
        }
      };

  private static boolean attached;

  private RuntimeEvents() {}

  /** Hears events from now on. */
  static synchronized void attach() {
    if (!attached) {
      attached = true;
      NativeHome.listen(CONSUMER);
    }
  }

  static void add(RuntimeListener listener) {
    LISTENERS.add(listener);
  }

  static void remove(RuntimeListener listener) {
    LISTENERS.remove(listener);
  }

  /** Takes event records, or none: then it is time to tidy up. */
  static boolean accept(byte[] records) {
    if (records.length == 0) {
      Sweeper.sweep();
      Cancellation.repeat();
      return false;
    }
    if (LISTENERS.isEmpty()) {
      return false;
    }
    ByteBuffer in = ByteBuffer.wrap(records).order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    while (at + RECORD_PAYLOAD <= records.length) {
      int length = in.getInt(at);
      if (length < 0 || length > records.length - at - RECORD_PAYLOAD) {
        break;
      }
      for (RuntimeListener listener : LISTENERS) {
        try {
          deliver(listener, in, records, at, length);
        } catch (RuntimeException | Error failed) {
          // The thread that polls must go on, whatever a listener does.
          Logger.getLogger("io.drua.bridge").log(Level.WARNING, "A listener of Python's output failed.", failed);
        }
      }
      at += RECORD_PAYLOAD + length;
    }
    return true;
  }

  private static void deliver(RuntimeListener listener, ByteBuffer in, byte[] records, int at, int length) {
    int kind = records[at + RECORD_KIND];
    long call = in.getLong(at + RECORD_CALL);
    int payload = at + RECORD_PAYLOAD;
    if (kind == EVENT_OUTPUT || kind == EVENT_ERROR_OUTPUT) {
      listener.output(call, kind == EVENT_ERROR_OUTPUT, text(records, payload, length));
    } else if (kind == EVENT_PROGRESS && length >= 8) {
      listener.progress(call, in.getDouble(payload), text(records, payload + 8, length - 8));
    } else if (kind == EVENT_LOG && length >= 1) {
      listener.log(call, 10 * (records[payload] & 0xFF), text(records, payload + 1, length - 1));
    } else if (kind == EVENT_DROPPED && length >= 8) {
      listener.log(call, 30, in.getLong(payload) + " pieces of Python's output were lost: there was too much of it.");
    }
  }

  private static String text(byte[] records, int from, int length) {
    return new String(records, from, length, StandardCharsets.UTF_8);
  }
}
