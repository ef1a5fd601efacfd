package io.drua.bridge;

import java.util.Map;

/** A Python object, held until it is closed. May be used from any thread. */
public final class PyObject implements AutoCloseable {
  PyObject(long handle) {}

  /** Calls it with positional arguments. */
  @Nullable
  public Object call(Object... args) {
    throw new UnsupportedOperationException();
  }

  /** Calls it with positional arguments and keywords. */
  @Nullable
  public Object callWith(Object[] args, Map<String, ?> keywords) {
    throw new UnsupportedOperationException();
  }

  /** Calls one of its methods. */
  @Nullable
  public Object invoke(String method, Object... args) {
    throw new UnsupportedOperationException();
  }

  /** Reads an attribute. */
  @Nullable
  public Object get(String name) {
    throw new UnsupportedOperationException();
  }

  /** Writes an attribute. */
  public void set(String name, @Nullable Object value) {
    throw new UnsupportedOperationException();
  }

  /** Python's {@code repr}. */
  public String repr() {
    throw new UnsupportedOperationException();
  }

  /** Lets go of the object. Never waits for Python. */
  @Override
  public void close() {}

  /** Whether it was closed. */
  public boolean isClosed() {
    throw new UnsupportedOperationException();
  }
}
