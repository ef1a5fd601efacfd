package io.drua.bridge;

/** The call was cancelled before it ended. */
public final class RoutineCancelledException extends BridgeException {
  private static final long serialVersionUID = 1L;

  /** Makes one with the code {@code "cancelled"}. */
  public RoutineCancelledException(String message, @Nullable String hint) {
    this(message, hint, null);
  }

  /** Makes one with the code {@code "cancelled"}, and what it came from. */
  public RoutineCancelledException(String message, @Nullable String hint, @Nullable Throwable cause) {
    super("cancelled", message, hint, cause);
  }
}
