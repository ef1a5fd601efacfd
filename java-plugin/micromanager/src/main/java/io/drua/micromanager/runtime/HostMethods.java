package io.drua.micromanager.runtime;

import io.drua.bridge.ConversionException;
import io.drua.bridge.Nullable;
import java.io.File;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Chooses a Java method for arguments that come from Python: the one whose parameters are nearest to them. */
final class HostMethods {
  /** Distance of an argument that does not fit. */
  private static final int UNFIT = -1;

  private HostMethods() {}

  /** A method, and the arguments as it takes them. */
  static final class Choice {
    final Method method;
    final Object[] arguments;

    Choice(Method method, Object[] arguments) {
      this.method = method;
      this.arguments = arguments;
    }
  }

  /**
   * Chooses among the public methods of a name.
   *
   * @throws ConversionException if none fits, or two fit equally well
   */
  static Choice choose(Class<?> type, String name, Object[] given) {
    Method best = null;
    Method other = null;
    int distance = Integer.MAX_VALUE;
    List<Method> all = publicMethods(type, name, new ArrayList<Method>());
    for (Method method : all) {
      int here = distance(method.getParameterTypes(), given);
      if (here == UNFIT || here > distance) {
        continue;
      }
      boolean again = best != null && Arrays.equals(best.getParameterTypes(), method.getParameterTypes());
      if (here < distance) {
        best = method;
        other = null;
        distance = here;
      } else if (!again) {
        other = method;
      }
    }
    if (best == null) {
      throw new ConversionException(
          type.getSimpleName() + " has no method " + name + " for these " + given.length + " arguments.",
          all.isEmpty() ? "Correct its name." : "There are: " + describe(all) + ".");
    }
    if (other != null) {
      throw new ConversionException(
          "Two methods " + name + " fit equally well: " + describe(Arrays.asList(best, other)) + ".",
          "Pass numbers of the right kind: 1.0 is a double, 1 is a whole number.");
    }
    Object[] arguments = new Object[given.length];
    for (int i = 0; i < given.length; i++) {
      arguments[i] = convert(best.getParameterTypes()[i], given[i]);
    }
    return new Choice(best, arguments);
  }

  private static List<String> describe(List<Method> methods) {
    List<String> texts = new ArrayList<>();
    for (Method method : methods) {
      List<String> types = new ArrayList<>();
      for (Class<?> type : method.getParameterTypes()) {
        types.add(type.getSimpleName());
      }
      String text = method.getName() + types.toString().replace('[', '(').replace(']', ')');
      if (!texts.contains(text)) {
        texts.add(text);
      }
    }
    return texts;
  }

  /** Methods that may be called: of public classes, and of public interfaces of hidden ones. */
  private static List<Method> publicMethods(@Nullable Class<?> type, String name, List<Method> found) {
    if (type == null) {
      return found;
    }
    if (Modifier.isPublic(type.getModifiers())) {
      for (Method method : type.getMethods()) {
        if (method.getName().equals(name)
            && !method.isBridge()
            && Modifier.isPublic(method.getDeclaringClass().getModifiers())) {
          found.add(method);
        }
      }
    }
    for (Class<?> one : type.getInterfaces()) {
      publicMethods(one, name, found);
    }
    return publicMethods(type.getSuperclass(), name, found);
  }

  private static int distance(Class<?>[] types, Object[] given) {
    if (types.length != given.length) {
      return UNFIT;
    }
    int sum = 0;
    for (int i = 0; i < types.length; i++) {
      int one = distance(types[i], given[i]);
      if (one == UNFIT) {
        return UNFIT;
      }
      sum += one;
    }
    return sum;
  }

  private static int distance(Class<?> type, @Nullable Object value) {
    if (value == null) {
      return type.isPrimitive() ? UNFIT : 0;
    }
    if (value instanceof Long) {
      return distanceOfWhole(type, (Long) value);
    }
    if (value instanceof Double) {
      return place(type, double.class, Double.class, float.class, Float.class, Number.class, Object.class);
    }
    if (value instanceof Boolean) {
      return place(type, boolean.class, Boolean.class, Object.class);
    }
    if (value instanceof String) {
      return place(type, String.class, CharSequence.class, File.class, Object.class);
    }
    if (value instanceof List && type == String[].class) {
      return 0;
    }
    return !type.isInstance(value) ? UNFIT : type == value.getClass() ? 0 : type == Object.class ? 2 : 1;
  }

  private static int distanceOfWhole(Class<?> type, long value) {
    boolean fits =
        type == int.class || type == Integer.class
            ? value == (int) value
            : type == short.class
                ? value == (short) value
                : type == byte.class ? value == (byte) value : type != float.class || value == (long) (float) value;
    return fits
        ? place(
            type,
            long.class,
            Long.class,
            int.class,
            Integer.class,
            double.class,
            Double.class,
            short.class,
            byte.class,
            float.class,
            Float.class,
            Number.class,
            Object.class)
        : UNFIT;
  }

  private static int place(Class<?> type, Class<?>... order) {
    for (int i = 0; i < order.length; i++) {
      if (order[i] == type) {
        return i;
      }
    }
    return UNFIT;
  }

  /** The value as a parameter's type, which it fits. */
  @Nullable
  private static Object convert(Class<?> type, @Nullable Object value) {
    if (value instanceof String && type == File.class) {
      return new File((String) value);
    }
    if (value instanceof List && type == String[].class) {
      return ((List<?>) value).toArray(new String[0]);
    }
    if (!(value instanceof Number)) {
      return value;
    }
    Number number = (Number) value;
    if (type == int.class || type == Integer.class) {
      return number.intValue();
    } else if (type == long.class || type == Long.class) {
      return number.longValue();
    } else if (type == double.class || type == Double.class) {
      return number.doubleValue();
    } else if (type == float.class || type == Float.class) {
      return number.floatValue();
    } else if (type == short.class) {
      return number.shortValue();
    } else if (type == byte.class) {
      return number.byteValue();
    }
    return value;
  }
}
