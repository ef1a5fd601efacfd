package io.drua.bridge;

/** A value has no counterpart on the other side. */
public final class ConversionException extends BridgeException {
  private static final long serialVersionUID = 1L;

  /** Makes one with the code {@code "conversion"}. */
  public ConversionException(String message, @Nullable String hint) {
    this(message, hint, null);
  }

  /** Makes one with the code {@code "conversion"}, and what it came from. */
  public ConversionException(String message, @Nullable String hint, @Nullable Throwable cause) {
    super("conversion", message, hint, cause);
  }
}
