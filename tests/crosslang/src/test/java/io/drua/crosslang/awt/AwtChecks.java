package io.drua.crosslang.awt;

import static org.assertj.core.api.Assertions.assertThat;

import io.drua.bridge.PythonException;
import io.drua.crosslang.support.PythonScope;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each function of {@code windows.py} whose name begins with {@code test_}. */
class AwtChecks {
  @TestFactory
  Stream<DynamicTest> windows() {
    PythonScope scope = PythonScope.of("java/support.py");
    scope.run("java/windows.py");
    List<?> names = (List<?>) scope.eval("[name for name in list(globals()) if name.startswith('test_')]");
    assertThat(names).isNotEmpty();
    return names.stream().map(name -> DynamicTest.dynamicTest((String) name, () -> {
      try {
        scope.call((String) name);
      } catch (PythonException failed) {
        throw new AssertionError(failed.pythonTraceback(), failed);
      }
    }));
  }
}
