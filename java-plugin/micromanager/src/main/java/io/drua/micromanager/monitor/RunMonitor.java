package io.drua.micromanager.monitor;

import io.drua.bridge.Nullable;
import io.drua.bridge.Transfer;
import io.drua.micromanager.settings.ProcessorSettings;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is known of one processor in one pipeline: counts, times, ways of the pixels, the last failure. The pipeline's
 * threads write it, a panel takes snapshots; no call waits for anything but other calls of this class.
 */
public final class RunMonitor {
  /** What a panel may ask of a run. */
  public interface Control {
    /** Loads the routine's file again before the next frame, and lifts a stop. */
    void reload();

    /** Cancels the routine, and passes raw frames on until it is loaded again. */
    void stop();
  }

  private final ProcessorSettings settings;
  private final String label;
  private final Control control;
  private final RecordTable records = new RecordTable();
  private final Map<String, Long> ways = new LinkedHashMap<>();
  /** The way of the last frame, so that most frames only count. */
  @Nullable private Transfer lastTransfer;

  private String lastWay = "";
  private long lastWayCount;

  long frames;
  long processed;
  long handOverNanos;
  long pythonNanos;
  long outputNanos;
  int queue;
  long dropped;
  long raw;
  long late;
  long failures;
  long bytesCopied;
  RunKind kind = RunKind.WAITING;
  RunState state = RunState.IDLE;
  String note = "";
  @Nullable FrameFailure failure;

  /**
   * Makes a monitor.
   *
   * @param label name of the routine for people
   */
  public RunMonitor(ProcessorSettings settings, String label, Control control) {
    this.settings = settings;
    this.label = label;
    this.control = control;
  }

  // -- What a panel asks --

  /** What the processor was set to when its pipeline was made. */
  public ProcessorSettings settings() {
    return settings;
  }

  /** Name of the routine for people. */
  public String label() {
    return label;
  }

  /** How to reload and stop it. */
  public Control control() {
    return control;
  }

  /** The rows that the routine recorded. */
  public RecordTable records() {
    return records;
  }

  /** All counts as they are now. */
  public synchronized RunSnapshot snapshot() {
    settleWay();
    return new RunSnapshot(this, System.nanoTime(), new LinkedHashMap<>(ways));
  }

  // -- What the pipeline says --

  /** A frame came. */
  public synchronized void frameCame() {
    frames++;
    queue = 1;
  }

  /**
   * A frame was processed, and its results went on.
   *
   * @param transfer how the pixels reached Python
   * @param extraBytes copied by the front end itself, beyond the transfer
   * @param extraReason why; null if nothing was
   */
  public synchronized void frameProcessed(
      long handOver, long python, long output, Transfer transfer, long extraBytes, @Nullable String extraReason) {
    processed++;
    queue = 0;
    handOverNanos += handOver;
    pythonNanos += python;
    outputNanos += output;
    bytesCopied += transfer.bytesCopied() + extraBytes;
    become(RunState.RUNNING);
    if (extraReason != null || !isSameWay(transfer)) {
      settleWay();
      lastTransfer = extraReason == null ? transfer : null;
      lastWay = way(transfer, extraReason);
    }
    lastWayCount++;
  }

  private boolean isSameWay(Transfer transfer) {
    Transfer last = lastTransfer;
    return last != null
        && last.mode() == transfer.mode()
        && last.escaped() == transfer.escaped()
        && last.reason().equals(transfer.reason());
  }

  private void settleWay() {
    if (lastWayCount > 0) {
      Long before = ways.get(lastWay);
      ways.put(lastWay, (before == null ? 0 : before) + lastWayCount);
      lastWayCount = 0;
    }
  }

  private static String way(Transfer transfer, @Nullable String extraReason) {
    String mode = transfer.mode().name();
    StringBuilder text = new StringBuilder();
    if (extraReason != null && transfer.mode() != Transfer.Mode.COPIED) {
      text.append("Copied (").append(extraReason).append("), then ");
    }
    text.append(mode.charAt(0)).append(mode.substring(1).toLowerCase(java.util.Locale.ROOT));
    if (!transfer.reason().isEmpty()) {
      text.append(" (").append(transfer.reason()).append(')');
    }
    return transfer.escaped() ? text + ", a view escaped" : text.toString();
  }

  /** The routine dropped the frame that it processed. */
  public synchronized void frameDropped() {
    dropped++;
  }

  /** A frame went on as it came. */
  public synchronized void framePassedRaw() {
    raw++;
    queue = 0;
  }

  /** A live frame was not ready in time, or not even tried because an earlier one still was in the routine. */
  public synchronized void frameLate(int waiting) {
    late++;
    queue = waiting;
  }

  /** A frame failed. */
  public synchronized void frameFailed(FrameFailure problem) {
    failures++;
    queue = 0;
    failure = problem;
    become(RunState.FAILED);
  }

  /** What a frame says of the run; what the user or the pipeline's end said weighs more. */
  private void become(RunState value) {
    if (state != RunState.STOPPED && state != RunState.ENDED) {
      state = value;
    }
  }

  /** Something failed that was no frame, such as loading a changed file. */
  public synchronized void problem(FrameFailure problem) {
    failure = problem;
  }

  /** Forgets the last failure: what was wrong was mended. */
  public synchronized void mended() {
    failure = null;
  }

  /** Which pipeline it works in. */
  public synchronized void setKind(RunKind value) {
    kind = value;
  }

  /**
   * Raw frames pass from now on.
   *
   * @param why one sentence for the user
   */
  public synchronized void stopped(String why) {
    if (state != RunState.ENDED) {
      state = RunState.STOPPED;
    }
    note = why;
  }

  /** How it is doing. */
  public synchronized void setState(RunState value) {
    state = value;
  }

  /** What the user should know now; empty for nothing. */
  public synchronized void setNote(String text) {
    note = text;
  }
}
