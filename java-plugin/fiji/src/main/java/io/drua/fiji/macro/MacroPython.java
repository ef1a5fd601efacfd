package io.drua.fiji.macro;

import io.drua.bridge.ImageBuffer;
import io.drua.bridge.PyObject;
import io.drua.bridge.PythonRuntime;
import io.drua.fiji.runtime.DruaRuntime;
import io.drua.fiji.runtime.Failure;

/** Python code in macros: one namespace for all of them, values as text, as macros know nothing else. */
public final class MacroPython {
  private static PyObject namespace;

  private MacroPython() {}

  /** Evaluates an expression; a failure stops the macro. */
  public static String eval(String expression) {
    try {
      PythonRuntime python = DruaRuntime.start();
      return text(python.eval(expression, namespace(python)));
    } catch (Throwable e) {
      throw Failure.fail("pyEval", e, true);
    }
  }

  /** Runs statements; a failure stops the macro. */
  public static String exec(String code) {
    try {
      PythonRuntime python = DruaRuntime.start();
      python.exec(code, "<macro>", namespace(python));
      return "";
    } catch (Throwable e) {
      throw Failure.fail("pyExec", e, true);
    }
  }

  private static synchronized PyObject namespace(PythonRuntime python) {
    if (namespace == null || namespace.isClosed()) {
      namespace = python.namespace();
    }
    return namespace;
  }

  private static String text(Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Boolean) {
      return (Boolean) value ? "1" : "0";
    }
    if (value instanceof PyObject) {
      try (PyObject object = (PyObject) value) {
        return object.toString();
      }
    }
    if (value instanceof ImageBuffer) {
      try (ImageBuffer array = (ImageBuffer) value) {
        return "array of shape " + java.util.Arrays.toString(array.shape()) + ", " + array.type().numpyName();
      }
    }
    return String.valueOf(value);
  }
}
