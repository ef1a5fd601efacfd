package io.drua.bridge.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.ConversionException;
import io.drua.bridge.JavaReference;
import io.drua.bridge.Typed;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PlainValuesTest {
  private static Object plain(Object value) {
    return new PlainValues(new FakePython()).of(value);
  }

  @Test
  void plainOnesStay() {
    for (Object value : new Object[] {true, 1, 2L, (short) 3, (byte) 4, 1.5, 2.5f, BigInteger.TEN.pow(30), "text"}) {
      assertThat(plain(value)).isSameAs(value);
    }
    assertThat(plain(null)).isNull();
    assertThat(plain('c')).isEqualTo("c");
    assertThat(plain(new StringBuilder("sb"))).isEqualTo("sb");
    assertThat(plain("\uD83D\uDE00")).isEqualTo("\uD83D\uDE00");
  }

  @Test
  void containersBecomeListsAndMapsDeeply() {
    Map<Object, Object> map = new LinkedHashMap<>();
    map.put("a", new Object[] {1, Collections.singleton('x')});
    map.put(2, Arrays.asList(null, Collections.emptyMap()));
    assertThat(plain(map).toString()).isEqualTo("{a=[1, set([x])], 2=[null, {}]}");
    Iterable<Integer> iterable = () -> Arrays.asList(1, 2).iterator();
    assertThat(plain(iterable)).isEqualTo(Arrays.asList(1, 2));
  }

  @Test
  void othersStayThemselves() {
    Object object = new Object();
    int[] numbers = {1, 2};
    for (Object value : new Object[] {object, numbers, Thread.State.NEW}) {
      assertThat(plain(value)).isEqualTo(JavaReference.of(value));
    }
    assertThat(plain(BigDecimal.ONE)).isEqualTo(new Typed("decimal.Decimal", "1"));
    assertThat(plain(Paths.get("b"))).isEqualTo(new Typed("pathlib.Path", "b"));
    assertThat(plain(new int[][] {numbers})).isEqualTo(Collections.singletonList(JavaReference.of(numbers)));
    FakePython.Proxy proxy = new FakePython.Proxy();
    assertThat(plain(Collections.singletonList(proxy))).isEqualTo(Collections.singletonList("python"));
    List<Object> key = Collections.singletonList(1);
    assertThat(plain(Collections.singletonMap(key, 1)))
        .isEqualTo(Collections.singletonMap(JavaReference.of(key), 1));
  }

  @Test
  void cyclesAndDepthsAreRefused() {
    List<Object> list = new ArrayList<>();
    Map<Object, Object> map = new HashMap<>();
    map.put("list", list);
    list.add(map);
    assertThatThrownBy(() -> plain(list))
        .isInstanceOf(ConversionException.class).hasMessageContaining("java.util.ArrayList contains itself, 2 levels");
    Object[] self = new Object[1];
    self[0] = self;
    assertThatThrownBy(() -> plain(self)).isInstanceOf(ConversionException.class);
    Object deep = 1;
    for (int i = 0; i < 200; i++) {
      deep = Collections.singletonList(deep);
    }
    assertThat(plain(deep)).isEqualTo(deep);
    Object deeper = Collections.singletonList(deep);
    assertThatThrownBy(() -> plain(deeper)).isInstanceOf(ConversionException.class).hasMessageContaining("200");
  }

  @Test
  void oneThingTwiceIsNoCycle() {
    List<Integer> twice = Collections.singletonList(1);
    assertThat(plain(Arrays.asList(twice, twice))).isEqualTo(Arrays.asList(twice, twice));
  }

  /** What is plain already is given back equal, and converting it again changes nothing. */
  @Property(tries = 200)
  void plainTreesComeBackEqual(@ForAll("trees") Object tree) {
    Object once = plain(tree);
    assertThat(once).isEqualTo(tree);
    assertThat(plain(once)).isEqualTo(once);
  }

  @Provide
  Arbitrary<Object> trees() {
    Arbitrary<Object> leaves =
        Arbitraries.oneOf(
            Arbitraries.integers().asGeneric(), Arbitraries.longs().asGeneric(), Arbitraries.doubles().asGeneric(),
            Arbitraries.strings().ascii().asGeneric(), Arbitraries.of(true, false).asGeneric(),
            Arbitraries.bigIntegers().asGeneric());
    return Arbitraries.lazyOf(
        () -> leaves,
        () -> leaves,
        () -> trees().list().ofMaxSize(3).asGeneric(),
        () -> Arbitraries.maps(Arbitraries.strings().alpha(), trees()).ofMaxSize(3).asGeneric());
  }
}
