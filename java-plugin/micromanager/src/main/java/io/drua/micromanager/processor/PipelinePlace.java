package io.drua.micromanager.processor;

import io.drua.bridge.FailureText;
import io.drua.micromanager.runtime.ProcessorLog;
import io.drua.micromanager.settings.ProcessorSettings;
import java.util.List;
import org.micromanager.Studio;
import org.micromanager.data.ProcessorConfigurator;

/**
 * Where a processor stands among those that are on in the On-The-Fly window. Micro-Manager does not tell a processor;
 * its configurators are asked when the pipeline is made. A processor that is not among them, such as a script's, has
 * no known neighbours: its frames are copied, which is always right.
 */
final class PipelinePlace {
  /** Nothing is known. */
  static final PipelinePlace UNKNOWN = new PipelinePlace(false, false, false);

  private final boolean first;
  private final boolean behindOurs;
  private final boolean beforeOurs;

  PipelinePlace(boolean first, boolean behindOurs, boolean beforeOurs) {
    this.first = first;
    this.behindOurs = behindOurs;
    this.beforeOurs = beforeOurs;
  }

  /** The place of the processor with this id. */
  static PipelinePlace of(Studio studio, String id) {
    try {
      List<ProcessorConfigurator> all = studio.data().getApplicationPipelineConfigurators(false);
      for (int i = 0; all != null && i < all.size(); i++) {
        if (ProcessorSettings.isOf(all.get(i).getSettings(), id)) {
          boolean behindOurs = i > 0 && ProcessorSettings.isOurs(all.get(i - 1).getSettings());
          boolean beforeOurs = i + 1 < all.size() && ProcessorSettings.isOurs(all.get(i + 1).getSettings());
          return new PipelinePlace(i == 0, behindOurs, beforeOurs);
        }
      }
    } catch (RuntimeException problem) {
      // Another plugin's configurator may fail.
      ProcessorLog.add("The order of the processors is not known: " + FailureText.message(problem));
    }
    return UNKNOWN;
  }

  /** Whether frames come from the camera, and not from another processor. */
  boolean isFirst() {
    return first;
  }

  /** Whether frames come from a Python Processor: what another one passes on, it may keep. */
  boolean isBehindOurs() {
    return behindOurs;
  }

  /** Whether frames go to a Python Processor. */
  boolean isBeforeOurs() {
    return beforeOurs;
  }
}
