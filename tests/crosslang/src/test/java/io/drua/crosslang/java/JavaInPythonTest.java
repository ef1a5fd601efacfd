package io.drua.crosslang.java;

import static org.assertj.core.api.Assertions.assertThat;

import io.drua.bridge.PyObject;
import io.drua.bridge.PythonException;
import io.drua.crosslang.support.Places;
import io.drua.crosslang.support.PythonScope;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each function of the files in {@code python/java} whose name begins with {@code test_} is a test. */
class JavaInPythonTest {
  private static final String FOLDER = "java/";
  private static final String[] FILES = {
    "classes", "members", "overloads", "collections", "containers", "arrays", "memory", "exceptions", "throwing",
    "implements", "callbacks", "imports", "loaders", "golden", "bad_input", "misuse", "threads", "lifetimes"
  };

  private final List<PythonScope> scopes = new ArrayList<PythonScope>();

  @TestFactory
  Stream<DynamicContainer> everyFile() {
    return Stream.of(FILES).map(name -> DynamicContainer.dynamicContainer(name, tests(name)));
  }

  /** Whatever a file did: the next call works. */
  @AfterEach
  void stillWorks() {
    assertThat(PythonScope.runtime().eval("40 + 1", null)).isEqualTo(41L);
    for (PythonScope scope : scopes) {
      scope.close();
    }
  }

  private Stream<DynamicTest> tests(String name) {
    PythonScope scope = PythonScope.of(FOLDER + "support.py");
    scopes.add(scope);
    scope.exec("GOLDEN_FILE = " + quoted(Places.root().resolve("tests/contract/conversions.json").toString()));
    scope.run(FOLDER + name + ".py");
    List<?> functions = (List<?>) scope.eval("[name for name in list(globals()) if name.startswith('test_')]");
    assertThat(functions).as("tests in " + name + ".py").isNotEmpty();
    return functions.stream().map(function -> DynamicTest.dynamicTest((String) function, () -> run(scope, function)));
  }

  private static String quoted(String text) {
    try (PyObject repr = (PyObject) PythonScope.runtime().eval("repr", null)) {
      return (String) repr.call(text);
    }
  }

  private static void run(PythonScope scope, Object function) {
    try {
      scope.call((String) function);
    } catch (PythonException failed) {
      throw new AssertionError(function + ": " + failed.getMessage() + "\n" + failed.pythonTraceback(), failed);
    }
  }
}
