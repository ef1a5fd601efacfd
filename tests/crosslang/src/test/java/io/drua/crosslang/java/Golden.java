package io.drua.crosslang.java;

import java.io.File;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The rows of {@code tests/contract/conversions.json} as Java values. */
public final class Golden {
  private static final Map<String, Map<?, ?>> ROWS = new HashMap<String, Map<?, ?>>();

  private Golden() {}

  /** Takes the rows. */
  public static void load(List<Map<?, ?>> rows) {
    for (Map<?, ?> row : rows) {
      ROWS.put(row.get("row") + ": " + row.get("name"), (Map<?, ?>) row.get("java"));
    }
  }

  /** The value of a row. */
  public static Object value(String group, String name) {
    return made(ROWS.get(group + ": " + name));
  }

  /** What is wrong with a value for a row; null if it is the row's: of its class, and equal. */
  public static String differs(String group, String name, Object value) {
    String expected = text(value(group, name));
    String found = text(value);
    return expected.equals(found) ? null : "expected " + expected + ", found " + found;
  }

  private static Object made(Map<?, ?> form) {
    Object name = form.get("class");
    if (name == null) {
      return null;
    }
    String type = (String) name;
    if (type.endsWith("[]")) {
      return array(form, type.substring(0, type.length() - 2));
    } else if (form.containsKey("entries")) {
      Map<Object, Object> map = new LinkedHashMap<Object, Object>();
      for (Object entry : (List<?>) form.get("entries")) {
        map.put(made((Map<?, ?>) ((List<?>) entry).get(0)), made((Map<?, ?>) ((List<?>) entry).get(1)));
      }
      return map;
    } else if (form.containsKey("items")) {
      boolean set = type.equals("java.util.LinkedHashSet");
      Collection<Object> all = set ? new LinkedHashSet<Object>() : new ArrayList<Object>();
      for (Object item : (List<?>) form.get("items")) {
        all.add(made((Map<?, ?>) item));
      }
      return all;
    }
    return parsed(type, (String) form.get("value"));
  }

  private static Object array(Map<?, ?> form, String element) {
    boolean nested = form.containsKey("items");
    List<?> values = (List<?>) form.get(nested ? "items" : "values");
    Object[] made = new Object[values.size()];
    for (int i = 0; i < made.length; i++) {
      made[i] = nested ? made((Map<?, ?>) values.get(i)) : parsed(element, (String) values.get(i));
    }
    Object array = Array.newInstance(element(element), made.length);
    for (int i = 0; i < made.length; i++) {
      Array.set(array, i, made[i]);
    }
    return array;
  }

  private static Class<?> element(String name) {
    switch (name) {
      case "boolean":
        return boolean.class;
      case "byte":
        return byte.class;
      case "char":
        return char.class;
      case "short":
        return short.class;
      case "int":
        return int.class;
      case "long":
        return long.class;
      case "float":
        return float.class;
      case "double":
        return double.class;
      case "int[]":
        return int[].class;
      case "java.lang.String":
        return String.class;
      default:
        throw new IllegalArgumentException(name);
    }
  }

  private static Object parsed(String type, String text) {
    switch (type.substring(type.lastIndexOf('.') + 1)) {
      case "Boolean":
      case "boolean":
        return Boolean.valueOf(text);
      case "Byte":
      case "byte":
        return Byte.valueOf(text);
      case "Character":
      case "char":
        return text.charAt(0);
      case "Short":
      case "short":
        return Short.valueOf(text);
      case "Integer":
      case "int":
        return Integer.valueOf(text);
      case "Long":
      case "long":
        return Long.valueOf(text);
      case "Float":
      case "float":
        return Float.valueOf(text);
      case "Double":
      case "double":
        return Double.valueOf(text);
      case "String":
        return text;
      case "BigInteger":
        return new BigInteger(text);
      case "BigDecimal":
        return new BigDecimal(text);
      default:
        return ofLibrary(type, text);
    }
  }

  private static Object ofLibrary(String type, String text) {
    switch (type) {
      case "java.time.LocalDateTime":
        return LocalDateTime.parse(text);
      case "java.time.OffsetDateTime":
        return OffsetDateTime.parse(text);
      case "java.time.Instant":
        return Instant.parse(text);
      case "java.time.LocalDate":
        return LocalDate.parse(text);
      case "java.time.LocalTime":
        return LocalTime.parse(text);
      case "java.time.Duration":
        return Duration.parse(text);
      case "java.util.UUID":
        return UUID.fromString(text);
      case "java.nio.file.Path":
        return Paths.get(text);
      case "java.io.File":
        return new File(text);
      case "java.util.concurrent.TimeUnit":
        return TimeUnit.valueOf(text);
      default:
        throw new IllegalArgumentException(type);
    }
  }

  /** Class and content, so that equal texts are equal values. */
  private static String text(Object value) {
    if (value == null) {
      return "null";
    }
    StringBuilder made = new StringBuilder(value instanceof Path ? "Path" : value.getClass().getTypeName());
    if (value instanceof Map) {
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
        made.append(" {").append(text(entry.getKey())).append(": ").append(text(entry.getValue())).append('}');
      }
    } else if (value instanceof Collection) {
      for (Object item : (Collection<?>) value) {
        made.append(" [").append(text(item)).append(']');
      }
    } else if (value.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(value); i++) {
        made.append(" [").append(text(Array.get(value, i))).append(']');
      }
    } else {
      made.append(' ').append(value);
    }
    return made.toString();
  }
}
