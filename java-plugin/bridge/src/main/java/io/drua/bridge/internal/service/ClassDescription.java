package io.drua.bridge.internal.service;

import io.drua.bridge.Nullable;
import io.drua.bridge.internal.NativeHome;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What Python's type for a class is made of: the class's place in its family, and what it brings that its parents don't
 * have. What can't be read because of a missing class is left out, and "problem" says why.
 */
final class ClassDescription {
  private final Class<?> type;
  private final OverloadTable table;
  @Nullable private Throwable problem;

  private ClassDescription(Class<?> type) {
    this.type = type;
    this.table = OverloadTable.of(type);
    this.problem = table.problem();
  }

  /** The description of a class, as the keys say. Initialises nothing. */
  static Map<String, Object> of(Class<?> type) {
    return new ClassDescription(type).all();
  }

  private Map<String, Object> all() {
    Map<String, Object> all = new LinkedHashMap<String, Object>();
    int modifiers = type.getModifiers();
    all.put("name", type.getTypeName());
    all.put("simple", ClassKinds.simpleName(type));
    all.put("kind", ClassKinds.word(type));
    all.put("public", Modifier.isPublic(modifiers));
    all.put("abstract", Modifier.isAbstract(modifiers) && !type.isPrimitive() && !type.isArray());
    all.put("final", Modifier.isFinal(modifiers));
    all.put("super", idOrNull(type.getSuperclass()));
    all.put("interfaces", interfaces());
    all.put("category", (long) ClassKinds.category(type));
    all.put("functional", functional());
    all.put("element", idOrNull(type.getComponentType()));
    TreeSet<String> brought = broughtMethods();
    all.put("methods", methods(brought));
    all.put("fields", fields());
    all.put("properties", properties(brought));
    all.put("inner", inner());
    all.put("constructors", constructors());
    all.put("problem", problem == null ? null : UnusableClassException.text(problem));
    return all;
  }

  @Nullable
  private static Long idOrNull(@Nullable Class<?> type) {
    return type == null ? null : NativeHome.classId(type);
  }

  private List<Long> interfaces() {
    List<Long> ids = new ArrayList<Long>();
    for (Class<?> parent : type.getInterfaces()) {
      ids.add(NativeHome.classId(parent));
    }
    return ids;
  }

  @Nullable
  private String functional() {
    try {
      return ClassKinds.functional(type);
    } catch (LinkageError missing) {
      problem = missing;
      return null;
    }
  }

  // -- Methods --

  private List<List<Object>> methods(TreeSet<String> names) {
    List<List<Object>> methods = new ArrayList<List<Object>>(names.size());
    for (String name : names) {
      methods.add(Arrays.<Object>asList(name, (long) table.kind(name)));
    }
    return methods;
  }

  /** Names for which Python must ask this class, not a parent. */
  private TreeSet<String> broughtMethods() {
    TreeSet<String> names = new TreeSet<String>();
    for (String name : table.names()) {
      List<Method> overloads = table.named(name);
      if (type == Object.class || !covers(ObjectMembers.named(name), overloads)) {
        if (declares(overloads) || !parentCovers(name, overloads)) {
          names.add(name);
        }
      }
    }
    return names;
  }

  private boolean declares(List<Method> overloads) {
    for (Method method : overloads) {
      if (method.getDeclaringClass() == type) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the parent that Python finds the name at first has all overloads. It has not where a class inherits one
   * from its superclass and another from an interface, or from a class that isn't public.
   */
  private boolean parentCovers(String name, List<Method> overloads) {
    Class<?> superclass = type.getSuperclass();
    if (superclass != null) {
      List<Method> theirs = OverloadTable.of(superclass).named(name);
      if (!theirs.isEmpty()) {
        return covers(theirs, overloads);
      }
    }
    for (Class<?> parent : type.getInterfaces()) {
      List<Method> theirs = OverloadTable.of(parent).named(name);
      if (!theirs.isEmpty()) {
        return covers(theirs, overloads);
      }
    }
    return false;
  }

  private static boolean covers(List<Method> theirs, List<Method> overloads) {
    for (Method method : overloads) {
      boolean found = false;
      for (Method other : theirs) {
        found |= Overrides.sameParameters(method, other);
      }
      if (!found) {
        return false;
      }
    }
    return true;
  }

  // -- Other members --

  private List<List<Object>> fields() {
    List<List<Object>> fields = new ArrayList<List<Object>>();
    try {
      for (Field field : PublicFields.broughtBy(type)) {
        fields.add(PublicFields.describe(field));
      }
    } catch (LinkageError missing) {
      problem = missing;
    }
    return fields;
  }

  private List<List<Object>> properties(TreeSet<String> brought) {
    try {
      return BeanProperties.of(type, table, brought);
    } catch (LinkageError missing) {
      problem = missing;
      return Collections.emptyList();
    }
  }

  private List<List<Object>> inner() {
    List<List<Object>> inner = new ArrayList<List<Object>>();
    try {
      for (Class<?> member : type.getDeclaredClasses()) {
        if (ClassKinds.isPublic(member)) {
          inner.add(Arrays.<Object>asList(ClassKinds.simpleName(member), NativeHome.classId(member)));
        }
      }
    } catch (LinkageError missing) {
      problem = missing;
    }
    return inner;
  }

  private boolean constructors() {
    try {
      return !Overloads.constructorsOrEmpty(type).isEmpty();
    } catch (LinkageError missing) {
      problem = missing;
      return false;
    }
  }
}
