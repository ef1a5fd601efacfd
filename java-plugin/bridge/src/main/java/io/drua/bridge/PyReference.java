package io.drua.bridge;

import io.drua.bridge.internal.NativeCalls;
import io.drua.bridge.internal.memory.Sweeper;

/** The reference that a {@link PyObject} is, and its end. */
abstract class PyReference implements AutoCloseable {
  private final long handle;
  private final Entry entry;

  PyReference(long handle, boolean counted) {
    Sweeper.sweep();
    this.handle = handle;
    this.entry = new Entry(this, handle, counted);
  }

  /** The handle, for a call. */
  final long handle() {
    if (entry.ended()) {
      throw new StaleHandleException(
          "This Python object was closed before.", "Keep the object open as long as it is used.");
    }
    return handle;
  }

  /** Lets go of the object. Never waits for Python; the second time it does nothing. */
  @Override
  public void close() {
    entry.end();
  }

  /** Whether it was closed. */
  public boolean isClosed() {
    return entry.ended();
  }

  /** From now on it is nobody's duty to close it: the garbage collector finds it, which is no leak. */
  final void uncount() {
    entry.counted = false;
  }

  /** What the garbage collector watches. */
  private static final class Entry extends Sweeper.Entry {
    private final long handle;
    private volatile boolean counted;

    Entry(Object object, long handle, boolean counted) {
      super(object);
      this.handle = handle;
      this.counted = counted;
    }

    @Override
    protected boolean counted() {
      return counted;
    }

    @Override
    protected void free() {
      NativeCalls.release(handle);
    }
  }
}
