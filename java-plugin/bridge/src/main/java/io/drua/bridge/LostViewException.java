package io.drua.bridge;

/** A view of pinned pixels outlived its call and could not be given pixels of its own. */
public final class LostViewException extends BridgeException {
  private static final long serialVersionUID = 1L;

  /** Makes one with the code {@code "lost-view"}. */
  public LostViewException(String message, @Nullable String hint) {
    this(message, hint, null);
  }

  /** Makes one with the code {@code "lost-view"}, and what it came from. */
  public LostViewException(String message, @Nullable String hint, @Nullable Throwable cause) {
    super("lost-view", message, hint, cause);
  }
}
