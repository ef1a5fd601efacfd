package io.drua.bridge;

import static io.drua.bridge.internal.frame.FrameLayout.STATUS_NO_INTERPRETER;
import static io.drua.bridge.internal.frame.FrameLayout.STATUS_PYTHON_EXCEPTION;
import static io.drua.bridge.internal.frame.FrameLayout.STATUS_START_FAILED;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Makes Java exceptions of error blocks; the only place that knows both. */
final class Failures {
  /** Codes by status, for failures without a block. */
  private static final String[] CODES = {
    "ok", "python-exception", "cancelled", "buffer-in-use", "stale-handle", "bad-frame", "conversion",
    "reply-too-large", "panic", "out-of-memory", "lost-view", "no-interpreter", "no-interpreter", "start-failed",
    "library", "host", "manifest", "java-exception",
  };

  private Failures() {}

  /** The exception for a status and its block. */
  static BridgeException of(int status, @Nullable Map<?, ?> error) {
    Map<?, ?> block = error == null ? Collections.emptyMap() : error;
    String otherwise = status > 0 && status < CODES.length ? CODES[status] : "status-" + status;
    String code = text(block, "code", otherwise);
    String type = text(block, "type", "");
    String message = text(block, "message", "The native side failed with status " + status + ".");
    Object hintValue = block.get("hint");
    String hint = hintValue == null ? null : hintValue.toString();
    List<?> frames = block.get("frames") instanceof List ? (List<?>) block.get("frames") : Collections.emptyList();
    Throwable java = java(block);
    Throwable cause = java == null ? pythonCause(status, block) : java;
    // What Java threw is no failure of this call, even if it is one of ours: it stays the cause.
    BridgeException made =
        java == null || type.isEmpty() || code.equals("cancelled")
            ? make(status, code, type, message, hint, cause, block)
            : new PythonException(code, type, message, hint, Tracebacks.text(block), cause);
    placeFrames(made, frames);
    if (java != null && made instanceof PythonException) {
      ((PythonException) made).carryJava();
    }
    Object exception = block.get("exception");
    if (made instanceof PythonException && exception instanceof PyObject) {
      ((PythonException) made).keep((PyObject) exception);
    } else if (exception instanceof PyObject) {
      ((PyObject) exception).close();
    }
    return made;
  }

  private static BridgeException make(
      int status,
      String code,
      String type,
      String message,
      @Nullable String hint,
      @Nullable Throwable cause,
      Map<?, ?> block) {
    switch (code) {
      case "cancelled":
        return new RoutineCancelledException(message.isEmpty() ? "The call was cancelled." : message, hint, cause);
      case "buffer-in-use":
        return new BufferInUseException(message, hint, cause);
      case "stale-handle":
        return new StaleHandleException(message, hint, cause);
      case "conversion":
        return new ConversionException(message, hint, cause);
      case "lost-view":
        return new LostViewException(message, hint, cause);
      case "parameter":
        return new ParameterException(message, hint, cause);
      case "no-interpreter":
        return new InterpreterNotFoundException(message, hint, cause);
      case "start-failed":
        return new InterpreterStartException(message, hint, cause);
      case "library":
        return new NativeLibraryException(message, hint, cause);
      default:
        return type.isEmpty()
            ? ofStatus(status, code, message, hint, cause)
            : new PythonException(code, type, message, hint, Tracebacks.text(block), cause);
    }
  }

  /** Where the code is finer than a class of exceptions, the status tells the class. */
  private static BridgeException ofStatus(
      int status, String code, String message, @Nullable String hint, @Nullable Throwable cause) {
    switch (status) {
      case STATUS_NO_INTERPRETER:
        return new InterpreterNotFoundException(code, message, hint, cause);
      case STATUS_START_FAILED:
        return new InterpreterStartException(code, message, hint, cause);
      default:
        return new BridgeException(code, message, hint, cause);
    }
  }

  /** The Java exception that passed through Python. */
  @Nullable
  private static Throwable java(Map<?, ?> block) {
    Object throwable = block.get("throwable");
    return throwable instanceof Throwable ? (Throwable) throwable : null;
  }

  /** Python's own cause. */
  @Nullable
  private static Throwable pythonCause(int status, Map<?, ?> block) {
    Object cause = block.get("cause");
    return cause instanceof Map ? of(status == 0 ? STATUS_PYTHON_EXCEPTION : status, (Map<?, ?>) cause) : null;
  }

  private static String text(Map<?, ?> block, String key, String otherwise) {
    Object value = block.get(key);
    return value == null ? otherwise : value.toString();
  }

  /** Python's frames, innermost first, above those of Java. */
  private static void placeFrames(BridgeException made, List<?> frames) {
    if (frames.isEmpty()) {
      return;
    }
    List<StackTraceElement> all = new ArrayList<StackTraceElement>();
    for (int i = frames.size() - 1; i >= 0; i--) {
      Tracebacks.Line line = Tracebacks.Line.of(frames.get(i));
      all.add(new StackTraceElement("python", line.function, line.file, line.number));
    }
    all.addAll(Arrays.asList(made.getStackTrace()));
    made.setStackTrace(all.toArray(new StackTraceElement[0]));
  }

  /** Adds the frames of the thread that waited for the one where an exception was made. */
  static void addCaller(BridgeException thrown) {
    StackTraceElement[] own = thrown.getStackTrace();
    StackTraceElement[] caller = new Throwable().getStackTrace();
    StackTraceElement[] all = Arrays.copyOf(own, own.length + caller.length - 1);
    System.arraycopy(caller, 1, all, own.length, caller.length - 1);
    thrown.setStackTrace(all);
  }
}
