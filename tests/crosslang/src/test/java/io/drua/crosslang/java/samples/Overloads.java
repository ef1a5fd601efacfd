package io.drua.crosslang.java.samples;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;

/** Overloads that say which of them was called. */
public final class Overloads {
  private Overloads() {}

  public static String of(byte value) {
    return "byte " + value;
  }

  public static String of(short value) {
    return "short " + value;
  }

  public static String of(int value) {
    return "int " + value;
  }

  public static String of(long value) {
    return "long " + value;
  }

  public static String of(float value) {
    return "float " + value;
  }

  public static String of(double value) {
    return "double " + value;
  }

  public static String of(char value) {
    return "char " + value;
  }

  public static String of(boolean value) {
    return "boolean " + value;
  }

  public static String of(String value) {
    return "String " + value;
  }

  public static String of(Object value) {
    return "Object " + value;
  }

  /** A wider primitive is found in the first phase, the box in the second only. */
  public static String boxOrWide(Integer value) {
    return "Integer";
  }

  public static String boxOrWide(long value) {
    return "long";
  }

  /** Variable arguments are the third phase. */
  public static String boxOrMany(Integer value) {
    return "Integer";
  }

  public static String boxOrMany(int... values) {
    return "int... " + values.length;
  }

  public static String specific(Collection<?> values) {
    return "Collection";
  }

  public static String specific(List<?> values) {
    return "List";
  }

  public static String specific(Object value) {
    return "Object";
  }

  public static String crossed(String first, Object second) {
    return "String, Object";
  }

  public static String crossed(Object first, String second) {
    return "Object, String";
  }

  public static String unrelated(String value) {
    return "String";
  }

  public static String unrelated(Integer value) {
    return "Integer";
  }

  public static String task(Runnable task) {
    task.run();
    return "Runnable";
  }

  public static <T> T task(Callable<T> task, int count) throws Exception {
    return task.call();
  }

  public static String many(String first, Object... rest) {
    StringBuilder text = new StringBuilder(String.valueOf(first));
    for (Object one : rest) {
      text.append(' ').append(one == null ? "null" : one.getClass().getSimpleName()).append(':').append(one);
    }
    return text.toString();
  }

  public static int sum(int... values) {
    int sum = 0;
    for (int value : values) {
      sum += value;
    }
    return sum;
  }

  public static String strings(String... values) {
    return values == null ? "null" : String.join("+", values);
  }

  public static byte idByte(byte value) {
    return value;
  }

  public static short idShort(short value) {
    return value;
  }

  public static int idInt(int value) {
    return value;
  }

  public static long idLong(long value) {
    return value;
  }

  public static float idFloat(float value) {
    return value;
  }

  public static double idDouble(double value) {
    return value;
  }

  public static char idChar(char value) {
    return value;
  }

  public static boolean idBoolean(boolean value) {
    return value;
  }

  public static Integer idInteger(Integer value) {
    return value;
  }

  public static Object idObject(Object value) {
    return value;
  }

  /** The class that a value has in Java. */
  public static String classOf(Object value) {
    return value == null ? "null" : value.getClass().getName();
  }

  /** The class that an element has in Java. */
  public static String classOfFirst(Collection<?> values) {
    return classOf(values.iterator().next());
  }
}
