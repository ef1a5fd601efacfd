package io.drua.bridge.internal.service;

import io.drua.bridge.Nullable;
import io.drua.bridge.PyObject;

/** Python's values and objects as Java objects. An interface, so that all else here works without Python. */
interface PythonSide {
  /** A value from Python as an instance of a class. */
  @Nullable
  Object convert(@Nullable Object value, Class<?> target);

  /** A Java object that calls Python. The target belongs to it. */
  Object proxy(PyObject target, Class<?>[] interfaces);

  /** Ends a proxy. */
  void close(@Nullable Object proxy);

  /** What an object stands for in Python; null if it is just a Java object, or stands for nothing any more. */
  @Nullable
  Object behind(@Nullable Object value);

  /** A view of a Python container, which belongs to it. */
  Object live(PyObject container);
}
