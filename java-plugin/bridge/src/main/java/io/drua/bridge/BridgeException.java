package io.drua.bridge;

import java.util.Objects;

/**
 * Something failed between Java and Python. The message says what was expected and found, {@link #hint()} what to do
 * next, and {@link #code()} which kind of failure it is, in words that stay the same from release to release.
 */
public class BridgeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  @Nullable private final String hint;

  /** Makes one. */
  public BridgeException(
      String code, String message, @Nullable String hint, @Nullable Throwable cause) {
    super(message, cause);
    this.code = Objects.requireNonNull(code, "code");
    this.hint = hint;
  }

  /** Which kind of failure: a stable name such as {@code "buffer-in-use"}. */
  public String code() {
    return code;
  }

  /** What to do next, or {@code null}. */
  @Nullable
  public String hint() {
    return hint;
  }

  /** The message and, where there is one, the hint: what a stack trace shows. */
  @Override
  public String getLocalizedMessage() {
    String message = getMessage();
    return hint == null || hint.isEmpty() ? message : message + " " + hint;
  }
}
