package io.drua.bridge.internal.service;

import io.drua.bridge.Nullable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;

/** ImageJ's class loader for plugins, where there is an ImageJ. A new one is made when its menus are refreshed. */
final class PluginLoader {
  private static final String IMAGEJ = "ij.IJ";

  @Nullable private Method getter;

  /** Where ImageJ was looked for in vain, so that this isn't done for each class. */
  @Nullable private List<ClassLoader> searched;

  /**
   * The loader at this time, or null.
   *
   * @param places class loaders that may know ImageJ
   */
  @Nullable
  synchronized ClassLoader current(List<ClassLoader> places) {
    if (getter == null && !places.equals(searched)) {
      getter = find(places);
      searched = places;
    }
    if (getter == null) {
      return null;
    }
    try {
      return (ClassLoader) getter.invoke(null);
    } catch (InvocationTargetException | IllegalAccessException | LinkageError unusable) {
      // An ImageJ that can't tell where its plugins are has none that could be found.
      getter = null;
      return null;
    }
  }

  @Nullable
  private static Method find(List<ClassLoader> places) {
    for (ClassLoader place : places) {
      try {
        Method method = Class.forName(IMAGEJ, false, place).getMethod("getClassLoader");
        if (Modifier.isStatic(method.getModifiers()) && method.getReturnType() == ClassLoader.class) {
          return method;
        }
      } catch (ClassNotFoundException | NoSuchMethodException | LinkageError none) {
        // The next place may have it.
        continue;
      }
    }
    return null;
  }
}
