package io.drua.bridge;

/** A parameter of a routine is missing, unknown, of the wrong type, or out of range. */
public final class ParameterException extends BridgeException {
  private static final long serialVersionUID = 1L;

  /** Makes one with the code {@code "parameter"}. */
  public ParameterException(String message, @Nullable String hint) {
    this(message, hint, null);
  }

  /** Makes one with the code {@code "parameter"}, and what it came from. */
  public ParameterException(String message, @Nullable String hint, @Nullable Throwable cause) {
    super("parameter", message, hint, cause);
  }
}
