package io.drua.bridge;

import io.drua.bridge.internal.NativeCalls;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Calls that are to stop. A call that still waits for Python's lock is not known to Python; the wish is repeated until
 * it is, or the call has ended.
 */
final class Cancellation {
  private static final Set<RoutineCall> WAITING = ConcurrentHashMap.newKeySet();

  private Cancellation() {}

  static void request(RoutineCall call) {
    if (NativeCalls.cancel(call.id()) != 0) {
      WAITING.add(call);
    }
  }

  /** Repeats the wishes that found no call; from the thread that polls events. */
  static void repeat() {
    if (!WAITING.isEmpty()) {
      WAITING.removeIf(call -> !call.isRunning() || NativeCalls.cancel(call.id()) == 0);
    }
  }
}
