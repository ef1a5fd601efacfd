package io.drua.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.internal.wire.WireReader;
import io.drua.bridge.internal.wire.WireWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.Vector;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Conversions that need no Python. */
class PythonValuesTest {
  /** A value as a block gives it. */
  private static Object wire(Object value) {
    return WireReader.decode(WireWriter.encode(value), 0, new FrameValues());
  }

  private static Object convert(Object value, Class<?> type) {
    return PythonValues.convert(wire(value), type);
  }

  @Property
  void longsAreExactInEveryTypeOrRefused(@ForAll long number) {
    for (Class<?> type : Arrays.asList(byte.class, Short.class, int.class, long.class)) {
      try {
        assertThat(((Number) convert(number, type)).longValue()).isEqualTo(number);
      } catch (ConversionException refused) {
        int bits = type == byte.class ? 8 : type == Short.class ? 16 : 32;
        assertThat(BigInteger.valueOf(number).bitLength()).isGreaterThanOrEqualTo(bits);
        assertThat(refused.getMessage()).contains(type.getTypeName(), String.valueOf(number));
      }
    }
  }

  @Property
  void doublesNeverBecomeInfiniteOrWhole(@ForAll double number) {
    assertThat(convert(number, double.class)).isEqualTo(number);
    assertThatThrownBy(() -> convert(number, long.class)).isInstanceOf(ConversionException.class);
    assertThatThrownBy(() -> convert(number, BigInteger.class)).isInstanceOf(ConversionException.class);
    if (Math.abs(number) > Float.MAX_VALUE * 1.1) {
      assertThatThrownBy(() -> convert(number, float.class)).isInstanceOf(ConversionException.class);
    } else {
      assertThat(convert(number, float.class)).isEqualTo((float) number);
    }
    assertThat(((BigDecimal) convert(number, BigDecimal.class)).doubleValue()).isEqualTo(number);
  }

  @Test
  void containersTakeTheClassThatIsAskedFor() {
    List<Integer> values = Arrays.asList(3, 1);
    assertThat(convert(values, Object.class)).isExactlyInstanceOf(ArrayList.class).isEqualTo(values);
    assertThat(convert(values, Iterable.class)).isEqualTo(values);
    assertThat(convert(values, LinkedList.class)).isEqualTo(values);
    assertThat(convert(values, Vector.class)).isExactlyInstanceOf(Vector.class).isEqualTo(values);
    assertThat(convert(values, Queue.class)).isInstanceOf(Queue.class);
    assertThat(convert(values, LinkedHashSet.class)).isEqualTo(new LinkedHashSet<>(values));
    Map<String, Integer> map = new LinkedHashMap<>();
    map.put("b", 1);
    map.put("a", 2);
    assertThat(convert(map, Object.class)).isExactlyInstanceOf(LinkedHashMap.class).hasToString("{b=1, a=2}");
    assertThat(convert(map, TreeMap.class)).hasToString("{a=2, b=1}");
    assertThat(convert(map, ConcurrentMap.class)).isInstanceOf(ConcurrentMap.class).isEqualTo(map);
    assertThatThrownBy(() -> convert(Collections.singletonMap("a", null), ConcurrentMap.class))
        .isInstanceOf(ConversionException.class);
    assertThatThrownBy(() -> convert(values, Thread.class))
        .isInstanceOf(ConversionException.class).hasMessageContaining("java.lang.Thread").hasMessageContaining("list of 2");
    assertThatThrownBy(() -> convert(values, Enum[].class)).isInstanceOf(ConversionException.class)
        .hasMessageContaining("index 0");
  }

  @Test
  void listsOfJavaAreNotCopied() {
    List<Object> own = new ArrayList<>(Collections.singletonList(5L));
    assertThat(PythonValues.convert(own, Object.class)).isSameAs(own);
    assertThat(PythonValues.convert(JavaReference.of(own), List.class)).isSameAs(own);
    assertThat(PythonValues.convert((short) 5, int.class)).isEqualTo(5);
    assertThatThrownBy(() -> PythonValues.convert(own, Map.class))
        .isInstanceOf(ConversionException.class).hasMessageContaining("java.util.ArrayList");
  }

  @Test
  void typedValuesOfPython() {
    assertThat(convert(new Typed("datetime.datetime", "2024-01-02T03:04:05"), LocalDateTime.class))
        .isEqualTo(LocalDateTime.of(2024, 1, 2, 3, 4, 5));
    assertThat(convert(new Typed("datetime.timedelta", Arrays.asList(1, 2, 3)), Object.class))
        .isEqualTo(Duration.ofDays(1).plusSeconds(2).plusNanos(3000));
    assertThat(convert(new Typed("enum.Enum", Arrays.asList("DAYS", 1)), TimeUnit.class)).isEqualTo(TimeUnit.DAYS);
    assertThat(convert(new Typed("set", Arrays.asList(1, 1)), Object.class)).isEqualTo(Collections.singleton(1));
    assertThat(convert(new Typed("list", Arrays.asList(1)), int[].class)).isEqualTo(new int[] {1});
    assertThat(convert(new Typed("dict", Collections.singletonMap("a", 1)), Map.class))
        .isEqualTo(Collections.singletonMap("a", 1));
    Typed own = new Typed("drua.Table", Collections.emptyMap());
    assertThat(convert(own, Object.class)).isEqualTo(own);
    assertThatThrownBy(() -> convert(own, List.class)).isInstanceOf(ConversionException.class);
    assertThatThrownBy(() -> convert(new Typed("datetime.date", "2024-13-40"), Object.class))
        .isInstanceOf(ConversionException.class).hasMessageContaining("2024-13-40");
  }

  @Test
  void nothingIsNullButNotForPrimitives() {
    assertThat(PythonValues.convert(null, String.class)).isNull();
    assertThat(PythonValues.convert(null, void.class)).isNull();
    assertThatThrownBy(() -> PythonValues.convert(null, boolean.class))
        .isInstanceOf(ConversionException.class).hasMessageContaining("boolean").hasMessageContaining("None");
  }
}
