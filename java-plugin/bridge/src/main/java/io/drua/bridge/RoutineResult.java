package io.drua.bridge;

import java.util.List;

/** What a run of a routine gave. A {@link PyObject} or {@link ImageBuffer} in it belongs to the caller. */
public final class RoutineResult {
  @Nullable private final Object value;
  private final List<Transfer> transfers;
  private final long nanos;
  private final long pythonNanos;

  RoutineResult(@Nullable Object value, List<Transfer> transfers, long nanos, long pythonNanos) {
    this.value = value;
    this.transfers = transfers;
    this.nanos = nanos;
    this.pythonNanos = pythonNanos;
  }

  /** What the routine returned, converted to Java. */
  @Nullable
  public Object value() {
    return value;
  }

  /** How each image reached Python, in the order of the call. Unmodifiable. */
  public List<Transfer> transfers() {
    return transfers;
  }

  /** Nanoseconds of the whole call, as the caller saw it. */
  public long nanos() {
    return nanos;
  }

  /** Nanoseconds inside the Python function. */
  public long pythonNanos() {
    return pythonNanos;
  }
}
