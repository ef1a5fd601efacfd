package io.drua.bridge.internal.service;

import io.drua.bridge.Nullable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/** What a class is, as far as it decides what values become: the categories that native code knows, and names. */
final class ClassKinds {
  private static final int ARRAY = 32;
  private static final int ENUM = 33;
  private static final int THROWABLE = 34;

  private static final Class<?>[] BY_CATEGORY = {
    null, boolean.class, byte.class, char.class, short.class, int.class, long.class, float.class, double.class,
    void.class, String.class, CharSequence.class, Object.class, null, null, null, null, Boolean.class, Byte.class,
    Character.class, Short.class, Integer.class, Long.class, Float.class, Double.class, BigInteger.class,
    BigDecimal.class, Number.class,
  };
  private static final Map<Class<?>, Integer> CATEGORIES = categories();
  private static final Map<String, Class<?>> PRIMITIVES = primitives();

  private ClassKinds() {}

  private static Map<Class<?>, Integer> categories() {
    Map<Class<?>, Integer> categories = new HashMap<Class<?>, Integer>();
    for (int category = 0; category < BY_CATEGORY.length; category++) {
      if (BY_CATEGORY[category] != null) {
        categories.put(BY_CATEGORY[category], category);
      }
    }
    return categories;
  }

  private static Map<String, Class<?>> primitives() {
    Map<String, Class<?>> primitives = new HashMap<String, Class<?>>();
    for (Class<?> type : CATEGORIES.keySet()) {
      if (type.isPrimitive()) {
        primitives.put(type.getName(), type);
      }
    }
    return primitives;
  }

  /** The category of a class; {@code category} in the core (java/classes.rs) names those that matter there. */
  static int category(Class<?> type) {
    Integer known = CATEGORIES.get(type);
    if (known != null) {
      return known;
    } else if (type.isArray()) {
      return ARRAY;
    } else if (Enum.class.isAssignableFrom(type)) {
      return type == Enum.class ? 0 : ENUM;
    } else if (Throwable.class.isAssignableFrom(type)) {
      return THROWABLE;
    }
    return 0;
  }

  /** A primitive class or {@code void} by its name, or null. */
  @Nullable
  static Class<?> primitive(String name) {
    return PRIMITIVES.get(name);
  }

  /** What Java's declaration of a class begins with. */
  static String word(Class<?> type) {
    if (type.isPrimitive()) {
      return "primitive";
    } else if (type.isArray()) {
      return "array";
    } else if (type.isAnnotation()) {
      return "annotation";
    } else if (type.isInterface()) {
      return "interface";
    }
    return type.isEnum() ? "enum" : "class";
  }

  /** The name without its package and outer classes. */
  static String simpleName(Class<?> type) {
    String simple;
    try {
      simple = type.getSimpleName();
    } catch (LinkageError | InternalError odd) {
      // Java 8 refuses names that Scala and Groovy give, and a nested class whose outer one is missing.
      simple = "";
    }
    String name = type.getName();
    return simple.isEmpty() ? name.substring(name.lastIndexOf('.') + 1) : simple;
  }

  /** Whether Java code anywhere may name the class. Packages that modules keep for themselves are no matter to JNI. */
  static boolean isPublic(Class<?> type) {
    return Modifier.isPublic(type.getModifiers());
  }

  /** Name of an interface's only abstract method, if a function can stand for the interface; otherwise null. */
  @Nullable
  static String functional(Class<?> type) {
    if (!type.isInterface() || type.isAnnotation() || Sealed.is(type)) {
      return null;
    }
    Method only = null;
    for (Method method : type.getMethods()) {
      if (!Modifier.isAbstract(method.getModifiers()) || ObjectMembers.has(method)) {
        continue;
      }
      // Several interfaces may declare the same one, with other return types.
      if (only != null && !Overrides.sameSignature(only, method)) {
        return null;
      }
      only = method;
    }
    return only == null ? null : only.getName();
  }

  /** Java 17 has interfaces that nobody else may implement. */
  private static final class Sealed {
    private static final Method IS_SEALED = find();

    static boolean is(Class<?> type) {
      try {
        return IS_SEALED != null && (Boolean) IS_SEALED.invoke(type);
      } catch (ReflectiveOperationException impossible) {
        throw new IllegalStateException("Class.isSealed is public, and throws nothing.", impossible);
      }
    }

    private static Method find() {
      try {
        return Class.class.getMethod("isSealed");
      } catch (NoSuchMethodException older) {
        return null;
      }
    }
  }
}
