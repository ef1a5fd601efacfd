package io.drua.bridge.internal;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers for the classes that Python has met, and what native code has to know of an object before Python gets it.
 * Lives beside {@link NativeBridge}. A class with a number stays as long as the JVM, as its Python type does.
 */
final class HomeClasses extends ClassValue<Long> {
  /** The object is what its class says. */
  static final int OTHER = 0;
  /** A {@code String}. */
  static final int STRING = 10;
  /** {@code Boolean}, the first of the boxes, in the order of the primitive types' kinds. */
  static final int FIRST_BOX = 17;
  /** Perhaps a Python object that was in Java. */
  static final int PERHAPS_PYTHON = 40;

  private static final String PYTHON_OBJECT = "io.drua.bridge.PyObject";
  private static final Class<?>[] BOXES = {
    Boolean.class, Byte.class, Character.class, Short.class, Integer.class, Long.class, Float.class, Double.class,
  };

  private static final HomeClasses NUMBERS = new HomeClasses();
  private static final List<Class<?>> CLASSES = new ArrayList<Class<?>>();

  private HomeClasses() {}

  /** The number of a class times 256, and the kind of its objects. */
  @Override
  protected Long computeValue(Class<?> type) {
    int kind = kind(type);
    synchronized (CLASSES) {
      // Two threads may come here for one class; ClassValue keeps the first answer.
      CLASSES.add(type);
      return (long) CLASSES.size() << 8 | kind;
    }
  }

  private static int kind(Class<?> type) {
    if (type == String.class) {
      return STRING;
    }
    for (int box = 0; box < BOXES.length; box++) {
      if (type == BOXES[box]) {
        return FIRST_BOX + box;
      }
    }
    return type.getName().equals(PYTHON_OBJECT) || Proxy.isProxyClass(type) ? PERHAPS_PYTHON : OTHER;
  }

  /** Number of a class; never 0. */
  static long id(Class<?> type) {
    return NUMBERS.get(type) >> 8;
  }

  /** The class with a number, or null. */
  static Class<?> of(long id) {
    synchronized (CLASSES) {
      return id > 0 && id <= CLASSES.size() ? CLASSES.get((int) id - 1) : null;
    }
  }

  /** The number of an object's class, times 256, and the kind of the object. */
  static long kindOf(Object object) {
    return NUMBERS.get(object.getClass());
  }
}
