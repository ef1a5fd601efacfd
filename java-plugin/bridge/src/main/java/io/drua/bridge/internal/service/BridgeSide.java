package io.drua.bridge.internal.service;

import io.drua.bridge.Nullable;
import io.drua.bridge.PyObject;
import io.drua.bridge.PythonProxies;
import io.drua.bridge.PythonValues;
import io.drua.bridge.internal.Operations;
import io.drua.bridge.views.PyView;

/** What the bridge makes of Python's values and objects. */
final class BridgeSide implements PythonSide {
  @Nullable
  @Override
  public Object convert(@Nullable Object value, Class<?> target) {
    return PythonValues.convert(value, target);
  }

  @Override
  public Object proxy(PyObject target, Class<?>[] interfaces) {
    return PythonProxies.create(target, interfaces);
  }

  @Override
  public void close(@Nullable Object proxy) {
    PythonProxies.close(proxy);
  }

  @Nullable
  @Override
  public Object behind(@Nullable Object value) {
    if (value instanceof PyObject) {
      return value;
    }
    return value instanceof PyView ? ((PyView) value).pythonObject() : PythonProxies.targetOf(value);
  }

  @Override
  public Object live(PyObject container) {
    Object kind = Operations.call("kind", container);
    if ("mapping".equals(kind)) {
      return container.asMap();
    }
    // What is neither is refused by the view of lists.
    return "set".equals(kind) ? container.asSet() : container.asList();
  }
}
