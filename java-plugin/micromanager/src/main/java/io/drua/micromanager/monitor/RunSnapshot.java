package io.drua.micromanager.monitor;

import io.drua.bridge.Nullable;
import java.util.Map;

/** The counts of a run at one moment. Immutable; times are sums in nanoseconds since the run began. */
public final class RunSnapshot {
  /** When it was taken, as {@link System#nanoTime()}. */
  public final long takenAt;
  /** Frames that came. */
  public final long frames;
  /** Frames that Python processed. */
  public final long processed;
  /** Time of handing frames to Python and results back. */
  public final long handOverNanos;
  /** Time inside the routine. */
  public final long pythonNanos;
  /** Time until the pipeline took the results; it grows when what comes behind is slow. */
  public final long outputNanos;
  /** Frames that wait for this processor or are in it. */
  public final int queue;
  /** Frames that the routine dropped. */
  public final long dropped;
  /** Frames whose raw pixels went on because the routine failed or was stopped. */
  public final long raw;
  /** Live frames that came while an earlier one was still in the routine, or that were not ready in time. */
  public final long late;
  /** Frames whose routine failed. */
  public final long failures;
  /** How frames reached Python: number of frames by way, for instance {@code "Pinned"} or {@code "Copied (first call)"}. */
  public final Map<String, Long> ways;
  /** Pixel bytes that were copied. */
  public final long bytesCopied;
  /** Which pipeline. */
  public final RunKind kind;
  /** How it is doing. */
  public final RunState state;
  /** What the user should know now, one sentence; empty if nothing. */
  public final String note;
  /** The last failure, or null. */
  @Nullable public final FrameFailure failure;

  RunSnapshot(RunMonitor run, long takenAt, Map<String, Long> ways) {
    this.takenAt = takenAt;
    this.frames = run.frames;
    this.processed = run.processed;
    this.handOverNanos = run.handOverNanos;
    this.pythonNanos = run.pythonNanos;
    this.outputNanos = run.outputNanos;
    this.queue = run.queue;
    this.dropped = run.dropped;
    this.raw = run.raw;
    this.late = run.late;
    this.failures = run.failures;
    this.ways = ways;
    this.bytesCopied = run.bytesCopied;
    this.kind = run.kind;
    this.state = run.state;
    this.note = run.note;
    this.failure = run.failure;
  }

  /** Frames a second since an earlier snapshot; 0 without one. */
  public double framesPerSecond(@Nullable RunSnapshot earlier) {
    if (earlier == null || takenAt <= earlier.takenAt) {
      return 0;
    }
    return (frames - earlier.frames) * 1e9 / (takenAt - earlier.takenAt);
  }

  /** Mean microseconds a frame of one of the sums since an earlier snapshot; {@code NaN} where no frame came. */
  public double microsOf(long sum, long earlierSum, @Nullable RunSnapshot earlier) {
    long count = processed - (earlier == null ? 0 : earlier.processed);
    return count <= 0 ? Double.NaN : (sum - earlierSum) / 1e3 / count;
  }
}
