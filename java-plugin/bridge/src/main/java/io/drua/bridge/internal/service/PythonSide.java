package io.drua.bridge.internal.service;

import io.drua.bridge.Nullable;
import io.drua.bridge.PyObject;

/** Python's values and objects as Java objects. An interface, so that all else here works without Python. */
interface PythonSide {
  /** A value from Python as an instance of a class. */
  @Nullable
  Object convert(@Nullable Object value, Class<?> target);

  /** A Java object that calls Python. */
  Object proxy(PyObject target, Class<?>[] interfaces);

  /** Ends a proxy. */
  void close(@Nullable Object proxy);

  /** Whether an object stands for a Python object. */
  boolean isPython(Object value);

  /** A view of a Python container. */
  Object live(PyObject container);
}
