package io.drua.bridge.views;

import io.drua.bridge.Nullable;
import io.drua.bridge.PyObject;
import io.drua.bridge.PythonException;
import io.drua.bridge.PythonProxies;
import io.drua.bridge.PythonValues;
import io.drua.bridge.Typed;
import io.drua.bridge.internal.Operations;
import java.util.ConcurrentModificationException;
import java.util.List;

/** What views give and take, and what they throw. */
final class Entries {
  private static final String HELD = "drua.Held";
  private static final String CHANGED = "drua._operations.ChangedError";

  private Entries() {}

  /** An entry from Python: a view where it is a container, else a natural value. */
  @Nullable
  static Object fromPython(@Nullable Object value) {
    if (!(value instanceof Typed) || !((Typed) value).name().equals(HELD)) {
      return PythonValues.convert(value, Object.class);
    }
    List<?> kindAndHeld = (List<?>) ((Typed) value).value();
    try (PyObject held = (PyObject) kindAndHeld.get(1)) {
      PyObject container = held.attribute("value").leaveToCollector();
      switch (String.valueOf(kindAndHeld.get(0))) {
        case "mapping":
          return container.asMap();
        case "set":
          return container.asSet();
        default:
          return container.asList();
      }
    }
  }

  /** An entry for Python: itself where it is no plain value, so that it can come back as itself. */
  @Nullable
  static Object toPython(@Nullable Object value) {
    return PythonProxies.argument(value);
  }

  /** Calls an operation; what it raises because of the container's state is what Java collections throw. */
  @Nullable
  static Object call(String operation, Object... args) {
    try {
      return Operations.call(operation, args);
    } catch (PythonException raised) {
      throw translated(raised);
    }
  }

  private static RuntimeException translated(PythonException raised) {
    RuntimeException made;
    switch (raised.pythonType()) {
      case "IndexError":
        made = new IndexOutOfBoundsException(raised.getLocalizedMessage());
        break;
      case CHANGED:
        made = new ConcurrentModificationException(raised.getLocalizedMessage());
        break;
      default:
        return raised;
    }
    made.initCause(raised);
    return made;
  }

  static boolean test(String operation, Object... args) {
    return Boolean.TRUE.equals(call(operation, args));
  }

  static int size(PyObject container) {
    return (int) Math.min(Integer.MAX_VALUE, container.length());
  }

  /** Refuses a change of a container that Python can't change either. */
  static void checkMutable(PyObject container) {
    if (!test("is_mutable", container)) {
      try (PyObject type = container.type()) {
        throw new UnsupportedOperationException(
            "A container of " + type + " can't be changed. Make a list, dict or set of it in Python.");
      }
    }
  }
}
