package io.drua.bridge.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.drua.bridge.internal.NativeHome;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ClassDescriptionTest {
  private final Asked asked = new Asked();

  @Test
  void anOrdinaryClass() {
    Map<?, ?> list = asked.describe(ArrayList.class);
    assertThat(list.get("name")).isEqualTo("java.util.ArrayList");
    assertThat(list.get("simple")).isEqualTo("ArrayList");
    assertThat(list.get("kind")).isEqualTo("class");
    assertThat(list.get("public")).isEqualTo(true);
    assertThat(list.get("abstract")).isEqualTo(false);
    assertThat(list.get("final")).isEqualTo(false);
    assertThat(list.get("super")).isEqualTo(NativeHome.classId(java.util.AbstractList.class));
    assertThat(list.get("interfaces"))
        .isEqualTo(Arrays.asList(
            asked.id("java.util.List"), asked.id("java.util.RandomAccess"), asked.id("java.lang.Cloneable"),
            asked.id("java.io.Serializable")));
    assertThat(list.get("category")).isEqualTo(0L);
    assertThat(list.get("functional")).isNull();
    assertThat(list.get("element")).isNull();
    assertThat(list.get("constructors")).isEqualTo(true);
    assertThat(list.get("inner")).isEqualTo(Collections.emptyList());
    assertThat(list.get("problem")).isNull();
    assertThat(asked.methods(ArrayList.class))
        .contains("add 0", "get 0", "size 0", "clone 0", "trimToSize 0")
        // Those are the parents' and Object's.
        .doesNotContain("stream 0", "containsAll 0", "equals 0", "hashCode 0", "toString 0");
  }

  @Test
  void staticAndInstanceMethodsOfOneName() {
    assertThat(asked.methods(Integer.class)).contains("toString 3", "parseInt 1", "intValue 0", "hashCode 3");
    assertThat(asked.methods(Arrays.class)).contains("toString 3", "fill 1");
    assertThat(asked.joined(Integer.class, "fields")).contains("MAX_VALUE true true");
  }

  @Test
  void classesThatAreNotPublic() {
    Class<?> iterator = new HashMap<String, String>().entrySet().iterator().getClass();
    assertThat(asked.describe(iterator).get("public")).isEqualTo(false);
    assertThat(asked.methods(iterator)).isEmpty();
    assertThat(asked.describe(iterator).get("constructors")).isEqualTo(false);
    Class<?> unmodifiable = Collections.unmodifiableList(new ArrayList<String>()).getClass();
    assertThat(asked.describe(unmodifiable).get("simple")).isEqualTo("UnmodifiableRandomAccessList");
    // Its superclass, which Python would ask first, has these from Collection only, without List's overloads.
    assertThat(asked.methods(unmodifiable.getSuperclass())).containsExactly("add 0", "addAll 0", "remove 0");
  }

  @Test
  void anEnum() {
    Map<?, ?> state = asked.describe(Thread.State.class);
    assertThat(state.get("kind")).isEqualTo("enum");
    assertThat(state.get("name")).isEqualTo("java.lang.Thread$State");
    assertThat(state.get("simple")).isEqualTo("State");
    assertThat(state.get("category")).isEqualTo(33L);
    assertThat(state.get("final")).isEqualTo(true);
    assertThat(state.get("super")).isEqualTo(asked.id("java.lang.Enum"));
    assertThat(asked.methods(Thread.State.class)).containsExactly("valueOf 1", "values 1");
    assertThat(asked.joined(Thread.State.class, "fields")).contains("RUNNABLE true true", "NEW true true");
    assertThat(asked.joined(Thread.class, "inner"))
        .contains("State " + asked.id("java.lang.Thread.State"))
        .doesNotContain("Caches");
  }

  @Test
  void interfacesAndFunctions() {
    Map<?, ?> operator = asked.describe(IntUnaryOperator.class);
    assertThat(operator.get("kind")).isEqualTo("interface");
    assertThat(operator.get("functional")).isEqualTo("applyAsInt");
    assertThat(operator.get("super")).isNull();
    assertThat(operator.get("abstract")).isEqualTo(true);
    assertThat(asked.methods(IntUnaryOperator.class))
        .containsExactly("andThen 0", "applyAsInt 0", "compose 0", "identity 1");
    assertThat(asked.describe(Comparator.class).get("functional")).isEqualTo("compare");
    assertThat(asked.describe(UnaryOperator.class).get("functional")).isEqualTo("apply");
    assertThat(asked.describe(Runnable.class).get("functional")).isEqualTo("run");
    assertThat(asked.describe(Narrowed.class).get("functional")).isEqualTo("apply");
    assertThat(asked.describe(Both.class).get("functional")).isNull();
    assertThat(asked.describe(java.io.Serializable.class).get("functional")).isNull();
    assertThat(asked.describe(Override.class).get("functional")).isNull();
    assertThat(asked.describe(Override.class).get("kind")).isEqualTo("annotation");
    assertThat(asked.describe(Thread.class).get("functional")).isNull();
    assertThat(asked.methods(Comparator.class)).doesNotContain("equals 0");
  }

  @Test
  void mapEntry() {
    Map<?, ?> entry = asked.describe(Map.Entry.class);
    assertThat(entry.get("name")).isEqualTo("java.util.Map$Entry");
    assertThat(asked.joined(Map.Entry.class, "properties")).containsExactly("key getKey null", "value getValue null");
    assertThat(asked.joined(Map.class, "inner")).containsExactly("Entry " + asked.id("java.util.Map$Entry"));
  }

  @Test
  void arraysAndPrimitives() {
    Map<?, ?> array = asked.describe(Map.Entry[][].class);
    assertThat(array.get("name")).isEqualTo("java.util.Map$Entry[][]");
    assertThat(array.get("kind")).isEqualTo("array");
    assertThat(array.get("element")).isEqualTo(NativeHome.classId(Map.Entry[].class));
    assertThat(array.get("super")).isEqualTo(asked.id("java.lang.Object"));
    assertThat(array.get("category")).isEqualTo(32L);
    assertThat(asked.methods(int[].class)).isEmpty();
    Map<?, ?> primitive = asked.describe(int.class);
    assertThat(primitive.get("kind")).isEqualTo("primitive");
    assertThat(primitive.get("category")).isEqualTo(5L);
    assertThat(primitive.get("super")).isNull();
    assertThat(asked.methods(Object.class)).contains("equals 0", "getClass 0", "wait 0");
  }

  @Test
  void namesWhoseOverloadsComeFromTwoParentsAreTheClassesOwn() {
    assertThat(asked.methods(Mixed.class)).containsExactly("take 0");
    assertThat(asked.texts(Mixed.class, "take")).containsExactly("void take(String)", "void take(int)");
    assertThat(asked.methods(MixedAgain.class)).isEmpty();
  }

  @Test
  void whatAPublicClassInheritsFromOneThatIsNotIsItsOwn() {
    assertThat(asked.methods(Shown.class)).contains("shown 0");
    assertThat(asked.joined(Shown.class, "fields")).containsExactly("number false false");
    assertThat(asked.joined(AbstractMap.class, "fields")).isEmpty();
  }

  /** Fixtures. */
  public interface Narrowed extends Function<String, Integer> {
    @Override
    Integer apply(String text);
  }

  public interface Both extends Runnable, Comparator<String> {}

  public static class TakesInt {
    public void take(int value) {}
  }

  public interface TakesText {
    default void take(String value) {}
  }

  public static class Mixed extends TakesInt implements TakesText {}

  public static class MixedAgain extends Mixed {}

  static class Hidden {
    public int number;

    public List<String> shown() {
      return null;
    }
  }

  public static class Shown extends Hidden {}
}
