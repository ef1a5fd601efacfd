package io.drua.bridge;

import io.drua.bridge.internal.threads.DruaThreads;

/**
 * Loads what the first call needs while Python starts: NumPy takes longer to import than these classes to load, and
 * both can be done at once.
 *
 * <p>Whatever fails here fails again where it is needed, and is reported there.
 */
final class WarmUp implements Runnable {
  private static final String[] CLASSES = {
    "io.drua.bridge.internal.wire.WireReader",
    "io.drua.bridge.internal.wire.WireWriter",
    "io.drua.bridge.internal.frame.CallFrame",
    "io.drua.bridge.BridgeCall",
    "io.drua.bridge.FrameValues",
    "io.drua.bridge.Failures",
    "io.drua.bridge.InterpreterInfo",
    "io.drua.bridge.RuntimeEvents",
    "io.drua.bridge.PyObject",
    "io.drua.bridge.PyObject$Reference",
    "io.drua.bridge.ImageBuffer",
    "io.drua.bridge.Pixels",
    "io.drua.bridge.Routine",
    "io.drua.bridge.RoutineCall",
    "io.drua.bridge.RoutineResult",
    "io.drua.bridge.Transfer",
    "io.drua.bridge.PinPolicy",
  };

  private WarmUp() {}

  /** Begins, on a thread of its own. */
  static void begin() {
    Thread thread = new Thread(null, new WarmUp(), "Drua warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    ClassLoader loader = WarmUp.class.getClassLoader();
    for (String name : CLASSES) {
      try {
        Class.forName(name, true, loader);
      } catch (ClassNotFoundException | LinkageError unavailable) {
        // Its first use says so, with the place where it was needed.
        return;
      }
    }
    DruaThreads.run(new PythonRuntime.OnLargeStack<Object>(null), PythonRuntime.OnLargeStack.NOTHING);
  }
}
