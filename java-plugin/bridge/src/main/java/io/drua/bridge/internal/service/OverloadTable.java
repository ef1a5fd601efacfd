package io.drua.bridge.internal.service;

import io.drua.bridge.Nullable;
import java.lang.ref.SoftReference;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The public methods that can be called on a class, by name: inherited ones too, each signature once. What a class that
 * isn't public adds to its supertypes is nobody's business, as in Java. Immutable; kept while there is memory.
 */
final class OverloadTable {
  private static final ConcurrentHashMap<Class<?>, SoftReference<OverloadTable>> KNOWN =
      new ConcurrentHashMap<Class<?>, SoftReference<OverloadTable>>();

  private final Class<?> type;
  private final Map<String, List<Method>> methods = new LinkedHashMap<String, List<Method>>();
  @Nullable private Throwable problem;

  private OverloadTable(Class<?> type) {
    this.type = type;
  }

  /** The table of a class. */
  static OverloadTable of(Class<?> type) {
    SoftReference<OverloadTable> known = KNOWN.get(type);
    OverloadTable table = known == null ? null : known.get();
    if (table == null) {
      table = new OverloadTable(type);
      table.fill();
      if (table.problem == null) {
        // What was missing may have been added when somebody asks again.
        KNOWN.put(type, new SoftReference<OverloadTable>(table));
      }
    }
    return table;
  }

  /** All names, in no particular order. */
  Set<String> names() {
    return methods.keySet();
  }

  /** The methods of a name; none if there is no such name. */
  List<Method> named(String name) {
    List<Method> found = methods.get(name);
    return found == null ? Collections.<Method>emptyList() : found;
  }

  /** Why the class's own methods are missing, or null. */
  @Nullable
  Throwable problem() {
    return problem;
  }

  /** 0 if all methods of a name need an object, 1 if none does, 3 for some of each. */
  int kind(String name) {
    boolean withObject = false;
    boolean without = false;
    for (Method method : named(name)) {
      boolean isStatic = Modifier.isStatic(method.getModifiers());
      without |= isStatic;
      withObject |= !isStatic;
    }
    return without ? withObject ? 3 : 1 : 0;
  }

  // -- Filling --

  private void fill() {
    if (type.isPrimitive()) {
      return;
    }
    if (type.isArray() || ClassKinds.isPublic(type)) {
      try {
        addAll(type.getMethods());
      } catch (LinkageError | TypeNotPresentException missing) {
        problem = missing;
        methods.clear();
      }
    }
    if (methods.isEmpty()) {
      inherit();
    }
    if (type.isInterface()) {
      addAll(ObjectMembers.all());
    }
    for (List<Method> overloads : methods.values()) {
      dropTwins(overloads);
    }
  }

  private void inherit() {
    inherit(type.getSuperclass());
    for (Class<?> parent : type.getInterfaces()) {
      inherit(parent);
    }
  }

  private void inherit(@Nullable Class<?> parent) {
    if (parent == null) {
      return;
    }
    OverloadTable inherited = of(parent);
    if (problem == null) {
      problem = inherited.problem;
    }
    for (List<Method> overloads : inherited.methods.values()) {
      for (Method method : overloads) {
        // An interface keeps its static methods to itself.
        if (!parent.isInterface() || !Modifier.isStatic(method.getModifiers())) {
          add(method);
        }
      }
    }
  }

  private void addAll(Method[] all) {
    for (Method method : all) {
      // Made by a compiler for itself, unless it is a bridge.
      if (!method.isSynthetic() || method.isBridge()) {
        add(method);
      }
    }
  }

  private void add(Method method) {
    List<Method> overloads = methods.get(method.getName());
    if (overloads == null) {
      overloads = new ArrayList<Method>(2);
      methods.put(method.getName(), overloads);
    }
    for (int i = 0; i < overloads.size(); i++) {
      Method known = overloads.get(i);
      if (Overrides.sameParameters(known, method)) {
        if (Overrides.wins(method, known)) {
          overloads.set(i, method);
        }
        return;
      }
    }
    overloads.add(method);
  }

  private static void dropTwins(List<Method> overloads) {
    for (int i = overloads.size() - 1; i >= 0 && overloads.size() > 1; i--) {
      if (Overrides.isTwin(overloads.get(i), overloads)) {
        overloads.remove(i);
      }
    }
  }
}
