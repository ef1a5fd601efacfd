package io.drua.bridge.script;

import io.drua.bridge.Nullable;
import io.drua.bridge.PyObject;
import io.drua.bridge.PythonConfig;
import io.drua.bridge.PythonRuntime;

/** Python as the engines use it. */
final class ScriptPython {
  private ScriptPython() {}

  /** The interpreter, which is started if there is none yet. */
  static PythonRuntime runtime() {
    PythonRuntime running = PythonRuntime.runningOrNull();
    return running == null ? PythonRuntime.start(PythonConfig.ofSystemProperties()) : running;
  }

  /** A function of the module {@code drua._scripts}. */
  static PyObject function(String name) {
    return Functions.MODULE.attribute(name);
  }

  /** Calls one. */
  @Nullable
  static Object call(String name, Object... args) {
    try (PyObject function = function(name)) {
      return function.call(args);
    }
  }

  /** Calls one, and keeps the result as an object. */
  static PyObject make(String name, Object... args) {
    try (PyObject function = function(name)) {
      return function.callKeeping(args);
    }
  }

  /** Looked up when it is first used, and kept. */
  private static final class Functions {
    static final PyObject MODULE = runtime().importModule("drua._scripts");
  }
}
