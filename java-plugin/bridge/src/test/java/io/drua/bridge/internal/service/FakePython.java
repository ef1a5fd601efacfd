package io.drua.bridge.internal.service;

import io.drua.bridge.PyObject;

/** Python's side where there is no Python. */
final class FakePython implements PythonSide {
  /** Stands for a Python object. */
  static final class Proxy {}

  Object closed;

  @Override
  public Object convert(Object value, Class<?> target) {
    return target == Object.class ? value : target.getSimpleName() + ":" + value;
  }

  @Override
  public Object proxy(PyObject target, Class<?>[] interfaces) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close(Object proxy) {
    closed = proxy;
  }

  @Override
  public Object behind(Object value) {
    return value instanceof Proxy ? "python" : null;
  }

  @Override
  public Object live(PyObject container) {
    throw new UnsupportedOperationException();
  }
}
