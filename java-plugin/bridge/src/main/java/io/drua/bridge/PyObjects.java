package io.drua.bridge;

import io.drua.bridge.internal.Operations;
import io.drua.bridge.internal.convert.ObjectConverter;
import io.drua.bridge.views.PyIterator;
import io.drua.bridge.views.PyList;
import io.drua.bridge.views.PyMap;
import io.drua.bridge.views.PySet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What {@link PyObject} does by functions of Python. */
final class PyObjects {
  private PyObjects() {}

  static List<String> texts(@Nullable Object values) {
    List<String> texts = new ArrayList<String>();
    for (Object value : (List<?>) values) {
      texts.add(String.valueOf(value));
    }
    return texts;
  }

  static Iterator<Object> iterator(PyObject object) {
    PyObject iterator = Operations.function("iterator").callKeeping(object);
    return new PyIterator(iterator.leaveToCollector());
  }

  /** A second reference to the same object, which nobody has to close. */
  static PyObject copy(PyObject object) {
    return Operations.function("itself").callKeeping(object).leaveToCollector();
  }

  @SuppressWarnings("unchecked")
  static <T> T as(PyObject object, Class<T> type) {
    if (type == PyObject.class) {
      return (T) copy(object);
    }
    Object value = Operations.call("plain", object);
    if (value instanceof PyObject) {
      return (T) ObjectConverter.ofObject(((PyObject) value).leaveToCollector(), type);
    }
    return (T) PythonValues.convert(value, type);
  }

  static List<Object> list(PyObject object) {
    check(object, "sequence", "list");
    return new PyList(object);
  }

  static Map<Object, Object> map(PyObject object) {
    check(object, "mapping", "dict");
    return new PyMap(object);
  }

  static Set<Object> set(PyObject object) {
    check(object, "set", "set");
    return new PySet(object);
  }

  private static void check(PyObject object, String expected, String maker) {
    Object kind = Operations.call("kind", object);
    if (!expected.equals(kind)) {
      String found = "".equals(kind) ? "is no container" : "is a " + kind;
      try (PyObject type = object.type()) {
        throw new ConversionException(
            "Expected a Python " + expected + ", found an object of " + type + ", which " + found + ".",
            "Make one in Python with " + maker + "(), or iterate over it.");
      }
    }
  }

  static <T> T with(PyObject manager, Function<Object, T> body) {
    List<T> result = new ArrayList<T>(1);
    JavaFunction inside =
        args -> {
          result.add(body.apply(args[0]));
          return null;
        };
    try {
      Operations.call("run_with", manager, inside);
    } catch (PythonException raised) {
      Throwable java = raised.javaOrNull();
      if (java instanceof RuntimeException) {
        throw (RuntimeException) java;
      } else if (java instanceof Error) {
        throw (Error) java;
      }
      throw raised;
    }
    return result.isEmpty() ? null : result.get(0);
  }
}
