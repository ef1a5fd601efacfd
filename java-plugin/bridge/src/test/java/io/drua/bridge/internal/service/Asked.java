package io.drua.bridge.internal.service;

import io.drua.bridge.internal.NativeHome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A service without natives and Python, and its answers in words. */
final class Asked {
  final FakeIds ids = new FakeIds();
  final FakePython python = new FakePython();
  final JavaService service = new JavaService(ids, python);

  Object ask(Object... question) {
    try {
      return service.call(question);
    } catch (RuntimeException failed) {
      throw failed;
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }

  long id(String name) {
    Object id = ask("find", name);
    if (id == null) {
      throw new AssertionError("no class " + name);
    }
    return (Long) id;
  }

  Map<?, ?> describe(Class<?> type) {
    return (Map<?, ?>) ask("describe", NativeHome.classId(type));
  }

  /** "name kind" of each method. */
  List<String> methods(Class<?> type) {
    return joined(describe(type).get("methods"));
  }

  /** Entries of a description, each joined by blanks. */
  List<String> joined(Class<?> type, String key) {
    return joined(describe(type).get(key));
  }

  private static List<String> joined(Object list) {
    List<String> texts = new ArrayList<>();
    for (Object entry : (List<?>) list) {
      StringBuilder text = new StringBuilder();
      for (Object part : (List<?>) entry) {
        text.append(text.length() == 0 ? "" : " ").append(part);
      }
      texts.add(text.toString());
    }
    return texts;
  }

  List<?> overloads(Class<?> type, String name) {
    return (List<?>) ask("overloads", NativeHome.classId(type), name);
  }

  /** Texts of the overloads. */
  List<String> texts(Class<?> type, String name) {
    List<String> texts = new ArrayList<>();
    for (Object overload : overloads(type, name)) {
      texts.add((String) ((List<?>) overload).get(4));
    }
    return texts;
  }

  /** Classes that declare the overloads. */
  List<Class<?>> declaring(Class<?> type, String name) {
    List<Class<?>> classes = new ArrayList<>();
    for (Object overload : overloads(type, name)) {
      classes.add(NativeHome.classOf((Long) ((List<?>) overload).get(5)));
    }
    return classes;
  }
}
