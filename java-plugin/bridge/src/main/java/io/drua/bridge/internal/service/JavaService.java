package io.drua.bridge.internal.service;

import io.drua.bridge.BridgeException;
import io.drua.bridge.JavaFunction;
import io.drua.bridge.JavaReference;
import io.drua.bridge.Nullable;
import io.drua.bridge.PyObject;
import io.drua.bridge.internal.NativeHome;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Answers what Python asks of Java's classes and values. The first argument says what is asked, and classes go by their
 * numbers. Safe for several threads; nothing is asked often, because Python keeps the answers.
 */
public final class JavaService implements JavaFunction {
  private final NativeIds ids;
  private final PythonSide python;
  private final Loaders loaders = new Loaders();
  private final ClassFinder finder = new ClassFinder(loaders);
  private final ProxyTable proxies;
  private final PackageIndex packages = new PackageIndex(loaders);

  /** Makes one for the JVM's native library. */
  public JavaService() {
    this(new HomeIds(), new BridgeSide());
  }

  JavaService(NativeIds ids, PythonSide python) {
    this.ids = ids;
    this.python = python;
    this.proxies = new ProxyTable(python);
  }

  /**
   * Answers a question.
   *
   * @throws BridgeException if there is no such question, or no class of a number
   * @throws UnusableClassException if a class can't be used because something that it needs is missing
   */
  @Nullable
  @Override
  public Object call(Object[] args) throws Exception {
    Question question = new Question(args);
    try {
      return answer(question);
    } catch (LinkageError missing) {
      // Each place names its class; this is for what none of them foresaw.
      throw new UnusableClassException(
          "Java could not answer '" + question.operation() + "': " + UnusableClassException.text(missing) + ".",
          "Add the jar that has the missing class to the class path, or with drua.java.add_path.",
          missing);
    }
  }

  @Nullable
  private Object answer(Question question) {
    switch (question.operation()) {
      case "find":
        Class<?> found = finder.find(question.text(1));
        return found == null ? null : NativeHome.classId(found);
      case "describe":
        return ClassDescription.of(question.type(1));
      case "overloads":
        return Overloads.of(question.type(1), question.text(2), ids);
      case "classes":
        return classes(question);
      case "class_id":
        return NativeHome.classId(question.object(1, Class.class));
      case "array_of":
        return NativeHome.classId(Array.newInstance(question.type(1), 0).getClass());
      case "field":
        return PublicFields.use(question.type(1), question.text(2), ids);
      case "throwable":
        return ThrowableDescription.of(question.object(1, Throwable.class), question.numberOr(2, 1) != 0);
      case "package":
        return packages.has(question.text(1));
      case "members":
        return packages.members(question.text(1));
      case "add_path":
        loaders.add(question.text(1));
        return null;
      default:
        return answerOfValues(question);
    }
  }

  @Nullable
  private Object answerOfValues(Question question) {
    switch (question.operation()) {
      case "to_python":
        return new PlainValues(python).of(question.value(1));
      case "to_java":
        return reference(python.convert(question.value(1), question.typeOrObject(2)));
      case "proxy":
        return JavaReference.asIs(
            proxies.of(question.object(2, PyObject.class), question.numberOr(3, 0), question.types(1)));
      case "close":
        python.close(question.value(1));
        return null;
      case "live":
        return JavaReference.asIs(python.live(question.object(1, PyObject.class)));
      default:
        throw new BridgeException(
            "java-service",
            "Java has no answer to '" + question.operation() + "'.",
            "Install the Java and native parts of one release of Drua.",
            null);
    }
  }

  @Nullable
  private static JavaReference reference(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    // Who asks for a Java object gets one, even if it is a proxy.
    return value instanceof PyObject ? JavaReference.of(value) : JavaReference.asIs(value);
  }

  /** Number, name, category, a reference to the class, number of its elements' class or 0, whether functional. */
  private List<List<Object>> classes(Question question) {
    Class<?>[] types = question.types(1);
    List<List<Object>> all = new ArrayList<List<Object>>(types.length);
    for (Class<?> type : types) {
      Class<?> element = type.getComponentType();
      all.add(
          Arrays.<Object>asList(
              NativeHome.classId(type),
              type.getTypeName(),
              (long) ClassKinds.category(type),
              ids.reference(type),
              element == null ? 0L : NativeHome.classId(element),
              isFunctional(type)));
    }
    return all;
  }

  private static boolean isFunctional(Class<?> type) {
    try {
      return ClassKinds.functional(type) != null;
    } catch (LinkageError unreadable) {
      // An interface whose methods can't be read can't be implemented either.
      return false;
    }
  }
}
