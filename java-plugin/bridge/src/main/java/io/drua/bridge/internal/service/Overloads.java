package io.drua.bridge.internal.service;

import io.drua.bridge.internal.NativeHome;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** All ways to call one name on one class, as native code needs them. */
final class Overloads {
  private static final String CONSTRUCTOR = "<init>";
  private static final long STATIC = 1;
  private static final long VARARGS = 2;
  private static final long DEPRECATED = 4;
  private static final int TEXT = 4;

  private Overloads() {}

  /**
   * The overloads, those with few parameters first.
   *
   * @throws UnusableClassException if the class can't be initialised, or there is none because of what is missing
   */
  static List<List<Object>> of(Class<?> type, String name, NativeIds ids) {
    List<? extends Executable> found = CONSTRUCTOR.equals(name) ? constructors(type) : methods(type, name);
    if (found.isEmpty()) {
      return Collections.emptyList();
    }
    Initialiser.initialise(type);
    List<List<Object>> overloads = new ArrayList<List<Object>>(found.size());
    for (Executable executable : found) {
      overloads.add(describe(type, executable, ids));
    }
    // Reflection has no order of its own; messages and documentation need one.
    Collections.sort(overloads, new Order());
    return overloads;
  }

  private static List<? extends Executable> methods(Class<?> type, String name) {
    OverloadTable table = OverloadTable.of(type);
    List<Method> found = table.named(name);
    if (found.isEmpty() && table.problem() != null) {
      throw UnusableClassException.ofMembers(type, table.problem());
    }
    return found;
  }

  private static List<? extends Executable> constructors(Class<?> type) {
    try {
      return constructorsOrEmpty(type);
    } catch (LinkageError missing) {
      throw UnusableClassException.ofMembers(type, missing);
    }
  }

  /** Public constructors that make objects. */
  static List<Constructor<?>> constructorsOrEmpty(Class<?> type) {
    if (!ClassKinds.isPublic(type) || Modifier.isAbstract(type.getModifiers())) {
      return Collections.emptyList();
    }
    return Arrays.asList(type.getConstructors());
  }

  private static List<Object> describe(Class<?> type, Executable executable, NativeIds ids) {
    Class<?> result = executable instanceof Method ? ((Method) executable).getReturnType() : type;
    List<Long> parameters = new ArrayList<Long>(executable.getParameterCount());
    for (Class<?> parameter : executable.getParameterTypes()) {
      parameters.add(NativeHome.classId(parameter));
    }
    return Arrays.<Object>asList(
        ids.method(executable),
        modifiers(executable),
        NativeHome.classId(result),
        parameters,
        Signatures.of(executable),
        NativeHome.classId(executable.getDeclaringClass()));
  }

  private static long modifiers(Executable executable) {
    long modifiers = Modifier.isStatic(executable.getModifiers()) ? STATIC : 0;
    if (executable.isVarArgs()) {
      modifiers |= VARARGS;
    }
    return isDeprecated(executable) ? modifiers | DEPRECATED : modifiers;
  }

  private static boolean isDeprecated(Executable executable) {
    try {
      return executable.isAnnotationPresent(Deprecated.class);
    } catch (LinkageError | ArrayStoreException | TypeNotPresentException unreadable) {
      // Some other annotation refers to what isn't there, which is no hindrance to a call.
      return false;
    }
  }

  /** By number of parameters, then by text. */
  private static final class Order implements Comparator<List<Object>> {
    @Override
    public int compare(List<Object> one, List<Object> other) {
      int difference = Integer.compare(((List<?>) one.get(3)).size(), ((List<?>) other.get(3)).size());
      return difference != 0 ? difference : ((String) one.get(TEXT)).compareTo((String) other.get(TEXT));
    }
  }
}
