package io.drua.bridge.internal.service;

import io.drua.bridge.ConversionException;
import io.drua.bridge.Nullable;
import io.drua.bridge.PyObject;
import io.drua.bridge.PythonProxies;
import io.drua.bridge.PythonValues;

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

  @Override
  public boolean isPython(Object value) {
    return value instanceof PyObject || PythonProxies.targetOf(value) != null;
  }

  @Override
  public Object live(PyObject container) {
    try {
      return container.asMap();
    } catch (ConversionException noMapping) {
      // Each view refuses what it can't show; the last one's refusal is the answer.
    }
    try {
      return container.asSet();
    } catch (ConversionException noSet) {
      return container.asList();
    }
  }
}
