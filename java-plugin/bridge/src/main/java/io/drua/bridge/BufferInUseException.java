package io.drua.bridge;

/** Another call works on the same pixels in a way that excludes this one. Nothing was changed. */
public final class BufferInUseException extends BridgeException {
  private static final long serialVersionUID = 1L;

  /** Makes one with the code {@code "buffer-in-use"}. */
  public BufferInUseException(String message, @Nullable String hint) {
    this(message, hint, null);
  }

  /** Makes one with the code {@code "buffer-in-use"}, and what it came from. */
  public BufferInUseException(String message, @Nullable String hint, @Nullable Throwable cause) {
    super("buffer-in-use", message, hint, cause);
  }
}
