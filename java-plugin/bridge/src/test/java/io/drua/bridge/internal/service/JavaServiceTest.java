package io.drua.bridge.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.BridgeException;
import io.drua.bridge.JavaReference;
import io.drua.bridge.internal.NativeHome;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class JavaServiceTest {
  private final Asked asked = new Asked();

  private long category(Class<?> type) {
    long id = NativeHome.classId(type);
    List<?> known = (List<?>) ((List<?>) asked.ask("classes", Collections.singletonList(id))).get(0);
    return (Long) known.get(2);
  }

  @Test
  void categoriesAreThoseOfNativeCode() {
    Class<?>[] types = {
      boolean.class, byte.class, char.class, short.class, int.class, long.class, float.class, double.class, void.class,
      String.class, CharSequence.class, Object.class,
    };
    for (int i = 0; i < types.length; i++) {
      assertThat(category(types[i])).isEqualTo(i + 1);
    }
    Class<?>[] boxes = {
      Boolean.class, Byte.class, Character.class, Short.class, Integer.class, Long.class, Float.class, Double.class,
      BigInteger.class, BigDecimal.class, Number.class,
    };
    for (int i = 0; i < boxes.length; i++) {
      assertThat(category(boxes[i])).isEqualTo(i + 17);
    }
    assertThat(category(int[].class)).isEqualTo(32);
    assertThat(category(Thread.State.class)).isEqualTo(33);
    assertThat(category(Enum.class)).isZero();
    assertThat(category(Throwable.class)).isEqualTo(34);
    assertThat(category(StackOverflowError.class)).isEqualTo(34);
    assertThat(category(List.class)).isZero();
    assertThat(category(StringBuilder.class)).isZero();
  }

  @Test
  void classesInShort() {
    Object answer = asked.ask("classes", Arrays.asList(asked.id("int[]"), asked.id("java.lang.Runnable")));
    List<?> array = (List<?>) ((List<?>) answer).get(0);
    List<?> runnable = (List<?>) ((List<?>) answer).get(1);
    assertThat(array.subList(0, 3)).isEqualTo(Arrays.asList(asked.id("int[]"), "int[]", 32L));
    assertThat(asked.ids.of((Long) array.get(3))).isSameAs(int[].class);
    assertThat(array.subList(4, 6)).isEqualTo(Arrays.asList(asked.id("int"), false));
    assertThat(runnable.subList(4, 6)).isEqualTo(Arrays.asList(0L, true));
  }

  @Test
  void fields() {
    List<?> max = (List<?>) asked.ask("field", asked.id("java.lang.Integer"), "MAX_VALUE");
    assertThat(asked.ids.of((Long) max.get(0)).toString()).endsWith("java.lang.Integer.MAX_VALUE");
    assertThat(max.subList(1, 4)).isEqualTo(Arrays.asList(9L, asked.id("int"), asked.id("java.lang.Integer")));
    List<?> inherited = (List<?>) asked.ask("field", asked.id("java.util.GregorianCalendar"), "YEAR");
    assertThat(inherited.get(3)).isEqualTo(asked.id("java.util.Calendar"));
    List<?> x = (List<?>) asked.ask("field", asked.id("java.awt.Point"), "x");
    assertThat(x.get(1)).isEqualTo(0L);
    assertThatThrownBy(() -> asked.ask("field", asked.id("java.awt.Point"), "z"))
        .isInstanceOf(BridgeException.class).hasMessage("java.awt.Point has no public field z.");
  }

  @Test
  void throwables() {
    Throwable cause = new IllegalStateException("why");
    List<?> told = (List<?>) asked.ask("throwable", new RuntimeException("half \uD83D", cause));
    assertThat(told.subList(0, 2)).isEqualTo(Arrays.asList("java.lang.RuntimeException", "half ?"));
    assertThat(told.get(2).toString()).contains("JavaServiceTest").contains("Caused by: ");
    assertThat(told.get(3)).isEqualTo(JavaReference.of(cause));
    assertThat(told.get(4)).isNull();
    List<?> bare = (List<?>) asked.ask("throwable", new Error());
    assertThat(bare.get(1)).isNull();
    assertThat(bare.get(3)).isNull();
  }

  @Test
  void valuesGoThroughTheBridge() {
    JavaReference file = (JavaReference) asked.ask("to_java", "a", asked.id("java.io.File"));
    assertThat(file.value()).isEqualTo("File:a");
    assertThat(asked.ask("to_java", null, 0L)).isNull();
    assertThat(asked.ask("to_python", Arrays.asList(1, 'c'))).isEqualTo(Arrays.asList(1, "c"));
    Object proxy = new Object();
    asked.ask("close", proxy);
    assertThat(asked.python.closed).isSameAs(proxy);
  }

  @Test
  void questionsThatAreNone() {
    assertThatThrownBy(() -> asked.ask("what")).isInstanceOf(BridgeException.class).hasMessageContaining("'what'");
    assertThatThrownBy(() -> asked.ask()).isInstanceOf(BridgeException.class);
    assertThatThrownBy(() -> asked.ask("describe")).isInstanceOf(BridgeException.class)
        .hasMessage("Argument 1 of 'describe' should be a value, and is nothing.");
    assertThatThrownBy(() -> asked.ask("describe", "x")).isInstanceOf(BridgeException.class)
        .hasMessage("Argument 1 of 'describe' should be Number, and is java.lang.String.");
    assertThatThrownBy(() -> asked.ask("describe", 0L)).isInstanceOf(BridgeException.class)
        .hasMessage("No Java class has the number 0.");
    assertThatThrownBy(() -> asked.ask("classes", Arrays.asList(1L, "x"))).isInstanceOf(BridgeException.class);
    assertThatThrownBy(() -> asked.ask("throwable", "x")).isInstanceOf(BridgeException.class);
    assertThatThrownBy(() -> asked.ask("proxy", Collections.emptyList(), "x")).isInstanceOf(BridgeException.class);
  }
}
