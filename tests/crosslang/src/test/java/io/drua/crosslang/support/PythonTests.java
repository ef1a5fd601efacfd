package io.drua.crosslang.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.drua.bridge.PyObject;
import io.drua.bridge.PythonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;

/** Files of Python tests in the resources: each function whose name begins with {@code test_} is a test. */
public final class PythonTests implements AutoCloseable {
  private final String folder;
  private final Map<String, String> names;
  private final List<PythonScope> scopes = new ArrayList<PythonScope>();

  /**
   * Tests of the folder {@code python/FOLDER}. Each file has a namespace of its own, in which {@code support.py} of the
   * folder was run before.
   *
   * @param names texts that the files find under these names
   */
  public PythonTests(String folder, Map<String, String> names) {
    this.folder = folder + "/";
    this.names = names;
  }

  /** The tests of some files, named without ending. */
  public Stream<DynamicContainer> of(Stream<String> files) {
    return files.map(name -> DynamicContainer.dynamicContainer(name, tests(name)));
  }

  private Stream<DynamicTest> tests(String name) {
    PythonScope scope = PythonScope.of(folder + "support.py");
    scopes.add(scope);
    for (Map.Entry<String, String> entry : names.entrySet()) {
      scope.exec(entry.getKey() + " = " + quoted(entry.getValue()));
    }
    scope.run(folder + name + ".py");
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

  /** Checks that Python still works, whatever a file did, and lets go of the namespaces. */
  @Override
  public void close() {
    assertThat(PythonScope.runtime().eval("40 + 1", null)).isEqualTo(41L);
    for (PythonScope scope : scopes) {
      scope.close();
    }
  }
}
