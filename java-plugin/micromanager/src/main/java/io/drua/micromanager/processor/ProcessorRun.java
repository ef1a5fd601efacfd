package io.drua.micromanager.processor;

import io.drua.bridge.Nullable;
import io.drua.bridge.RoutineCancelledException;
import io.drua.bridge.Transfer;
import io.drua.micromanager.metadata.FrameBlocks;
import io.drua.micromanager.metadata.SummaryBlocks;
import io.drua.micromanager.monitor.FrameFailure;
import io.drua.micromanager.monitor.RunMonitor;
import io.drua.micromanager.monitor.RunState;
import io.drua.micromanager.runtime.ProcessorLog;
import io.drua.micromanager.settings.FailurePolicy;
import io.drua.micromanager.settings.ProcessorSettings;
import java.util.Collections;
import java.util.List;
import org.micromanager.Studio;
import org.micromanager.data.Image;
import org.micromanager.data.ProcessorContext;
import org.micromanager.data.SummaryMetadata;

/**
 * What the ways of a frame share: settings, the loaded routine, the plan of channels, what to do with results and
 * failures. Belongs to one processor of one pipeline.
 */
final class ProcessorRun {
  private final Studio studio;
  private final ProcessorSettings settings;
  private final RunMonitor monitor;
  private volatile LoadedProcessor loaded;
  private final FrameBlocks blocks = new FrameBlocks();
  private List<String> outputs = Collections.emptyList();
  private byte[] summary = SummaryBlocks.of(null);
  @Nullable private FrameOutput output;
  private ChannelPlan plan;
  @Nullable private volatile String stopped;

  ProcessorRun(Studio studio, ProcessorSettings settings, RunMonitor monitor) {
    this.studio = studio;
    this.settings = settings;
    this.monitor = monitor;
    this.loaded = new LoadedProcessor(settings, monitor);
    this.plan = ChannelPlan.of(null, outputs, settings.keepRaw());
  }

  // -- Set-up --

  /** Takes the summary metadata as they come to this processor, and the routine's outputs. */
  ChannelPlan plan(@Nullable SummaryMetadata source, List<String> names) {
    outputs = names;
    summary = SummaryBlocks.of(source);
    plan = ChannelPlan.of(source, outputs, settings.keepRaw());
    return plan;
  }

  Studio studio() {
    return studio;
  }

  ProcessorSettings settings() {
    return settings;
  }

  RunMonitor monitor() {
    return monitor;
  }

  /** The Python object. Whoever uses it holds its lock: a pipeline may be fed by several threads. */
  LoadedProcessor loaded() {
    return loaded;
  }

  /** Leaves the Python object behind in a call that doesn't end, and goes on with a new one. */
  void renew() {
    loaded = new LoadedProcessor(settings, monitor);
  }

  /** Lets go of what only a running pipeline needs. */
  void ended() {
    output = null;
  }

  FrameBlocks blocks() {
    return blocks;
  }

  byte[] summary() {
    return summary;
  }

  /**
   * What makes frames of results.
   *
   * @param kept whether they are kept in a data set
   */
  FrameOutput output(boolean kept) {
    FrameOutput made = output;
    if (made == null) {
      made = new FrameOutput(studio.data(), plan, monitor.records(), kept, !loaded.writes());
      output = made;
    }
    return made;
  }

  // -- Stopping --

  /** Passes raw frames on from now on, and says why. */
  void stop(String why) {
    stopped = why;
    monitor.setState(RunState.STOPPED);
    monitor.setNote("Raw frames pass: " + why + ".");
  }

  /** Lifts a stop, and has the file read again. */
  void restart() {
    stopped = null;
    monitor.setNote("");
    monitor.setState(RunState.RUNNING);
    loaded.requestReload();
  }

  /** Why raw frames pass; null if they don't. */
  @Nullable
  String stopped() {
    return stopped;
  }

  // -- Results --

  /** Counts a frame that Python has processed. */
  void count(FrameCall call, long start, long end, long outputNanos) {
    long python = call.pythonNanos();
    Transfer transfer = call.transfer();
    long handOver = Math.max(0, end - start - outputNanos - python);
    monitor.frameProcessed(handOver, python, outputNanos, transfer, call.extraBytes(), call.extraReason());
  }

  /** Hands the raw frame on, flagged. */
  void passRaw(Image image, ProcessorContext context, String status, String message, boolean kept) {
    monitor.framePassedRaw();
    context.outputImage(output(kept).instead(image, status, message));
  }

  /** Makes the report of a failure, and shows it. */
  FrameFailure report(@Nullable Image image, Throwable problem, String more) {
    FrameFailure failure = FailureReports.of(monitor.label(), loaded.file(), image, problem, more);
    monitor.frameFailed(failure);
    ProcessorLog.add(failure.message());
    if (!failure.details().isEmpty()) {
      ProcessorLog.add(failure.details());
    }
    return failure;
  }

  /**
   * Deals with a frame whose routine failed: the frame itself goes on, flagged, so that none is lost; where the user
   * wants the run to end, it ends.
   *
   * @param halfChanged whether the routine may have changed part of the pixels
   */
  void failed(Image image, ProcessorContext context, Throwable problem, boolean halfChanged, boolean kept) {
    if (kept && settings.keepRaw()) {
      Image raw = output(true).keptRaw(image);
      if (raw != null) {
        context.outputImage(raw);
      }
    }
    boolean cancelled = problem instanceof RoutineCancelledException;
    String more = halfChanged ? "Part of its pixels may be changed." : "";
    FrameFailure failure = report(image, problem, more);
    String status = cancelled ? "cancelled" : "failed";
    passRaw(image, context, halfChanged ? status + ", pixels partly changed" : status, failure.message(), kept);
    if (!cancelled && settings.onFailure() == FailurePolicy.STOP) {
      throw new ProcessorFailedException(failure.message(), problem);
    }
  }
}
