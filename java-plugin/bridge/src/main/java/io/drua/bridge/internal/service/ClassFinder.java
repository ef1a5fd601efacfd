package io.drua.bridge.internal.service;

import io.drua.bridge.Nullable;
import java.lang.reflect.Array;

/**
 * Classes by the names that people write: {@code java.util.Map$Entry}, {@code java.util.Map.Entry}, {@code int},
 * {@code long[]}, {@code java.lang.String[][]}; and by those that the JVM gives arrays.
 */
final class ClassFinder {
  private static final int MOST_DIMENSIONS = 255;
  private static final String PRIMITIVES = "ZBCSIJFD";
  private static final String[] PRIMITIVE_NAMES = {
    "boolean", "byte", "char", "short", "int", "long", "float", "double",
  };
  private static final String NEVER_IN_NAMES = "/\\:;<>()[]{}*?\"'|,";

  private final Loaders loaders;

  ClassFinder(Loaders loaders) {
    this.loaders = loaders;
  }

  /**
   * Finds a class, which is not initialised.
   *
   * @return null if there is none of that name
   * @throws UnusableClassException if it is there, and something that it needs is not
   */
  @Nullable
  Class<?> find(String name) {
    String element = name.trim();
    int dimensions = 0;
    while (element.endsWith("[]")) {
      element = element.substring(0, element.length() - 2).trim();
      dimensions++;
    }
    if (dimensions == 0 && element.startsWith("[")) {
      dimensions = element.lastIndexOf('[') + 1;
      element = elementOfJvm(element.substring(dimensions));
    }
    if (dimensions > MOST_DIMENSIONS || !isName(element)) {
      return null;
    }
    Class<?> type = ClassKinds.primitive(element);
    if (type == null) {
      type = named(element);
    }
    if (type == null || dimensions > 0 && type == void.class) {
      return null;
    }
    return dimensions == 0 ? type : Array.newInstance(type, new int[dimensions]).getClass();
  }

  /** Element of an array in the JVM's own words, {@code I} or {@code Ljava.lang.String;}; empty if it is none. */
  private static String elementOfJvm(String name) {
    if (name.length() == 1) {
      int primitive = PRIMITIVES.indexOf(name);
      return primitive < 0 ? "" : PRIMITIVE_NAMES[primitive];
    }
    return name.startsWith("L") && name.endsWith(";") ? name.substring(1, name.length() - 1) : "";
  }

  /** Whether something may be a name. Class loaders that read files do odd things with what can't be one. */
  static boolean isName(String name) {
    boolean begins = true;
    for (int i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
      int point = name.codePointAt(i);
      if (point == '.' ? begins : isNeverInNames(point)) {
        return false;
      }
      begins = point == '.';
    }
    return !begins;
  }

  private static boolean isNeverInNames(int point) {
    boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    return half || point <= ' ' || NEVER_IN_NAMES.indexOf(point) >= 0;
  }

  /** A class, or a member class with a dot in front of its name. */
  @Nullable
  private Class<?> named(String name) {
    Class<?> type = loaders.find(name);
    int dot = name.lastIndexOf('.');
    if (type != null || dot < 0) {
      return type;
    }
    Class<?> outer = named(name.substring(0, dot));
    return outer == null ? null : loaders.find(outer.getName() + '$' + name.substring(dot + 1));
  }
}
