package io.drua.bridge;

/** A Python object was used after it had been closed. */
public final class StaleHandleException extends BridgeException {
  private static final long serialVersionUID = 1L;

  /** Makes one with the code {@code "stale-handle"}. */
  public StaleHandleException(String message, @Nullable String hint) {
    this(message, hint, null);
  }

  /** Makes one with the code {@code "stale-handle"}, and what it came from. */
  public StaleHandleException(String message, @Nullable String hint, @Nullable Throwable cause) {
    super("stale-handle", message, hint, cause);
  }
}
