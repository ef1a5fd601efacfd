package io.drua.bridge;

import java.util.Arrays;

/**
 * Decides for one routine whether arrays of the Java heap are pinned or copied, and says why they are copied.
 *
 * <p>Trust is earned: the first call is copied, and so is every call after a view outlived one, or after the routine
 * called Java. Where the garbage collector has to wait for a pin, the routine must have been declared short, and be it.
 * Safe for several threads.
 */
final class PinPolicy {
  /** Above this, a pin is felt by other threads that allocate. */
  static final long LONGEST_PIN_NANOS = 50_000_000;

  private static final int REMEMBERED = 7;

  private final RoutineTraits traits;
  private final CollectorTraits collector;
  private final long[] recent = new long[REMEMBERED];
  private int calls;
  private boolean escaped;
  private boolean lostView;
  private boolean callsJava;

  PinPolicy(RoutineTraits traits, CollectorTraits collector) {
    this.traits = traits;
    this.collector = collector;
  }

  /** Why the next call is copied; {@code null} if it may be pinned. */
  @Nullable
  synchronized String reasonToCopy() {
    if (calls == 0) {
      return "first call";
    }
    if (escaped) {
      return "a view outlived an earlier call";
    }
    if (lostView) {
      return "a view was lost in an earlier call";
    }
    if (callsJava) {
      return "it called Java in an earlier call";
    }
    long usual = median();
    if (traits.pin() && usual <= LONGEST_PIN_NANOS || collector.takesPins()) {
      return null;
    }
    if (!traits.pin()) {
      return "the garbage collector would wait for a pin, and the routine doesn't say pin=True";
    }
    return "it takes " + usual / 1_000_000 + " ms, and the garbage collector would wait for a pin";
  }

  /**
   * Learns from a call.
   *
   * @param nanos time inside Python
   * @param viewEscaped whether a view outlived it
   * @param calledJava whether Python called Java within it, or tried to while the image was pinned
   * @param viewLost whether a derived view could not be saved
   */
  synchronized void record(long nanos, boolean viewEscaped, boolean calledJava, boolean viewLost) {
    recent[calls % REMEMBERED] = nanos;
    // Wraps to where the ring is still in step and full.
    calls = calls == Integer.MAX_VALUE ? REMEMBERED * 2 : calls + 1;
    escaped |= viewEscaped;
    callsJava |= calledJava;
    lostView |= viewLost;
  }

  private long median() {
    int count = Math.min(calls, REMEMBERED);
    long longest = 0;
    for (int i = 0; i < count; i++) {
      longest = Math.max(longest, recent[i]);
    }
    if (longest <= LONGEST_PIN_NANOS) {
      return longest;
    }
    long[] sorted = Arrays.copyOf(recent, count);
    Arrays.sort(sorted);
    return sorted[count / 2];
  }
}
