package io.drua.fiji.macro;

import io.drua.bridge.ImageBuffer;
import io.drua.bridge.PyObject;
import io.drua.bridge.PythonRuntime;
import io.drua.fiji.runtime.DruaRuntime;

/** Python code in macros: one namespace for all of them, values as text, as macros know nothing else. */
public final class MacroPython {
  private static PyObject namespace;

  private MacroPython() {}

  /**
   * Evaluates an expression.
   *
   * @throws io.drua.bridge.BridgeException if Python can't be started, or the expression raises
   */
  public static String eval(String expression) {
    PythonRuntime python = DruaRuntime.start();
    return text(python.eval(expression, namespace(python)));
  }

  /**
   * Runs statements.
   *
   * @return an empty text
   * @throws io.drua.bridge.BridgeException if Python can't be started, or a statement raises
   */
  public static String exec(String code) {
    PythonRuntime python = DruaRuntime.start();
    python.exec(code, "<macro>", namespace(python));
    return "";
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
