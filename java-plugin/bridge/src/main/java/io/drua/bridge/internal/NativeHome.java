package io.drua.bridge.internal;

/** Follows. */
public final class NativeHome {
  private NativeHome() {}

  /** The next number. */
  public static long nextId() {
    throw new UnsupportedOperationException();
  }
}
