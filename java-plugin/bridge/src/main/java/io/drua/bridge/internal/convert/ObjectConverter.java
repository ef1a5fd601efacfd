package io.drua.bridge.internal.convert;

import io.drua.bridge.ConversionException;
import io.drua.bridge.Nullable;
import io.drua.bridge.PyObject;
import io.drua.bridge.PythonProxies;
import io.drua.bridge.internal.Operations;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Python objects that don't travel as values, as instances of Java classes. */
public final class ObjectConverter {
  private ObjectConverter() {}

  /** Converts; the object belongs to the result, and is closed if there is none. */
  @Nullable
  public static Object convert(PyObject object, Class<?> target) {
    if (target == PyObject.class) {
      return object;
    }
    boolean kept = false;
    try {
      Object value = Operations.call("described", object);
      Object made;
      if (value != null) {
        made = Converter.convert(value, target);
      } else {
        made = ofObject(object, target);
        kept = true;
      }
      return made;
    } finally {
      if (!kept) {
        object.close();
      }
    }
  }

  /** Converts an object of which it is known that it travels as one; see {@link #convert}. */
  public static Object ofObject(PyObject object, Class<?> target) {
    if (target == Object.class || target == Iterable.class) {
      // Whoever asks for any object does not know that this one could be closed.
      return object.leaveToCollector();
    } else if (target == Optional.class) {
      return Optional.of(object);
    } else if (target == Iterator.class) {
      return object.leaveToCollector().iterator();
    }
    Object view = view(object, target);
    if (view != null) {
      return view;
    } else if (target.isInterface() && !target.isAnnotation() && !isCollection(target)) {
      return PythonProxies.create(object, target);
    }
    ConversionException misfit =
        Misfit.of(object, target, "A Python object can stand for an interface, and for Object or PyObject.");
    object.close();
    throw misfit;
  }

  /** Interfaces of which nobody writes the many methods in Python by accident. */
  private static boolean isCollection(Class<?> target) {
    return target == List.class || target == Collection.class || target == Set.class || target == Map.class;
  }

  @Nullable
  private static Object view(PyObject object, Class<?> target) {
    if (isCollection(target)) {
      String kind = (String) Operations.call("kind", object);
      switch (kind == null ? "" : kind) {
        case "sequence":
          return target == List.class || target == Collection.class ? object.leaveToCollector().asList() : null;
        case "mapping":
          return target == Map.class ? object.leaveToCollector().asMap() : null;
        case "set":
          return target == Set.class || target == Collection.class ? object.leaveToCollector().asSet() : null;
        default:
          return null;
      }
    }
    return null;
  }
}
