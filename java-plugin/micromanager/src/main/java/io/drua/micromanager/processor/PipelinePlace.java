package io.drua.micromanager.processor;

import io.drua.bridge.FailureText;
import io.drua.micromanager.runtime.ProcessorLog;
import io.drua.micromanager.settings.ProcessorSettings;
import java.util.List;
import org.micromanager.Studio;
import org.micromanager.data.ProcessorConfigurator;

/**
 * Where a processor stands among those that are on in the On-The-Fly window. Micro-Manager does not tell a processor;
 * its configurators are asked when the pipeline is made. A processor that is not among them, such as a script's, is
 * neither first nor last: its frames are copied, which is always right.
 */
final class PipelinePlace {
  /** Neither first nor last. */
  static final PipelinePlace UNKNOWN = new PipelinePlace(false, false);

  private final boolean first;
  private final boolean last;

  PipelinePlace(boolean first, boolean last) {
    this.first = first;
    this.last = last;
  }

  /** The place of the processor with this id. */
  static PipelinePlace of(Studio studio, String id) {
    try {
      List<ProcessorConfigurator> all = studio.data().getApplicationPipelineConfigurators(false);
      int count = all == null ? 0 : all.size();
      boolean first = count > 0 && ProcessorSettings.isOf(all.get(0).getSettings(), id);
      boolean last = count > 0 && ProcessorSettings.isOf(all.get(count - 1).getSettings(), id);
      return new PipelinePlace(first, last);
    } catch (RuntimeException problem) {
      // Another plugin's configurator may fail.
      ProcessorLog.add("The order of the processors is not known: " + FailureText.message(problem));
      return UNKNOWN;
    }
  }

  /** Whether frames come from the camera, and not from another processor. */
  boolean isFirst() {
    return first;
  }

  /** Whether frames go to the data set, and not to another processor. */
  boolean isLast() {
    return last;
  }
}
