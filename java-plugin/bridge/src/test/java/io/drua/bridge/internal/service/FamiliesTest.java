package io.drua.bridge.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.drua.bridge.internal.NativeHome;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every class, tried on the JDK's own packages, with all their classes that aren't public. */
class FamiliesTest {
  private final Asked asked = new Asked();
  private final Map<Class<?>, Set<String>> names = new HashMap<>();

  @ParameterizedTest
  @ValueSource(strings = {
    "java.lang", "java.util", "java.util.concurrent", "java.util.function", "java.util.stream", "java.io", "java.net",
    "java.nio", "java.nio.file", "java.text", "java.time", "java.time.chrono", "java.awt", "java.awt.geom",
    "javax.swing", "javax.swing.table",
  })
  void everyOverloadIsFoundOverPythonsOrderOfClasses(String name) {
    int classes = 0;
    for (Class<?> type : classes(name)) {
      OverloadTable table = OverloadTable.of(type);
      assertThat(asked.describe(type).get("problem")).as("%s", type).isNull();
      for (String method : table.names()) {
        assertOneOfEach(type, table.named(method));
        Class<?> first = firstWith(type, method);
        assertThat(first).as("who has %s of %s", method, type).isNotNull();
        for (Method overload : table.named(method)) {
          assertThat(has(OverloadTable.of(first), overload)).as("%s of %s at %s", overload, type, first).isTrue();
        }
      }
      assertNothingIsLost(type, table);
      classes++;
    }
    assertThat(classes).isGreaterThan(10);
  }

  private List<Class<?>> classes(String name) {
    List<Class<?>> all = new ArrayList<>();
    for (Object simple : (List<?>) ((List<?>) asked.ask("members", name)).get(0)) {
      Object id = asked.ask("find", name + '.' + simple);
      if (id != null) {
        Class<?> type = NativeHome.classOf((Long) id);
        all.add(type);
        Collections.addAll(all, type.getDeclaredClasses());
      }
    }
    return all;
  }

  private static void assertOneOfEach(Class<?> type, List<Method> overloads) {
    Set<List<Class<?>>> parameters = new HashSet<>();
    for (Method overload : overloads) {
      boolean isNew = parameters.add(Arrays.asList(overload.getParameterTypes()));
      assertThat(isNew).as("%s once in %s", overload, type).isTrue();
    }
  }

  /** What reflection has, but for compilers' twins, is there, and never with a wider result. */
  private static void assertNothingIsLost(Class<?> type, OverloadTable table) {
    if (!ClassKinds.isPublic(type)) {
      return;
    }
    for (Method method : type.getMethods()) {
      if (method.isSynthetic()) {
        continue;
      }
      Method kept = null;
      for (Method candidate : table.named(method.getName())) {
        kept = Overrides.sameParameters(candidate, method) ? candidate : kept;
      }
      assertThat(kept).as("%s of %s", method, type).isNotNull();
      assertThat(method.getReturnType().isAssignableFrom(kept.getReturnType())).as("%s for %s", kept, method).isTrue();
    }
  }

  private static boolean has(OverloadTable table, Method overload) {
    for (Method candidate : table.named(overload.getName())) {
      boolean same = Modifier.isStatic(candidate.getModifiers()) == Modifier.isStatic(overload.getModifiers());
      if (same && Overrides.sameParameters(candidate, overload)) {
        return true;
      }
    }
    return false;
  }

  private Class<?> firstWith(Class<?> type, String method) {
    for (Class<?> each : order(type)) {
      if (names.computeIfAbsent(each, this::described).contains(method)) {
        return each;
      }
    }
    return null;
  }

  private Set<String> described(Class<?> type) {
    Set<String> described = new HashSet<>();
    for (Object entry : (List<?>) asked.describe(type).get("methods")) {
      described.add((String) ((List<?>) entry).get(0));
    }
    return described;
  }

  /** The order in which Python looks: class, superclasses, interfaces, those that they extend behind them, Object. */
  private static List<Class<?>> order(Class<?> type) {
    List<Class<?>> order = new ArrayList<>();
    List<Class<?>> interfaces = new ArrayList<>();
    for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
      order.add(each);
      order.removeIf(Class::isInterface);
    }
    collect(type, interfaces);
    List<Class<?>> sorted = new ArrayList<>();
    for (int i = interfaces.size() - 1; i >= 0; i--) {
      visit(interfaces.get(i), sorted);
    }
    order.addAll(sorted);
    order.add(Object.class);
    return order;
  }

  private static void collect(Class<?> type, List<Class<?>> interfaces) {
    if (type.isInterface() && !interfaces.contains(type)) {
      interfaces.add(type);
    }
    if (type.getSuperclass() != null) {
      collect(type.getSuperclass(), interfaces);
    }
    for (Class<?> parent : type.getInterfaces()) {
      collect(parent, interfaces);
    }
  }

  private static void visit(Class<?> type, List<Class<?>> sorted) {
    if (sorted.contains(type)) {
      return;
    }
    Class<?>[] parents = type.getInterfaces();
    for (int i = parents.length - 1; i >= 0; i--) {
      visit(parents[i], sorted);
    }
    sorted.add(0, type);
  }
}
