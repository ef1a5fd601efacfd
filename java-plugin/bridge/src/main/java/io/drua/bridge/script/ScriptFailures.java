package io.drua.bridge.script;

import io.drua.bridge.BridgeException;
import io.drua.bridge.PyObject;
import io.drua.bridge.PythonException;
import javax.script.ScriptException;

/** What a failure is for {@code javax.script}: with file, line and column of the script. */
final class ScriptFailures {
  private static final String SYNTAX = "SyntaxError";

  private ScriptFailures() {}

  static ScriptException of(BridgeException failed, String file) {
    ScriptException made = located(failed, file);
    made.initCause(failed);
    return made;
  }

  private static ScriptException located(BridgeException failed, String file) {
    String message = failed.getLocalizedMessage();
    if (failed instanceof PythonException) {
      PyObject exception = ((PythonException) failed).exceptionOrNull();
      if (isSyntaxError((PythonException) failed) && exception != null) {
        int line = number(exception, "lineno");
        int column = number(exception, "offset");
        return new ScriptException(message, file, line, column);
      }
      // Innermost first: the last line of the script that had to do with it.
      for (StackTraceElement element : failed.getStackTrace()) {
        if (element.getClassName().equals("python") && file.equals(element.getFileName())) {
          return new ScriptException(message, file, element.getLineNumber());
        }
      }
    }
    return new ScriptException(message, file, -1);
  }

  private static boolean isSyntaxError(PythonException failed) {
    String type = failed.pythonType();
    return type.equals(SYNTAX) || type.equals("IndentationError") || type.equals("TabError");
  }

  private static int number(PyObject exception, String name) {
    Object value = exception.get(name);
    return value instanceof Long ? ((Long) value).intValue() : -1;
  }
}
