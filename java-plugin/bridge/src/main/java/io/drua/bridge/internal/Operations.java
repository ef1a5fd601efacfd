package io.drua.bridge.internal;

import io.drua.bridge.InterpreterNotFoundException;
import io.drua.bridge.Nullable;
import io.drua.bridge.PyObject;
import io.drua.bridge.PythonRuntime;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Functions of Python's module {@code drua._operations}, which do to objects what has no operation of its own in the
 * native interface. Looked up once, and kept as long as this copy of the bridge.
 */
public final class Operations {
  private static final ConcurrentMap<String, PyObject> FUNCTIONS = new ConcurrentHashMap<String, PyObject>();

  private Operations() {}

  /** A function by its name. */
  public static PyObject function(String name) {
    PyObject known = FUNCTIONS.get(name);
    return known != null ? known : find(name);
  }

  private static PyObject find(String name) {
    PythonRuntime runtime = PythonRuntime.runningOrNull();
    if (runtime == null) {
      throw new InterpreterNotFoundException(
          "Python does not run.", "Start it with PythonRuntime.start before Python objects are used.");
    }
    try (PyObject module = runtime.importModule("drua._operations")) {
      PyObject found = module.attribute(name);
      PyObject other = FUNCTIONS.putIfAbsent(name, found);
      if (other != null) {
        found.close();
        return other;
      }
      return found;
    }
  }

  /** Calls one; see {@link PyObject#call}. */
  @Nullable
  public static Object call(String name, Object... args) {
    return function(name).call(args);
  }

  /** Calls one whose result is a truth. */
  public static boolean test(String name, Object... args) {
    return Boolean.TRUE.equals(function(name).call(args));
  }
}
