package io.drua.bridge.internal.service;

import io.drua.bridge.ConversionException;
import io.drua.bridge.JavaReference;
import io.drua.bridge.Nullable;
import io.drua.bridge.Typed;
import io.drua.bridge.internal.wire.WireWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Java values as plain ones for Python, deeply: texts, numbers, lists, dicts. Arrays of numbers and what has no
 * counterpart stay Java objects, by {@link JavaReference}.
 */
final class PlainValues {
  private final PythonSide python;
  private final Object[] path = new Object[WireWriter.MAX_DEPTH];
  private int depth;

  PlainValues(PythonSide python) {
    this.python = python;
  }

  /**
   * One value.
   *
   * @throws ConversionException if a container contains itself, or is nested too deep
   */
  @Nullable
  Object of(@Nullable Object value) {
    if (value == null || value instanceof Boolean || isNumber(value)) {
      return value;
    } else if (value instanceof Character || value instanceof CharSequence) {
      return value.toString();
    }
    Object behind = python.behind(value);
    if (behind != null) {
      return behind;
    } else if (value instanceof Map) {
      return map((Map<?, ?>) value);
    } else if (value instanceof Set) {
      return new Typed("set", list((Set<?>) value));
    } else if (value instanceof Collection || isContainer(value)) {
      return list((Iterable<?>) value);
    } else if (value instanceof Object[]) {
      return array((Object[]) value);
    }
    Typed typed = PlainTypes.of(value);
    return typed == null ? JavaReference.of(value) : typed;
  }

  private static boolean isNumber(Object value) {
    return value instanceof Integer || value instanceof Long || value instanceof Double || value instanceof Float
        || value instanceof Short || value instanceof Byte || value instanceof BigInteger;
  }

  /**
   * Whether something that can be gone through is a container, and no thing of its own: a path has its parts, an
   * ImgLib2 image its millions of pixels, and a database's exception the next ones.
   */
  private static boolean isContainer(Object value) {
    return value instanceof Iterable
        && !(value instanceof java.nio.file.Path)
        && !(value instanceof Throwable)
        && !isImage(value.getClass());
  }

  private static boolean isImage(@Nullable Class<?> type) {
    if (type == null) {
      return false;
    }
    String name = type.getName();
    if (name.startsWith("net.imglib2.Iterable") || name.startsWith("net.imglib2.RandomAccessible")) {
      return true;
    }
    for (Class<?> parent : type.getInterfaces()) {
      if (isImage(parent)) {
        return true;
      }
    }
    return isImage(type.getSuperclass());
  }

  private Map<Object, Object> map(Map<?, ?> map) {
    enter(map);
    // Large maps are of texts and numbers: those go as they are, instead of through a copy of the whole map.
    boolean plainly = true;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      plainly &= isPlain(entry.getKey()) && isPlain(entry.getValue());
    }
    if (plainly) {
      depth--;
      return Collections.<Object, Object>unmodifiableMap(map);
    }
    Map<Object, Object> plain = new LinkedHashMap<Object, Object>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      plain.put(key(entry.getKey()), of(entry.getValue()));
    }
    depth--;
    return plain;
  }

  /** Whether a value goes as it is. */
  private static boolean isPlain(@Nullable Object value) {
    return value == null || value instanceof String || value instanceof Boolean || isNumber(value);
  }

  /** A Python list or dict can't be a key. */
  @Nullable
  private Object key(@Nullable Object key) {
    boolean container = key instanceof Map || key instanceof Iterable || key instanceof Object[];
    return container ? JavaReference.of(key) : of(key);
  }

  private Iterable<?> list(Iterable<?> values) {
    enter(values);
    if (values instanceof List && allPlain((List<?>) values)) {
      depth--;
      return values;
    }
    List<Object> plain = new ArrayList<Object>();
    for (Object value : values) {
      plain.add(of(value));
    }
    depth--;
    return plain;
  }

  private static boolean allPlain(List<?> values) {
    for (Object value : values) {
      if (!isPlain(value)) {
        return false;
      }
    }
    return true;
  }

  private List<Object> array(Object[] values) {
    enter(values);
    List<Object> plain = new ArrayList<Object>(values.length);
    for (Object value : values) {
      plain.add(of(value));
    }
    depth--;
    return plain;
  }

  private void enter(Object container) {
    for (int i = 0; i < depth; i++) {
      if (path[i] == container) {
        throw new ConversionException(
            "A " + container.getClass().getTypeName() + " contains itself, " + (depth - i) + " levels down.",
            "Convert its parts one by one, or use it as the Java object that it is.");
      }
    }
    if (depth == path.length) {
      throw new ConversionException(
          "Java containers are nested deeper than " + path.length + " levels.",
          "Convert the inner ones by themselves.");
    }
    path[depth++] = container;
  }
}
