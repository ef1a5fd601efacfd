package io.drua.fiji.runtime;

import io.drua.bridge.PythonRuntime;

/** The interpreter, started when the first routine needs it. */
public final class DruaRuntime {
  private static final HostListener LISTENER = new HostListener();
  private static PythonRuntime runtime;

  private DruaRuntime() {}

  /**
   * Gives the running interpreter, and starts it if there is none.
   *
   * @throws io.drua.bridge.BridgeException if it can't be started; a later call tries again, with the settings of then
   */
  public static synchronized PythonRuntime start() {
    if (runtime == null) {
      PythonRuntime started = PythonRuntime.start(DruaHome.config());
      started.addListener(LISTENER);
      runtime = started;
    }
    return runtime;
  }

  /** Shows what a call that has ended wrote without a line end. */
  static void finish(long call) {
    LISTENER.finish(call);
  }

  /** Whether a routine can run without a start. */
  public static synchronized boolean isRunning() {
    return runtime != null;
  }
}
