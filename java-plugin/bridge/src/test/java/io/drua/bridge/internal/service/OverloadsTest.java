package io.drua.bridge.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.internal.NativeHome;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class OverloadsTest {
  private final Asked asked = new Asked();

  @Test
  void methodsReadAsJavaWritesThem() {
    assertThat(asked.texts(ArrayList.class, "add")).containsExactly("boolean add(E)", "void add(int, E)");
    assertThat(asked.texts(ArrayList.class, "toArray")).contains("Object[] toArray()", "<T> T[] toArray(T[])");
    assertThat(asked.texts(Arrays.class, "asList")).containsExactly("static <T> java.util.List<T> asList(T...)");
    assertThat(asked.texts(Map.class, "entrySet"))
        .containsExactly("java.util.Set<java.util.Map.Entry<K, V>> entrySet()");
    assertThat(asked.texts(Collections.class, "max"))
        .contains("static <T extends Object & Comparable<? super T>> T max(java.util.Collection<? extends T>)");
    assertThat(asked.texts(ArrayList.class, "<init>"))
        .containsExactly("ArrayList()", "ArrayList(int)", "ArrayList(java.util.Collection<? extends E>)");
    assertThat(asked.texts(Thread.State.class, "values")).containsExactly("static Thread.State[] values()");
  }

  @Test
  void anEntryHasIdModifiersResultParametersAndOrigin() {
    List<?> add = (List<?>) asked.overloads(ArrayList.class, "add").get(1);
    assertThat(asked.ids.of((Long) add.get(0)).toString()).contains("ArrayList.add(int,java.lang.Object)");
    assertThat(add.subList(1, 4))
        .isEqualTo(Arrays.asList(
            0L, NativeHome.classId(void.class),
            Arrays.asList(NativeHome.classId(int.class), NativeHome.classId(Object.class))));
    List<?> asList = (List<?>) asked.overloads(Arrays.class, "asList").get(0);
    assertThat(asList.get(1)).isEqualTo(3L);
    List<?> made = (List<?>) asked.overloads(ArrayList.class, "<init>").get(0);
    assertThat(made.get(2)).isEqualTo(NativeHome.classId(ArrayList.class));
    List<?> day = (List<?>) asked.overloads(java.util.Date.class, "getDay").get(0);
    assertThat(day.get(1)).isEqualTo(4L);
  }

  @Test
  void inheritedOnesAreAmongThem() {
    assertThat(asked.declaring(ArrayList.class, "containsAll")).containsExactly(java.util.AbstractCollection.class);
    assertThat(asked.declaring(ArrayList.class, "stream")).containsExactly(java.util.Collection.class);
    assertThat(asked.texts(Integer.class, "toString"))
        .containsExactly("String toString()", "static String toString(int)", "static String toString(int, int)");
  }

  @Test
  void bridgesOfCovariantResultsAreDropped() {
    assertThat(asked.texts(StringBuilder.class, "append"))
        .hasSize(13)
        .allMatch(text -> text.startsWith("StringBuilder "));
    assertThat(asked.texts(String.class, "compareTo")).containsExactly("int compareTo(String)");
    // These are bridges, too, but nothing else gives the methods of a class that isn't public.
    assertThat(asked.texts(StringBuilder.class, "setCharAt")).hasSize(1);
    assertThat(asked.texts(StringBuilder.class, "length")).containsExactly("int length()");
  }

  @Test
  void classesThatAreNotPublicOfferWhatTheirParentsDeclare() {
    Map<String, String> map = new HashMap<>();
    Class<?> iterator = map.entrySet().iterator().getClass();
    assertThat(asked.declaring(iterator, "next")).containsExactly(Iterator.class);
    assertThat(asked.declaring(iterator, "hashCode")).containsExactly(Object.class);
    Class<?> unmodifiable = Collections.unmodifiableList(new ArrayList<String>()).getClass();
    assertThat(asked.declaring(unmodifiable, "add")).containsExactlyInAnyOrder(List.class, List.class);
    assertThat(asked.declaring(unmodifiable, "equals")).containsExactly(Object.class);
    assertThat(asked.overloads(unmodifiable, "<init>")).isEmpty();
  }

  @Test
  void staticMethodsOfInterfacesAreNotInherited() {
    assertThat(asked.texts(Comparator.class, "naturalOrder")).hasSize(1);
    Class<?> reversed = Collections.reverseOrder().getClass();
    assertThat(asked.overloads(reversed, "naturalOrder")).isEmpty();
    assertThat(asked.overloads(reversed, "compare")).hasSize(1);
    assertThat(asked.overloads(HalfTwin.class, "make")).isEmpty();
  }

  @Test
  void interfacesHaveTheMethodsOfObject() {
    assertThat(asked.declaring(Comparator.class, "equals")).containsExactly(Object.class);
    assertThat(asked.declaring(Runnable.class, "getClass")).containsExactly(Object.class);
    assertThat(asked.declaring(int[].class, "hashCode")).containsExactly(Object.class);
    assertThat(asked.overloads(int.class, "hashCode")).isEmpty();
  }

  @Test
  void unknownNamesGiveNothing() {
    assertThat(asked.overloads(ArrayList.class, "addd")).isEmpty();
    assertThat(asked.overloads(java.util.AbstractList.class, "<init>")).isEmpty();
    assertThat(asked.overloads(List.class, "<init>")).isEmpty();
  }

  @Test
  void theClassIsInitialisedBefore() {
    assertThat(Touched.count).isZero();
    asked.ask("describe", asked.id(Lazy.class.getName()));
    assertThat(Touched.count).isZero();
    asked.overloads(Lazy.class, "give");
    assertThat(Touched.count).isEqualTo(1);
  }

  @Test
  void anInitialiserThatFailsIsATypedError() {
    for (int round = 0; round < 2; round++) {
      assertThatThrownBy(() -> asked.overloads(Broken.class, "give"))
          .isInstanceOf(UnusableClassException.class)
          .hasMessageContaining("Broken can't be initialised");
    }
  }

  @Test
  void aBridgeBesideANarrowerOverloadOfItsOwnStays() {
    // C.take(Object) is there for callers outside the package, C.take(String) is another method.
    assertThat(asked.texts(Widened.class, "take")).containsExactly("void take(Object)", "void take(String)");
    // Here, take(Object) is the compiler's twin of take(String).
    assertThat(asked.texts(Generic.class, "take")).containsExactly("void take(String)");
    assertThat(asked.texts(HalfTwin.class, "get")).containsExactly("Integer get()");
    assertThat(asked.texts(Narrow.class, "get")).containsExactly("Integer get()");
  }

  @Test
  void whatIsOfferedCanBeCalledByReflectionOfAnyVersion() throws Exception {
    List<String> unmodifiable = Collections.unmodifiableList(Arrays.asList("a"));
    List<?> size = (List<?>) asked.overloads(unmodifiable.getClass(), "size").get(0);
    assertThat(((Method) asked.ids.of((Long) size.get(0))).invoke(unmodifiable)).isEqualTo(1);
  }

  /** Fixtures. */
  public static final class Touched {
    static int count;
  }

  public static final class Lazy {
    static {
      Touched.count++;
    }

    public static int give() {
      return 1;
    }
  }

  public static final class Broken {
    static final int VALUE = Integer.parseInt("none");

    public static int give() {
      return VALUE;
    }
  }

  static class Base {
    public void take(Object value) {}
  }

  public static class Widened extends Base {
    public void take(String value) {}
  }

  static class GenericBase<T> {
    public void take(T value) {}
  }

  public static class Generic extends GenericBase<String> {
    @Override
    public void take(String value) {}
  }

  public interface Makes {
    static Makes make() {
      return null;
    }
  }

  public interface Narrow extends Supplier<Integer> {
    @Override
    Integer get();
  }

  static class HalfTwin implements Makes, Narrow {
    @Override
    public Integer get() {
      return 1;
    }
  }
}
