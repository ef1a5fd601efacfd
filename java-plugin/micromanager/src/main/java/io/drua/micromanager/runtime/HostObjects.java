package io.drua.micromanager.runtime;

import io.drua.bridge.ConversionException;
import io.drua.bridge.JavaFunction;
import io.drua.bridge.Nullable;
import io.drua.bridge.PyObject;
import io.drua.bridge.PythonRuntime;
import java.io.File;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import mmcorej.CMMCore;
import org.micromanager.Studio;

/**
 * Core and Studio for routines: {@code from drua.micromanager import core, studio}. A Java object travels to Python as a
 * function of a method's name and arguments; what comes back as a value travels as one, and any other object in the
 * same form. The method is found by its name and by whether the arguments fit.
 */
final class HostObjects {
  private HostObjects() {}

  /** Offers the program's objects to Python. */
  static void offer(PythonRuntime python, Studio studio) {
    try (PyObject module = python.importModule("drua.micromanager")) {
      module.invoke("_offer", "studio", new HostObject(studio));
      CMMCore core = studio.core();
      if (core != null) {
        module.invoke("_offer", "core", new HostObject(core));
      }
    }
  }

  /** One Java object, called with a method's name and its arguments. */
  static final class HostObject implements JavaFunction {
    private final Object target;

    HostObject(Object target) {
      this.target = target;
    }

    @Override
    @Nullable
    public Object call(Object[] args) throws Exception {
      if (args.length == 0 || !(args[0] instanceof String)) {
        return target.getClass().getName();
      }
      String name = (String) args[0];
      Object[] given = Arrays.copyOfRange(args, 1, args.length);
      List<String> candidates = new ArrayList<>();
      for (Method method : publicMethods(target.getClass(), name, new ArrayList<Method>())) {
        Object[] converted = convert(method.getParameterTypes(), given);
        if (converted != null) {
          return outgoing(invoke(method, converted));
        }
        candidates.add(method.getName() + Arrays.toString(method.getParameterTypes()));
      }
      throw new ConversionException(
          target.getClass().getSimpleName() + " has no method " + name + " for these " + given.length + " arguments.",
          candidates.isEmpty() ? "Correct its name." : "There are: " + candidates + ".");
    }

    @Nullable
    private Object invoke(Method method, Object[] arguments) throws Exception {
      try {
        return method.invoke(target, arguments);
      } catch (InvocationTargetException thrown) {
        Throwable cause = thrown.getCause();
        if (cause instanceof Exception) {
          throw (Exception) cause;
        }
        throw thrown;
      }
    }
  }

  /** Methods that may be called: of public classes, and of public interfaces of hidden ones. */
  private static List<Method> publicMethods(@Nullable Class<?> type, String name, List<Method> found) {
    if (type == null) {
      return found;
    }
    if (Modifier.isPublic(type.getModifiers())) {
      for (Method method : type.getMethods()) {
        if (method.getName().equals(name) && Modifier.isPublic(method.getDeclaringClass().getModifiers())) {
          found.add(method);
        }
      }
    }
    for (Class<?> one : type.getInterfaces()) {
      publicMethods(one, name, found);
    }
    return publicMethods(type.getSuperclass(), name, found);
  }

  @Nullable
  private static Object[] convert(Class<?>[] types, Object[] values) {
    if (types.length != values.length) {
      return null;
    }
    Object[] converted = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      Object value = values[i] instanceof HostObject ? ((HostObject) values[i]).target : values[i];
      Object fit = incoming(types[i], value);
      if (fit == null && (value != null || types[i].isPrimitive())) {
        return null;
      }
      converted[i] = fit;
    }
    return converted;
  }

  /** The value as a parameter's type; null if it doesn't fit. */
  @Nullable
  private static Object incoming(Class<?> type, @Nullable Object value) {
    if (value instanceof Long) {
      return ofLong(type, (Long) value);
    }
    if (value instanceof Double && (type == float.class || type == Float.class)) {
      return ((Double) value).floatValue();
    }
    if (value instanceof Double && type == double.class || value instanceof Boolean && type == boolean.class) {
      return value;
    }
    if (value instanceof String && type == File.class) {
      return new File((String) value);
    }
    if (value instanceof List && type == String[].class) {
      return ((List<?>) value).toArray(new String[0]);
    }
    return type.isInstance(value) ? value : null;
  }

  @Nullable
  private static Object ofLong(Class<?> type, Long value) {
    if (type == int.class || type == Integer.class) {
      return value == value.intValue() ? value.intValue() : null;
    }
    if (type == long.class || type == Long.class || type == Object.class || type == Number.class) {
      return value;
    }
    if (type == double.class || type == Double.class) {
      return value.doubleValue();
    }
    if (type == float.class || type == Float.class) {
      return value.floatValue();
    }
    if (type == short.class && value == value.shortValue()) {
      return value.shortValue();
    }
    return type == byte.class && value == value.byteValue() ? (Object) value.byteValue() : null;
  }

  /** What a method gave, for Python: values as they are, copies of primitive arrays, other objects as functions. */
  @Nullable
  private static Object outgoing(@Nullable Object value) {
    if (value == null
        || value instanceof Boolean
        || value instanceof Number && !(value.getClass().getName().startsWith("java.util.concurrent"))
        || value instanceof BigInteger
        || value instanceof CharSequence
        || value instanceof Character
        || value instanceof Enum
        || value instanceof File) {
      return value;
    }
    if (value.getClass().isArray()) {
      Class<?> element = value.getClass().getComponentType();
      if (element.isPrimitive()) {
        return listOf(value);
      }
      return outgoingList(Arrays.asList((Object[]) value));
    }
    if (value instanceof List) {
      return outgoingList((List<?>) value);
    }
    if (value instanceof Map) {
      Map<Object, Object> map = new java.util.LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
        map.put(outgoing(entry.getKey()), outgoing(entry.getValue()));
      }
      return map;
    }
    if (value instanceof Iterable && value.getClass().getName().startsWith("mmcorej.StrVector")) {
      List<Object> texts = new ArrayList<>();
      for (Object one : (Iterable<?>) value) {
        texts.add(one);
      }
      return texts;
    }
    return new HostObject(value);
  }

  private static Object listOf(Object array) {
    if (array instanceof byte[]) {
      return array;
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < Array.getLength(array); i++) {
      values.add(Array.get(array, i));
    }
    return values;
  }

  private static List<Object> outgoingList(List<?> values) {
    List<Object> list = new ArrayList<>();
    for (Object value : values) {
      list.add(outgoing(value));
    }
    return list;
  }
}
