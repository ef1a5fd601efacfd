package io.drua.bridge.internal.service;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/** The public methods of {@code java.lang.Object}, which every class and interface has. */
final class ObjectMembers {
  private static final Method[] METHODS = Object.class.getMethods();

  private ObjectMembers() {}

  /** All of them. */
  static Method[] all() {
    return METHODS;
  }

  /** Those of a name. */
  static List<Method> named(String name) {
    List<Method> found = new ArrayList<Method>(3);
    for (Method method : METHODS) {
      if (method.getName().equals(name)) {
        found.add(method);
      }
    }
    return found;
  }

  /** Whether Object has a method of the same name and parameters. */
  static boolean has(Method method) {
    for (Method own : METHODS) {
      if (Overrides.sameSignature(own, method)) {
        return true;
      }
    }
    return false;
  }
}
