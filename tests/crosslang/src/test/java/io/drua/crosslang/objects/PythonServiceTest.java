package io.drua.crosslang.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.PyObject;
import io.drua.bridge.PythonException;
import io.drua.crosslang.support.PythonScope;
import io.drua.fiji.scijava.PythonService;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.scijava.Context;

class PythonServiceTest {
  private Context context;
  private PythonService python;

  @BeforeEach
  void open() {
    PythonScope.runtime();
    context = new Context(PythonService.class);
    python = context.service(PythonService.class);
  }

  @AfterEach
  void close() {
    context.dispose();
  }

  @Test
  void aContextFindsTheService() {
    assertThat(python.isRunning()).isTrue();
    assertThat(python.eval("1 + 1")).isEqualTo(2);
    assertThat(python.eval("[1, 2]", int[].class)).containsExactly(1, 2);
    List<Object> values = new ArrayList<>();
    python.put("values", values);
    python.exec("values.append(5)\ndef twice(n):\n    return 2 * n");
    assertThat(values).hasSize(1);
    assertThat(python.get("values", List.class) == values).isTrue();
    assertThat(python.call("twice", double.class, 4)).isEqualTo(8.0);
    assertThat(python.call("len", int.class, values)).isEqualTo(1);
    assertThat(python.implement("lambda a, b: a * b", IntBinaryOperator.class).applyAsInt(6, 7)).isEqualTo(42);
    try (PyObject math = python.importModule("math")) {
      assertThat(math.get("pi", double.class)).isEqualTo(Math.PI);
    }
    assertThatThrownBy(() -> python.exec("1/0")).isInstanceOf(PythonException.class);
  }

  @Test
  void contextsDontShareNames() {
    python.exec("mine = 1");
    Context other = new Context(PythonService.class);
    try {
      assertThatThrownBy(() -> other.service(PythonService.class).eval("mine")).isInstanceOf(PythonException.class);
    } finally {
      other.dispose();
    }
    assertThat(python.eval("mine")).isEqualTo(1);
    context.dispose();
    assertThatThrownBy(() -> python.eval("mine")).isInstanceOf(IllegalStateException.class);
  }
}
