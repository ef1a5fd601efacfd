package io.drua.fiji.runtime;

import io.drua.bridge.ImageBuffer;
import io.drua.bridge.Routine;
import io.drua.bridge.RoutineCall;
import io.drua.bridge.RoutineResult;
import java.util.List;
import java.util.Map;

/** One call of a routine from ImageJ: it can be stopped by the user, and its time and transfers are counted. */
public final class RoutineRun {
  private final Routine routine;
  private final Map<String, Object> parameters;
  private final CallReport report;
  private final boolean inMacro;

  /**
   * Prepares calls with the same parameters.
   *
   * @param report where each call is counted
   * @param inMacro whether the end of the macro ends the call
   */
  public RoutineRun(Routine routine, Map<String, Object> parameters, CallReport report, boolean inMacro) {
    this.routine = routine;
    this.parameters = parameters;
    this.report = report;
    this.inMacro = inMacro;
  }

  /**
   * Calls the routine and waits for it, on a thread with a large stack.
   *
   * @throws io.drua.bridge.RoutineCancelledException if the user stopped it
   * @throws io.drua.bridge.BridgeException if it failed
   */
  public Object call(List<ImageBuffer> images) {
    return call(images, null);
  }

  /**
   * The same with the pixels copied, whatever the policy says.
   *
   * @param copyReason why, in a few words; null: by the policy
   */
  public Object call(List<ImageBuffer> images, String copyReason) {
    RoutineCall.Builder builder = RoutineCall.builder().parameters(parameters);
    if (copyReason != null) {
      builder.copied(copyReason);
    }
    for (ImageBuffer image : images) {
      builder.image(image);
    }
    if (copyReason == null && routine.reasonToCopy() == null) {
      builder.onCallerThread();
    }
    RoutineCall call = builder.build();
    CancelWatch.Watched watched = CancelWatch.begin(call, inMacro);
    try {
      RoutineResult result = routine.run(call);
      report.add(result);
      return result.value();
    } finally {
      CancelWatch.end(watched);
      DruaRuntime.finish(call.id());
    }
  }

  /** Where the calls are counted. */
  public CallReport report() {
    return report;
  }
}
