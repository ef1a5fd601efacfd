package io.drua.bridge;

/** A native library of Drua is missing, damaged, of another version, or not made for this platform. */
public final class NativeLibraryException extends BridgeException {
  private static final long serialVersionUID = 1L;

  /** Makes one with the code {@code "library"}. */
  public NativeLibraryException(String message, @Nullable String hint) {
    this(message, hint, null);
  }

  /** Makes one with the code {@code "library"}, and what it came from. */
  public NativeLibraryException(String message, @Nullable String hint, @Nullable Throwable cause) {
    super("library", message, hint, cause);
  }
}
