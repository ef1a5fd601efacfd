package io.drua.micromanager.processor;

import io.drua.bridge.FailureText;
import io.drua.bridge.Nullable;
import io.drua.micromanager.monitor.RunDirectory;
import io.drua.micromanager.monitor.RunKind;
import io.drua.micromanager.monitor.RunMonitor;
import io.drua.micromanager.monitor.RunState;
import io.drua.micromanager.runtime.AcquisitionWatch;
import io.drua.micromanager.runtime.MicroManagerRuntime;
import io.drua.micromanager.runtime.ProcessorLog;
import io.drua.micromanager.settings.ProcessorSettings;
import java.util.Collections;
import java.util.List;
import javax.swing.SwingUtilities;
import org.micromanager.Studio;
import org.micromanager.data.Image;
import org.micromanager.data.Processor;
import org.micromanager.data.ProcessorContext;
import org.micromanager.data.SummaryMetadata;

/**
 * A Python routine as a processor of one pipeline. Micro-Manager makes one for each pipeline, and calls it on one thread:
 * the user interface's for snap and live, one of the pipeline's for acquisitions.
 *
 * <p>Nothing but {@link RuntimeException}s ever leaves it: an {@code Error} would end the pipeline's thread, and whoever
 * feeds the pipeline would wait for ever.
 */
public final class PythonProcessor implements Processor, RunMonitor.Control {
  private static final long CLOSE_MILLIS = 5_000;
  private static final long CLOSE_LIVE_MILLIS = 500;
  private static final long FACTS_MILLIS = 1_000;

  private final ProcessorRun run;
  private final RunMonitor monitor;
  private final DirectFrames direct;
  private final LiveFrames live;
  private final Runnable liveEnded;
  private boolean planned;
  private boolean closed;
  @Nullable private volatile Caller caller;

  /** The thread that called last, and whether it is the user interface's: asking AWT takes a lock. Immutable. */
  private static final class Caller {
    final Thread thread = Thread.currentThread();
    final boolean isEventThread = SwingUtilities.isEventDispatchThread();
  }

  /**
   * Makes a processor.
   *
   * @param place in the application's pipeline
   */
  PythonProcessor(Studio studio, ProcessorSettings settings, String label, PipelinePlace place) {
    monitor = new RunMonitor(settings, label, this);
    run = new ProcessorRun(studio, settings, monitor);
    direct = new DirectFrames(run, place);
    live = new LiveFrames(run);
    liveEnded = live::endSession;
    RunDirectory.get().started(monitor);
    FrameWatch.begin(direct);
    AcquisitionWatch.get().addLiveEnded(liveEnded);
  }

  // -- Micro-Manager's calls --

  @Override
  public SummaryMetadata processSummaryMetadata(SummaryMetadata source) {
    planned = true;
    ProcessorSettings settings = run.settings();
    if (settings.routine().isEmpty()) {
      return source;
    }
    try {
      RoutineFacts facts = facts();
      ChannelPlan plan = ChannelPlan.of(source, facts.outputs(), settings.keepRaw(), facts.hash());
      run.plan(source, plan);
      return plan.apply(source, facts.provenance(settings, monitor.label()), facts.keepsSize());
    } catch (Throwable problem) {
      // Whatever is wrong, the data set must have its summary, and the places that the frames will take.
      ProcessorLog.add("The summary metadata say little of " + monitor.label() + ": " + FailureText.message(problem));
      return planWithoutFacts(source);
    }
  }

  private SummaryMetadata planWithoutFacts(SummaryMetadata source) {
    ProcessorSettings settings = run.settings();
    ChannelPlan plan = ChannelPlan.of(source, Collections.<String>emptyList(), settings.keepRaw(), "");
    try {
      SummaryMetadata planned =
          plan.apply(source, ChannelPlan.provenance(settings, monitor.label(), "", "", settings.parameters()), false);
      run.plan(source, plan);
      return planned;
    } catch (RuntimeException problem) {
      ProcessorLog.add("The summary metadata have no entry of " + monitor.label() + ": " + FailureText.message(problem));
      run.plan(source, ChannelPlan.of(source, Collections.<String>emptyList(), false, ""));
      return source;
    }
  }

  @Override
  public void processImage(Image image, ProcessorContext context) {
    try {
      if (run.settings().routine().isEmpty()) {
        monitor.frameCame();
        monitor.setNote("No routine is chosen: frames pass as they are.");
        context.outputImage(image);
        return;
      }
      if (!planned) {
        plan(context);
      }
      if (isEventThread()) {
        monitor.setKind(RunKind.LIVE);
        live.process(image, context);
      } else {
        direct.process(image, context);
      }
    } catch (RuntimeException failed) {
      throw failed;
    } catch (Throwable error) {
      // An Error that the pipeline behind this processor threw, or memory that ran out.
      throw new ProcessorFailedException(run.report(image, error, "").message(), error);
    }
  }

  /** Nobody told of a summary: that of the data set is as it will stay, so raw frames have no channel. */
  private void plan(ProcessorContext context) {
    planned = true;
    List<String> outputs = Collections.emptyList();
    try {
      outputs = facts().outputs();
    } catch (RuntimeException problem) {
      // The first frame meets the same problem, and says so.
      ProcessorLog.add(monitor.label() + ": " + FailureText.message(problem));
    }
    SummaryMetadata summary = context.getSummaryMetadata();
    run.plan(summary, ChannelPlan.of(summary, outputs, false, ""));
  }

  /** On the user interface's thread the question has a bounded time: it may start Python. */
  private RoutineFacts facts() {
    String routine = run.settings().routine();
    return isEventThread() ? RoutineFacts.within(routine, FACTS_MILLIS) : RoutineFacts.of(routine);
  }

  private boolean isEventThread() {
    Caller known = caller;
    if (known == null || known.thread != Thread.currentThread()) {
      known = new Caller();
      caller = known;
    }
    return known.isEventThread;
  }

  @Override
  public void cleanup(ProcessorContext context) {
    try {
      close();
    } catch (Throwable problem) {
      ProcessorLog.add(monitor.label() + ": " + FailureText.message(problem));
    }
  }

  private synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    AcquisitionWatch.get().removeLiveEnded(liveEnded);
    FrameWatch.end(direct);
    live.close();
    direct.close();
    Generation generation = run.generation();
    FrameWorker worker = new FrameWorker("Drua: stopping " + monitor.label());
    FrameWorker.Ticket ticket = worker.submit(generation::close);
    if (!ticket.awaitEnd((isEventThread() ? CLOSE_LIVE_MILLIS : CLOSE_MILLIS) * 1_000_000L)) {
      ProcessorLog.add(monitor.label() + ": its stop() takes long, and is not waited for.");
    } else if (ticket.thrown() != null) {
      run.report(null, ticket.thrown(), "");
    }
    worker.abandon();
    monitor.setState(RunState.ENDED);
  }

  // -- The panel's calls --

  @Override
  public void reload() {
    MicroManagerRuntime.retry();
    run.restart();
  }

  @Override
  public void stop() {
    direct.stop("the user stopped it");
    live.cancel();
  }
}
