package io.drua.crosslang.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.PyObject;
import io.drua.bridge.PythonException;
import io.drua.bridge.PythonNamespace;
import io.drua.bridge.PythonRuntime;
import io.drua.bridge.StaleHandleException;
import io.drua.crosslang.support.PythonScope;
import org.junit.jupiter.api.Test;

class NamespacesTest {
  private final PythonRuntime runtime = PythonScope.runtime();

  @Test
  void namespacesDontKnowEachOther() {
    try (PythonNamespace one = runtime.openNamespace();
        PythonNamespace two = runtime.openNamespace()) {
      one.exec("x = 1\ndef f(n):\n    return n + x");
      two.set("x", 10);
      assertThat(one.get("x")).isEqualTo(1L);
      assertThat(two.get("x", int.class)).isEqualTo(10);
      assertThat(one.call("f", 1)).isEqualTo(2L);
      assertThat(two.has("f")).isFalse();
      assertThatThrownBy(() -> two.call("f", 1)).isInstanceOf(PythonException.class).hasMessageContaining("f");
      one.remove("x");
      assertThatThrownBy(() -> one.eval("f(1)")).isInstanceOf(PythonException.class).hasMessageContaining("not defined");
      assertThatThrownBy(() -> one.remove("x")).isInstanceOf(PythonException.class);
      assertThat(two.asMap()).containsEntry("x", 10);
    }
  }

  @Test
  void codeRunsWithoutANamespace() {
    runtime.exec("import sys\nsys.drua_mark = 5");
    assertThat(runtime.eval("__import__('sys').drua_mark")).isEqualTo(5L);
    assertThat(runtime.eval("[1, 2]", null, int[].class)).containsExactly(1, 2);
    try (PyObject list = runtime.evalKeeping("[1, 2]", null)) {
      assertThat(list.length()).isEqualTo(2);
    }
    assertThatThrownBy(() -> runtime.exec("def")).isInstanceOf(PythonException.class).hasMessageContaining("invalid syntax");
  }

  @Test
  void aClosedNamespaceSaysSo() {
    PythonNamespace closed = runtime.openNamespace();
    closed.close();
    assertThat(closed.toString()).contains("closed");
    assertThatThrownBy(() -> closed.exec("x = 1")).isInstanceOf(StaleHandleException.class);
    assertThatThrownBy(() -> closed.get("x")).isInstanceOf(StaleHandleException.class);
  }
}
