package io.drua.micromanager.processor;

import io.drua.bridge.Nullable;
import io.drua.bridge.RoutineCancelledException;
import io.drua.bridge.Transfer;
import io.drua.micromanager.metadata.SummaryBlocks;
import io.drua.micromanager.monitor.FrameFailure;
import io.drua.micromanager.monitor.RunMonitor;
import io.drua.micromanager.monitor.RunState;
import io.drua.micromanager.runtime.ProcessorLog;
import io.drua.micromanager.settings.FailurePolicy;
import io.drua.micromanager.settings.ProcessorSettings;
import java.util.Collections;
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
  private volatile Generation generation;
  private volatile byte[] summary = SummaryBlocks.of(null);
  private volatile ChannelPlan plan;
  @Nullable private volatile String stopped;
  /** What the last failure was, whatever its frame, and how many came after it that were alike. */
  private String lastFailure = "";

  private long alikeFailures;

  ProcessorRun(Studio studio, ProcessorSettings settings, RunMonitor monitor) {
    this.studio = studio;
    this.settings = settings;
    this.monitor = monitor;
    this.generation = newGeneration();
    this.plan = ChannelPlan.of(null, Collections.<String>emptyList(), false, "");
  }

  private Generation newGeneration() {
    return new Generation(new LoadedProcessor(settings, monitor));
  }

  // -- Set-up --

  /** Takes the summary metadata as they come to this processor, and what becomes of their channels. */
  void plan(@Nullable SummaryMetadata source, ChannelPlan made) {
    summary = SummaryBlocks.of(source);
    plan = made;
  }

  ChannelPlan plan() {
    return plan;
  }

  /** Block of the summary metadata, for the routine's start. */
  byte[] summary() {
    return summary;
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

  /** The Python object of now. */
  Generation generation() {
    return generation;
  }

  /** Leaves the Python object behind in a call that doesn't end, and goes on with a new one. */
  void renew() {
    Generation old = generation;
    generation = newGeneration();
    old.leave();
  }

  // -- Stopping --

  /** Passes raw frames on from now on, and says why. Must not wait. */
  void stop(String why) {
    stopped = why;
    monitor.stopped("Raw frames pass: " + why + ".");
    generation.loaded().cancel();
  }

  /** Lifts a stop, and has the file read again. */
  void restart() {
    stopped = null;
    generation.loaded().requestReload();
    monitor.setNote("");
    monitor.setState(RunState.RUNNING);
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
  void passRaw(Image image, ProcessorContext context, FrameOutput output, String status, String message) {
    output.keepRaw(image, context);
    Image frame = output.instead(image, status, message);
    context.outputImage(frame);
    output.wentOut(frame);
    monitor.framePassedRaw();
  }

  /** Makes the report of a failure, and shows it. */
  synchronized FrameFailure report(@Nullable Image image, Throwable problem, String more) {
    FrameFailure failure = FailureReports.of(monitor.label(), generation.loaded().file(), image, problem, more);
    monitor.frameFailed(failure);
    log(failure);
    return failure;
  }

  /** Ten frames a second that fail alike must not push everything else out of the log. */
  private void log(FrameFailure failure) {
    String alike = failure.kind();
    if (alike.equals(lastFailure)) {
      alikeFailures++;
      if (Long.bitCount(alikeFailures) == 1) {
        ProcessorLog.add(failure.message() + " (" + alikeFailures + " frames after the first failed alike)");
      }
      return;
    }
    lastFailure = alike;
    alikeFailures = 0;
    ProcessorLog.add(failure.message());
    if (!failure.details().isEmpty()) {
      ProcessorLog.add(failure.details().trim());
    }
  }

  /**
   * Deals with a frame whose routine failed: the frame itself goes on, flagged, so that none is lost; where the user
   * wants the run to end, it ends. A frame that was in the routine when the user stopped it did not fail.
   *
   * @param halfChanged whether the routine may have changed part of the pixels
   */
  void failed(Image image, ProcessorContext context, FrameOutput output, Throwable problem, boolean halfChanged) {
    boolean cancelled = stopped != null && problem instanceof RoutineCancelledException;
    String more = halfChanged ? "Part of its pixels may be changed." : "";
    FrameFailure failure;
    if (cancelled) {
      failure = FailureReports.of(monitor.label(), generation.loaded().file(), image, problem, more);
      ProcessorLog.add(failure.message());
    } else {
      failure = report(image, problem, more);
    }
    String status = cancelled ? "cancelled" : "failed";
    passRaw(image, context, output, halfChanged ? status + ", pixels partly changed" : status, failure.message());
    if (!cancelled && settings.onFailure() == FailurePolicy.STOP) {
      throw new ProcessorFailedException(failure.message(), problem);
    }
  }
}
