package io.drua.bridge;

import java.util.Objects;

/**
 * Python raised an exception. Its frames stand above the Java frames in the stack trace (class {@code python}); a
 * Python cause, or a Java exception that passed through Python, is the {@link #getCause() cause}.
 */
public final class PythonException extends BridgeException {
  private static final long serialVersionUID = 1L;

  private final String pythonType;
  private final String pythonTraceback;
  private boolean carriesJava;
  @Nullable private transient volatile PyObject exception;

  /** Makes one; the bridge sets the stack trace. */
  public PythonException(
      String code,
      String pythonType,
      String message,
      @Nullable String hint,
      String pythonTraceback,
      @Nullable Throwable cause) {
    super(code, message, hint, cause);
    this.pythonType = Objects.requireNonNull(pythonType, "pythonType");
    this.pythonTraceback = Objects.requireNonNull(pythonTraceback, "pythonTraceback");
  }

  /**
   * Name of the Python class with its module, for instance {@code "ValueError"} or {@code
   * "numpy.linalg.LinAlgError"}.
   */
  public String pythonType() {
    return pythonType;
  }

  /** The traceback as Python itself prints it, several lines long. */
  public String pythonTraceback() {
    return pythonTraceback;
  }

  /**
   * The exception object itself, which belongs to this exception and is let go with it; {@code null} if it did not come
   * along.
   */
  @Nullable
  public PyObject exceptionOrNull() {
    return exception;
  }

  /**
   * The Java exception that this one only carries: it was thrown by Java code that Python had called, and Python let it
   * pass. {@code null} for what Python itself raised.
   */
  @Nullable
  public Throwable javaOrNull() {
    return carriesJava ? getCause() : null;
  }

  void carryJava() {
    carriesJava = true;
  }

  void keep(PyObject value) {
    exception = value;
  }

  /** Python's type and message, and the hint where there is one. */
  @Override
  public String getLocalizedMessage() {
    String text = super.getLocalizedMessage();
    return text == null || text.isEmpty() ? pythonType : pythonType + ": " + text;
  }
}
