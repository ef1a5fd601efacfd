package io.drua.bridge.internal.service;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;

/** Which of several methods Java means, where compilers and inheritance leave more than one of a signature. */
final class Overrides {
  private Overrides() {}

  /** Whether two methods have one name and the same parameters. */
  static boolean sameSignature(Method one, Method other) {
    return one.getName().equals(other.getName()) && sameParameters(one, other);
  }

  /** Whether two methods have the same parameters. */
  static boolean sameParameters(Method one, Method other) {
    return one.getParameterCount() == other.getParameterCount()
        && Arrays.equals(one.getParameterTypes(), other.getParameterTypes());
  }

  /** Whether the first of two methods with the same signature is the one to call. */
  static boolean wins(Method one, Method other) {
    Class<?> mine = one.getReturnType();
    Class<?> theirs = other.getReturnType();
    if (mine != theirs && theirs.isAssignableFrom(mine)) {
      return true;
    }
    if (mine != theirs && mine.isAssignableFrom(theirs)) {
      return false;
    }
    Class<?> here = one.getDeclaringClass();
    Class<?> there = other.getDeclaringClass();
    if (here.isInterface() != there.isInterface()) {
      // A class's method implements the interface's, and Object's are every interface's.
      return there.isInterface();
    }
    if (here != there) {
      return there.isAssignableFrom(here);
    }
    return other.isBridge() && !one.isBridge();
  }

  /**
   * Whether a method is only there for callers that were compiled against a supertype: the compiler's twin of one of
   * the others, which has narrower parameters.
   */
  static boolean isTwin(Method bridge, List<Method> others) {
    if (!bridge.isBridge()) {
      return false;
    }
    for (Method other : others) {
      if (!other.isBridge() && isNarrower(other, bridge)) {
        return !onlyWidensAccess(bridge);
      }
    }
    return false;
  }

  private static boolean isNarrower(Method narrow, Method wide) {
    Class<?>[] narrowTypes = narrow.getParameterTypes();
    Class<?>[] wideTypes = wide.getParameterTypes();
    if (narrowTypes.length != wideTypes.length || !wide.getReturnType().isAssignableFrom(narrow.getReturnType())) {
      return false;
    }
    for (int i = 0; i < wideTypes.length; i++) {
      if (!wideTypes[i].isAssignableFrom(narrowTypes[i])) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether a bridge repeats a method of a class that isn't public as it is, so that others can call it: that one is no
   * twin of anything.
   */
  private static boolean onlyWidensAccess(Method bridge) {
    for (Class<?> type = bridge.getDeclaringClass().getSuperclass(); type != null; type = type.getSuperclass()) {
      if (Modifier.isPublic(type.getModifiers())) {
        continue;
      }
      try {
        Method origin = type.getDeclaredMethod(bridge.getName(), bridge.getParameterTypes());
        Type[] generic = origin.getGenericParameterTypes();
        return !origin.isBridge()
            && origin.getReturnType() == bridge.getReturnType()
            && Arrays.equals(generic, origin.getParameterTypes());
      } catch (NoSuchMethodException notHere) {
        continue;
      } catch (LinkageError | TypeNotPresentException unreadable) {
        // Then it can't be told; a twin is the more frequent.
        return false;
      }
    }
    return false;
  }
}
