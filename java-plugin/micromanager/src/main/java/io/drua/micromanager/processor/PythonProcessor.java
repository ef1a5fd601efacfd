package io.drua.micromanager.processor;

import io.drua.bridge.FailureText;
import io.drua.bridge.Nullable;
import io.drua.bridge.ParameterManifest;
import io.drua.bridge.ParameterText;
import io.drua.bridge.RoutineManifest;
import io.drua.micromanager.monitor.RunDirectory;
import io.drua.micromanager.monitor.RunKind;
import io.drua.micromanager.monitor.RunMonitor;
import io.drua.micromanager.monitor.RunState;
import io.drua.micromanager.runtime.AcquisitionWatch;
import io.drua.micromanager.runtime.MicroManagerRuntime;
import io.drua.micromanager.runtime.ProcessorLog;
import io.drua.micromanager.settings.ProcessorSettings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    liveEnded = live::cancel;
    RunDirectory.get().started(monitor);
    FrameWatch.begin(direct);
    AcquisitionWatch.get().addLiveEnded(liveEnded);
  }

  // -- Micro-Manager's calls --

  @Override
  public SummaryMetadata processSummaryMetadata(SummaryMetadata source) {
    try {
      Facts facts = Facts.of(run.settings(), monitor.label());
      planned = true;
      return run.plan(source, facts.outputs).apply(source, facts.provenance(), facts.keepsSize());
    } catch (Throwable problem) {
      // Whatever is wrong, the data set must not lose its summary.
      ProcessorLog.add("The summary metadata have no entry of " + monitor.label() + ": " + FailureText.message(problem));
      return source;
    }
  }

  @Override
  public void processImage(Image image, ProcessorContext context) {
    try {
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

  private void plan(ProcessorContext context) {
    planned = true;
    List<String> outputs = Collections.emptyList();
    try {
      outputs = Facts.of(run.settings(), monitor.label()).outputs;
    } catch (RuntimeException problem) {
      // The first frame meets the same problem, and says so.
      ProcessorLog.add(monitor.label() + ": " + FailureText.message(problem));
    }
    run.plan(context.getSummaryMetadata(), outputs);
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
    if (isEventThread()) {
      live.close();
    } else if (!direct.close(CLOSE_MILLIS)) {
      ProcessorLog.add(monitor.label() + ": its stop() takes longer than " + CLOSE_MILLIS + " ms, and is left behind.");
    }
    FrameWatch.end(direct);
    run.ended();
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

  /** What is known of the routine without Python. */
  private static final class Facts {
    final List<String> outputs;
    private final ProcessorSettings settings;
    private final String label;
    private final RoutineManifest manifest;

    private Facts(ProcessorSettings settings, String label, RoutineManifest manifest) {
      this.settings = settings;
      this.label = label;
      this.manifest = manifest;
      this.outputs = manifest.outputs();
    }

    static Facts of(ProcessorSettings settings, String label) {
      return new Facts(settings, label, MicroManagerRuntime.library().find(settings.routine()));
    }

    /** Whether its frames are as large as those that come in. */
    boolean keepsSize() {
      return manifest.inPlace() && outputs.isEmpty();
    }

    Map<String, Object> provenance() {
      Map<String, String> parameters = new LinkedHashMap<>();
      for (ParameterManifest parameter : manifest.parameters()) {
        String given = settings.parameters().get(parameter.name());
        parameters.put(parameter.name(), given == null ? ParameterText.show(parameter.defaultValue()) : given);
      }
      return ChannelPlan.provenance(settings, label, manifest.file().toString(), manifest.hash(), parameters);
    }
  }
}
