package io.drua.micromanager.runtime;

import io.drua.bridge.JavaFunction;
import io.drua.bridge.Nullable;
import io.drua.bridge.PyObject;
import io.drua.bridge.PythonRuntime;
import io.drua.bridge.Typed;
import java.io.File;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mmcorej.CMMCore;
import org.micromanager.Studio;

/**
 * Core and Studio for routines: {@code from drua.micromanager import core, studio}. A Java object travels to Python as a
 * function of a method's name and arguments; what comes back as a value travels as one, and any other object in the
 * same form.
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
      for (int i = 0; i < given.length; i++) {
        given[i] = given[i] instanceof HostObject ? ((HostObject) given[i]).target : given[i];
      }
      HostMethods.Choice choice = HostMethods.choose(target.getClass(), name, given);
      return outgoing(invoke(choice.method, choice.arguments));
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
        return numbers(value);
      }
      return outgoingList(Arrays.asList((Object[]) value));
    }
    if (value instanceof List) {
      return outgoingList((List<?>) value);
    }
    if (value instanceof Map) {
      Map<Object, Object> map = new LinkedHashMap<>();
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

  /** A copy of an array of numbers; 16-bit numbers are pixels, and have no sign. */
  private static Object numbers(Object array) {
    if (array instanceof byte[]) {
      return array;
    }
    int length = Array.getLength(array);
    ByteBuffer bytes = ByteBuffer.allocate(8 * length).order(ByteOrder.LITTLE_ENDIAN);
    String type;
    if (array instanceof short[]) {
      bytes.asShortBuffer().put((short[]) array);
      type = "uint16";
    } else if (array instanceof int[]) {
      bytes.asIntBuffer().put((int[]) array);
      type = "int32";
    } else if (array instanceof long[]) {
      bytes.asLongBuffer().put((long[]) array);
      type = "int64";
    } else if (array instanceof float[]) {
      bytes.asFloatBuffer().put((float[]) array);
      type = "float32";
    } else if (array instanceof double[]) {
      bytes.asDoubleBuffer().put((double[]) array);
      type = "float64";
    } else {
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < length; i++) {
        values.add(Array.get(array, i));
      }
      return values;
    }
    int width = type.endsWith("16") ? 2 : type.endsWith("32") ? 4 : 8;
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("dtype", type);
    numbers.put("bytes", Arrays.copyOf(bytes.array(), width * length));
    return new Typed("drua.Numbers", numbers);
  }

  private static List<Object> outgoingList(List<?> values) {
    List<Object> list = new ArrayList<>();
    for (Object value : values) {
      list.add(outgoing(value));
    }
    return list;
  }
}
