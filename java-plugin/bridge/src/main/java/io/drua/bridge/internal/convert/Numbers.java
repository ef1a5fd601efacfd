package io.drua.bridge.internal.convert;

import io.drua.bridge.Nullable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/** Numbers, checked: what does not fit is refused, and nothing wraps. */
public final class Numbers {
  private static final Map<Class<?>, Class<?>> BOXES = new HashMap<Class<?>, Class<?>>();

  static {
    BOXES.put(boolean.class, Boolean.class);
    BOXES.put(byte.class, Byte.class);
    BOXES.put(char.class, Character.class);
    BOXES.put(short.class, Short.class);
    BOXES.put(int.class, Integer.class);
    BOXES.put(long.class, Long.class);
    BOXES.put(float.class, Float.class);
    BOXES.put(double.class, Double.class);
    BOXES.put(void.class, Void.class);
  }

  private Numbers() {}

  /** The box of a primitive class; any other class itself. */
  public static Class<?> boxed(Class<?> type) {
    Class<?> box = type.isPrimitive() ? BOXES.get(type) : null;
    return box == null ? type : box;
  }

  /** The box of that name, such as {@code java.lang.Long}; {@code Object} if there is none. */
  static Class<?> box(String name) {
    for (Class<?> box : BOXES.values()) {
      if (box.getName().equals(name)) {
        return box;
      }
    }
    return Object.class;
  }

  /** A whole number as Java programs expect it: an {@code Integer} where it fits. */
  public static Object natural(long value) {
    if (value == (int) value) {
      return (int) value;
    }
    return value;
  }

  /**
   * A whole number of Python as an instance of a class; null if such a class has no whole numbers.
   *
   * @param type no primitive
   * @param asked for messages
   * @throws io.drua.bridge.ConversionException if it is out of range
   */
  @Nullable
  public static Object whole(long value, Class<?> type, Class<?> asked) {
    if (type == Integer.class) {
      if (value != (int) value) {
        throw Misfit.of(value, asked, "Use a larger type, or a smaller number.");
      }
      return (int) value;
    } else if (type == Long.class) {
      return value;
    } else if (type == Double.class) {
      return (double) value;
    } else if (type == Short.class) {
      if (value != (short) value) {
        throw Misfit.of(value, asked, "Use a larger type, or a smaller number.");
      }
      return (short) value;
    } else if (type == Byte.class) {
      if (value != (byte) value) {
        throw Misfit.of(value, asked, "Use a larger type, or a smaller number; for raw bits subtract 256.");
      }
      return (byte) value;
    } else if (type == Float.class) {
      return (float) value;
    } else if (type == BigInteger.class) {
      return BigInteger.valueOf(value);
    } else if (type == BigDecimal.class) {
      return BigDecimal.valueOf(value);
    }
    return type.isAssignableFrom(Integer.class) ? natural(value) : null;
  }

  /** A whole number of Python beyond a {@code long} as an instance of a class; see {@link #whole}. */
  @Nullable
  public static Object whole(BigInteger value, Class<?> type, Class<?> asked) {
    if (value.bitLength() < 64) {
      return whole(value.longValue(), type, asked);
    } else if (type.isAssignableFrom(BigInteger.class)) {
      return value;
    } else if (type == BigDecimal.class) {
      return new BigDecimal(value);
    } else if (type == Double.class || type == Float.class) {
      double number = type == Float.class ? value.floatValue() : value.doubleValue();
      if (Double.isInfinite(number)) {
        throw Misfit.of(value, asked, "Use BigInteger or BigDecimal.");
      }
      return type == Float.class ? (Object) value.floatValue() : (Object) number;
    } else if (type == Long.class || type == Integer.class || type == Short.class || type == Byte.class) {
      throw Misfit.of(value, asked, "Use BigInteger, or a smaller number.");
    }
    return null;
  }

  /** A float of Python as an instance of a class; null if such a class has none. Whole types take no fractions. */
  @Nullable
  public static Object real(double value, Class<?> type, Class<?> asked) {
    if (type.isAssignableFrom(Double.class)) {
      return value;
    } else if (type == Float.class) {
      float small = (float) value;
      if (Float.isInfinite(small) && !Double.isInfinite(value)) {
        throw Misfit.of(value, asked, "Use double, or a smaller number.");
      }
      return small;
    } else if (type == BigDecimal.class) {
      if (Double.isNaN(value) || Double.isInfinite(value)) {
        throw Misfit.of(value, asked, "Use double, which has it.");
      }
      return BigDecimal.valueOf(value);
    } else if (Number.class.isAssignableFrom(type)) {
      throw Misfit.of(value, asked, "Round it in Python, with int() or round().");
    }
    return null;
  }

  /** A number that was a Java object all the time, by the same rules; null if it is none of Java's own. */
  @Nullable
  public static Object of(Number value, Class<?> type, Class<?> asked) {
    if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return whole(value.longValue(), type, asked);
    } else if (value instanceof BigInteger) {
      return whole((BigInteger) value, type, asked);
    } else if (value instanceof Double || value instanceof Float) {
      return real(value.doubleValue(), type, asked);
    } else if (value instanceof BigDecimal) {
      return decimal((BigDecimal) value, type, asked);
    }
    return null;
  }

  /** A decimal number as an instance of a class; null if such a class has none. */
  @Nullable
  static Object decimal(BigDecimal value, Class<?> type, Class<?> asked) {
    if (type.isAssignableFrom(BigDecimal.class)) {
      return value;
    } else if (type == Double.class || type == Float.class) {
      double number = type == Float.class ? value.floatValue() : value.doubleValue();
      if (Double.isInfinite(number)) {
        throw Misfit.of(value, asked, "Use BigDecimal.");
      }
      return type == Float.class ? (Object) value.floatValue() : (Object) number;
    } else if (Number.class.isAssignableFrom(type)) {
      throw Misfit.of(value, asked, "Round it in Python, with int() or round().");
    }
    return null;
  }
}
