package io.drua.bridge;

/** No usable Python interpreter was found; the message lists what was searched, and why each one was refused. */
public final class InterpreterNotFoundException extends BridgeException {
  private static final long serialVersionUID = 1L;

  /** Makes one with the code {@code "no-interpreter"}. */
  public InterpreterNotFoundException(String message, @Nullable String hint) {
    this(message, hint, null);
  }

  /** Makes one with the code {@code "no-interpreter"}, and what it came from. */
  public InterpreterNotFoundException(String message, @Nullable String hint, @Nullable Throwable cause) {
    super("no-interpreter", message, hint, cause);
  }

  /** Makes one with a finer code than {@code "no-interpreter"}, which says what is wrong with the interpreter. */
  public InterpreterNotFoundException(
      String code, String message, @Nullable String hint, @Nullable Throwable cause) {
    super(code, message, hint, cause);
  }
}
