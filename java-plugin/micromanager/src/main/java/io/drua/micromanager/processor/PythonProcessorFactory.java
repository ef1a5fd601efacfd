package io.drua.micromanager.processor;

import io.drua.bridge.FailureText;
import io.drua.bridge.RoutineManifest;
import io.drua.micromanager.runtime.MicroManagerRuntime;
import io.drua.micromanager.runtime.ProcessorLog;
import io.drua.micromanager.settings.ProcessorSettings;
import java.util.List;
import org.micromanager.PropertyMap;
import org.micromanager.Studio;
import org.micromanager.data.Processor;
import org.micromanager.data.ProcessorConfigurator;
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
    MicroManagerRuntime.inBackground("starting Python", MicroManagerRuntime::start);
  }

  @Override
  public Processor createProcessor() {
    return new PythonProcessor(studio, settings, label(), isFirst());
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

  /** Whether this processor is now the first that is on in the On-The-Fly window. */
  private boolean isFirst() {
    try {
      List<ProcessorConfigurator> all = studio.data().getApplicationPipelineConfigurators(false);
      if (all == null || all.isEmpty()) {
        return false;
      }
      PropertyMap first = all.get(0).getSettings();
      return ProcessorSettings.isOf(first, settings.id());
    } catch (RuntimeException problem) {
      // Another plugin's configurator may fail: then frames are copied.
      ProcessorLog.add("The order of the processors is not known: " + FailureText.message(problem));
      return false;
    }
  }
}
