package io.drua.bridge.internal.service;

import io.drua.bridge.Nullable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Properties by the rules of JavaBeans: {@code getTitle()}, {@code isVisible()}, {@code setTitle(String)}. Written anew
 * because {@code java.beans.Introspector} takes AWT along, and milliseconds a class. Without indexed properties, and
 * those that can only be written; a setter may also take a supertype of what the getter gives.
 */
final class BeanProperties {
  private final Class<?> type;
  private final OverloadTable table;
  private final Set<String> declared;

  private BeanProperties(Class<?> type, OverloadTable table, Set<String> declared) {
    this.type = type;
    this.table = table;
    this.declared = declared;
  }

  /**
   * The properties that a class brings into its family.
   *
   * @param declared names of the methods that it brings
   * @return name, getter, and setter or null, of each
   */
  static List<List<Object>> of(Class<?> type, OverloadTable table, Set<String> declared) {
    return new BeanProperties(type, table, declared).all();
  }

  private List<List<Object>> all() {
    Set<String> fields = PublicFields.names(type);
    Map<String, List<Object>> found = new TreeMap<String, List<Object>>();
    for (String method : declared) {
      String bare = bare(method);
      if (bare == null) {
        continue;
      }
      String name = decapitalize(bare);
      if (found.containsKey(name) || !table.named(name).isEmpty() || fields.contains(name)) {
        // Methods and fields win over properties.
        continue;
      }
      Method getter = getter(bare);
      if (getter != null) {
        found.put(name, Arrays.<Object>asList(name, getter.getName(), setter(bare, getter.getReturnType())));
      }
    }
    return new ArrayList<List<Object>>(found.values());
  }

  /** What follows the prefix of a getter or setter, or null. */
  @Nullable
  private static String bare(String method) {
    if (method.length() > 3 && (method.startsWith("get") || method.startsWith("set"))) {
      return method.substring(3);
    }
    return method.length() > 2 && method.startsWith("is") ? method.substring(2) : null;
  }

  @Nullable
  private Method getter(String bare) {
    Method is = getter("is", bare);
    if (is != null && is.getReturnType() != boolean.class) {
      is = null;
    }
    Method get = getter("get", bare);
    if (get == null || is != null && get.getReturnType() == boolean.class) {
      return is;
    }
    return get;
  }

  @Nullable
  private Method getter(String prefix, String bare) {
    for (Method method : table.named(prefix + bare)) {
      if (method.getParameterCount() == 0
          && method.getReturnType() != void.class
          && !Modifier.isStatic(method.getModifiers())) {
        return method;
      }
    }
    return null;
  }

  @Nullable
  private String setter(String bare, Class<?> value) {
    for (Method method : table.named("set" + bare)) {
      if (method.getParameterCount() == 1
          && method.getReturnType() == void.class
          && !Modifier.isStatic(method.getModifiers())
          && method.getParameterTypes()[0].isAssignableFrom(value)) {
        return method.getName();
      }
    }
    return null;
  }

  /** The name of a property: {@code Title} gives {@code title}, but {@code URL} stays. */
  static String decapitalize(String name) {
    if (name.length() > 1 && Character.isUpperCase(name.charAt(0)) && Character.isUpperCase(name.charAt(1))) {
      return name;
    }
    return name.isEmpty() ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
