package io.drua.bridge;

import java.util.Objects;

/** How the pixels of one image reached Python in one call. Immutable. */
public final class Transfer {
  /** The three ways. */
  public enum Mode {
    /** Off-heap memory seen in place. */
    SHARED,
    /** An array on the Java heap, pinned for the length of the call. */
    PINNED,
    /** A copy in, and a copy out where the routine may write. */
    COPIED
  }

  private final Mode mode;
  private final String reason;
  private final long bytesCopied;
  private final boolean escaped;

  /** Makes a report; {@code reason} is empty where nothing needs one. */
  public Transfer(Mode mode, String reason, long bytesCopied, boolean escaped) {
    this.mode = Objects.requireNonNull(mode, "mode");
    this.reason = Objects.requireNonNull(reason, "reason");
    this.bytesCopied = bytesCopied;
    this.escaped = escaped;
  }

  /** How the pixels travelled. */
  public Mode mode() {
    return mode;
  }

  /** Why they were copied; empty for shared and pinned ones. */
  public String reason() {
    return reason;
  }

  /** Bytes that were copied, both ways together. */
  public long bytesCopied() {
    return bytesCopied;
  }

  /** Whether a view outlived the call and was given a private copy of the pixels. */
  public boolean escaped() {
    return escaped;
  }

  /** One line for a log, for instance {@code "Copied (first call), 1048576 bytes copied"}. */
  public String describe() {
    StringBuilder text = new StringBuilder();
    switch (mode) {
      case SHARED:
        text.append("Shared");
        break;
      case PINNED:
        text.append("Pinned");
        break;
      default:
        text.append("Copied");
        break;
    }
    if (!reason.isEmpty()) {
      text.append(" (").append(reason).append(')');
    }
    text.append(", ").append(bytesCopied).append(" bytes copied");
    if (escaped) {
      text.append(", a view escaped");
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return describe();
  }
}
