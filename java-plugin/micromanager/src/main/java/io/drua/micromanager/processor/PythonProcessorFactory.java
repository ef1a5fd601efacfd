package io.drua.micromanager.processor;

import io.drua.bridge.FailureText;
import io.drua.bridge.RoutineManifest;
import io.drua.micromanager.runtime.MicroManagerRuntime;
import io.drua.micromanager.runtime.ProcessorLog;
import io.drua.micromanager.settings.ProcessorSettings;
import org.micromanager.Studio;
import org.micromanager.data.Processor;
import org.micromanager.data.ProcessorFactory;

/** Makes processors with the same settings, one for each pipeline. Any thread. */
public final class PythonProcessorFactory implements ProcessorFactory {
  private final Studio studio;
  private final ProcessorSettings settings;

  /** Makes a factory. */
  public PythonProcessorFactory(Studio studio, ProcessorSettings settings) {
    this.studio = studio;
    this.settings = settings;
    // The first frame should not have to wait for Python.
    MicroManagerRuntime.inBackground(
        "starting Python",
        () -> {
          MicroManagerRuntime.start();
          MicroManagerRuntime.library().routines();
        });
  }

  @Override
  public Processor createProcessor() {
    return new PythonProcessor(studio, settings, label(), PipelinePlace.of(studio, settings.id()));
  }

  private String label() {
    if (settings.routine().isEmpty()) {
      return "no routine";
    }
    try {
      RoutineManifest manifest = MicroManagerRuntime.library().knownOrNull(settings.routine());
      return manifest == null ? settings.routine() : manifest.label();
    } catch (RuntimeException problem) {
      ProcessorLog.add(FailureText.message(problem));
      return settings.routine();
    }
  }
}
