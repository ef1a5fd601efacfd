package io.drua.bridge;

/** A Python interpreter was found, and did not start. */
public final class InterpreterStartException extends BridgeException {
  private static final long serialVersionUID = 1L;

  /** Makes one with the code {@code "start-failed"}. */
  public InterpreterStartException(String message, @Nullable String hint) {
    this(message, hint, null);
  }

  /** Makes one with the code {@code "start-failed"}, and what it came from. */
  public InterpreterStartException(String message, @Nullable String hint, @Nullable Throwable cause) {
    super("start-failed", message, hint, cause);
  }

  /** Makes one with a finer code than {@code "start-failed"}, which says what is wrong with the interpreter. */
  public InterpreterStartException(
      String code, String message, @Nullable String hint, @Nullable Throwable cause) {
    super(code, message, hint, cause);
  }
}
