package io.drua.micromanager.panel;

import io.drua.bridge.Nullable;
import io.drua.bridge.RoutineManifest;
import io.drua.bridge.form.ParameterForm;
import io.drua.micromanager.monitor.RunMonitor;
import io.drua.micromanager.monitor.RunSnapshot;
import io.drua.micromanager.monitor.RunState;
import io.drua.micromanager.runtime.MicroManagerRuntime;
import io.drua.micromanager.settings.ProcessorSettings;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Map;

/**
 * One row of the panel: a processor in one pipeline, or one that no pipeline has yet. Speeds are those of the last two
 * seconds; times of a run that has ended are means over all its frames.
 */
final class ProcessorRow {
  private static final long WINDOW_NANOS = 2_000_000_000L;

  private final ProcessorSettings settings;
  @Nullable private final RunMonitor run;
  private final Deque<RunSnapshot> recent = new ArrayDeque<>();
  @Nullable private RunSnapshot now;
  private double handOver = Double.NaN;
  private double python = Double.NaN;
  private double output = Double.NaN;

  ProcessorRow(ProcessorSettings settings, @Nullable RunMonitor run) {
    this.settings = settings;
    this.run = run;
    update();
  }

  /** Takes the counts as they are now. */
  void update() {
    if (run == null) {
      return;
    }
    RunSnapshot snapshot = run.snapshot();
    while (recent.size() > 1 && snapshot.takenAt - recent.peekFirst().takenAt > WINDOW_NANOS) {
      recent.removeFirst();
    }
    RunSnapshot earlier = recent.peekFirst();
    boolean moved = earlier != null && snapshot.processed > earlier.processed;
    if (moved || Double.isNaN(python) || snapshot.state == RunState.ENDED) {
      RunSnapshot from = moved && snapshot.state != RunState.ENDED ? earlier : null;
      handOver = snapshot.microsOf(snapshot.handOverNanos, from == null ? 0 : from.handOverNanos, from);
      python = snapshot.microsOf(snapshot.pythonNanos, from == null ? 0 : from.pythonNanos, from);
      output = snapshot.microsOf(snapshot.outputNanos, from == null ? 0 : from.outputNanos, from);
    }
    recent.addLast(snapshot);
    now = snapshot;
  }

  /** What the processor of this row is set to; in a pipeline, what it was set to when that was made. */
  ProcessorSettings settings() {
    return settings;
  }

  /** The run; null for a processor that no pipeline has. */
  @Nullable
  RunMonitor run() {
    return run;
  }

  /** The newest counts; null without a run. */
  @Nullable
  RunSnapshot now() {
    return now;
  }

  /** Frames a second; {@code NaN} where none can be told. */
  double framesPerSecond() {
    RunSnapshot last = now;
    if (last == null || recent.size() < 2 || last.state == RunState.ENDED) {
      return Double.NaN;
    }
    return last.framesPerSecond(recent.peekFirst());
  }

  /** Microseconds a frame of handing it to Python and its result back; {@code NaN} before the first frame. */
  double handOver() {
    return handOver;
  }

  /** Microseconds a frame inside the routine. */
  double python() {
    return python;
  }

  /** Microseconds a frame until the pipeline took the results. */
  double output() {
    return output;
  }

  /** The routine's name for people; the key where its file was not read yet. */
  String routine() {
    String key = settings.routine();
    RoutineManifest manifest = key.isEmpty() ? null : MicroManagerRuntime.library().knownOrNull(key);
    if (manifest != null) {
      return ParameterForm.title(manifest);
    }
    String label = run == null || run.label().isEmpty() ? key : run.label();
    return label.isEmpty() ? "(none chosen)" : label;
  }

  /** The pipeline's kind. */
  String pipeline() {
    return now == null ? "none yet" : now.kind.toString();
  }

  /** How it is doing. */
  String state() {
    return now == null ? RunState.IDLE.toString() : now.state.toString();
  }

  /** The parameters in one line. */
  String parameters() {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> parameter : settings.parameters().entrySet()) {
      text.append(text.length() == 0 ? "" : ", ").append(parameter.getKey()).append(" = ");
      text.append(parameter.getValue().isEmpty() ? "none" : parameter.getValue());
    }
    return text.length() == 0 ? "defaults" : text.toString();
  }

  /** How most frames reached Python; empty before the first. */
  String way() {
    String most = "";
    long count = 0;
    Map<String, Long> ways = now == null ? Collections.<String, Long>emptyMap() : now.ways;
    for (Map.Entry<String, Long> way : ways.entrySet()) {
      if (way.getValue() > count) {
        count = way.getValue();
        most = way.getKey();
      }
    }
    return most;
  }

  /** All ways with their counts, one a line. */
  String ways() {
    StringBuilder text = new StringBuilder();
    if (now != null) {
      for (Map.Entry<String, Long> way : now.ways.entrySet()) {
        text.append(way.getKey()).append(": ").append(way.getValue()).append(" frames\n");
      }
    }
    return text.toString().trim();
  }

  /** The last failure, or else what the user should know; empty for nothing. */
  String message() {
    if (now == null) {
      return "";
    }
    return now.failure != null ? now.failure.message() : now.note;
  }

  /** Whether the row stands for the same processor in the same kind of pipeline, perhaps in a newer one. */
  boolean isSuccessorOf(ProcessorRow other) {
    return settings.id().equals(other.settings.id()) && pipeline().equals(other.pipeline());
  }
}
