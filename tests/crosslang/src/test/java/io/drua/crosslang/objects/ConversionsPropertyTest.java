package io.drua.crosslang.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.ConversionException;
import io.drua.bridge.PyObject;
import io.drua.crosslang.support.PythonScope;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** What goes to Python and is asked for as a class again is equal, or refused; a view does what a Java collection does. */
class ConversionsPropertyTest {
  private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");
  private static PythonScope python;
  private static PyObject same;

  @BeforeContainer
  static void open() {
    python = PythonScope.empty();
    python.exec("import datetime, decimal\ndef same(value):\n    return value\n"
        + "def moment(text):\n    return datetime.datetime.fromisoformat(text)\n"
        + "def lasts(days, seconds, micros):\n    return datetime.timedelta(days, seconds, micros)\n"
        + "def dec(text):\n    return decimal.Decimal(text)\n");
    same = python.object("same");
  }

  @AfterContainer
  static void close() {
    same.close();
    python.close();
  }

  private static <T> T back(Object value, Class<T> type) {
    try (PyObject kept = same.callKeeping(value)) {
      return kept.as(type);
    }
  }

  @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
  void wholeNumbersAreExactOrRefused(@ForAll("wholes") BigInteger number) {
    assertThat(back(number, BigInteger.class)).isEqualTo(number);
    check(number, byte.class, 7);
    check(number, short.class, 15);
    check(number, int.class, 31);
    check(number, long.class, 63);
    Object natural = back(number, Object.class);
    assertThat(new BigInteger(natural.toString())).isEqualTo(number);
    assertThat(natural).isInstanceOf(
        number.bitLength() <= 31 ? Integer.class : number.bitLength() <= 63 ? Long.class : BigInteger.class);
  }

  private static void check(BigInteger number, Class<?> type, int bits) {
    if (number.bitLength() <= bits) {
      assertThat(((Number) back(number, type)).longValue()).isEqualTo(number.longValueExact());
    } else {
      assertThatThrownBy(() -> back(number, type)).isInstanceOf(ConversionException.class);
    }
  }

  @Provide
  Arbitrary<BigInteger> wholes() {
    return Arbitraries.oneOf(
        Arbitraries.longs().map(BigInteger::valueOf),
        Arbitraries.integers().between(-40000, 40000).map(BigInteger::valueOf),
        Arbitraries.of(7, 8, 15, 16, 31, 32, 63, 64).flatMap(bits ->
            Arbitraries.integers().between(-2, 2).map(off -> BigInteger.ONE.shiftLeft(bits).add(BigInteger.valueOf(off)))),
        Arbitraries.of(7, 8, 15, 16, 31, 32, 63, 64).flatMap(bits ->
            Arbitraries.integers().between(-2, 2)
                .map(off -> BigInteger.ONE.shiftLeft(bits).negate().add(BigInteger.valueOf(off)))));
  }

  @Property(tries = 200, shrinking = ShrinkingMode.BOUNDED)
  void nestedValuesComeBackNatural(@ForAll("nested") Object value) {
    assertThat(back(value, Object.class)).isEqualTo(value);
  }

  @Provide
  Arbitrary<Object> nested() {
    Arbitrary<Object> values = Arbitraries.oneOf(
        Arbitraries.integers().map(value -> (Object) value),
        Arbitraries.doubles().map(value -> (Object) value),
        Arbitraries.strings().ascii().ofMaxLength(8).map(value -> (Object) value),
        Arbitraries.of(true, false).map(value -> (Object) value)).injectNull(0.1);
    for (int level = 0; level < 3; level++) {
      Arbitrary<Object> inner = values;
      values = Arbitraries.oneOf(
          inner,
          inner.list().ofMaxSize(4).map(value -> (Object) value),
          Arbitraries.maps(Arbitraries.strings().alpha().ofMaxLength(4), inner).ofMaxSize(3).map(value -> (Object) value));
    }
    return values;
  }

  @Property(tries = 200)
  void timesComeBackEqual(
      @ForAll @LongRange(min = -62_135_596_800L, max = 253_402_300_799L) long second,
      @ForAll @IntRange(max = 999_999) int micro,
      @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int offset) {
    LocalDateTime local = LocalDateTime.ofEpochSecond(second, 1000 * micro, ZoneOffset.UTC);
    assertThat(as("moment", LocalDateTime.class, ISO.format(local))).isEqualTo(local);
    OffsetDateTime moment = local.atOffset(ZoneOffset.ofTotalSeconds(60 * offset));
    String zone = String.format("%s%02d:%02d", offset < 0 ? "-" : "+", Math.abs(offset) / 60, Math.abs(offset) % 60);
    assertThat(as("moment", OffsetDateTime.class, ISO.format(local) + zone)).isEqualTo(moment);
  }

  @Property(tries = 100)
  void durationsAndDecimalsComeBackEqual(
      @ForAll @IntRange(min = -999_999, max = 999_999) int days,
      @ForAll @IntRange(min = -100_000, max = 100_000) int seconds,
      @ForAll @IntRange(min = -2_000_000, max = 2_000_000) int micros,
      @ForAll BigDecimal number) {
    Duration expected = Duration.ofDays(days).plusSeconds(seconds).plusNanos(1000L * micros);
    assertThat(as("lasts", Duration.class, days, seconds, micros)).isEqualTo(expected);
    assertThat(as("dec", BigDecimal.class, number.toString())).isEqualTo(number);
  }

  private static <T> T as(String function, Class<T> type, Object... args) {
    try (PyObject found = python.object(function);
        PyObject made = found.callKeeping(args)) {
      return made.as(type);
    }
  }

  @Property(tries = 100, shrinking = ShrinkingMode.BOUNDED)
  void aListViewDoesWhatAListDoes(@ForAll @Size(max = 30) List<@IntRange(max = 1000) Integer> steps) {
    List<Object> model = new ArrayList<>();
    try (PyObject list = PythonScope.runtime().evalKeeping("[]", null)) {
      List<Object> view = list.asList();
      for (int step : steps) {
        assertThat(change(view, step)).isEqualTo(change(model, step));
        assertThat(view).isEqualTo(model);
        assertThat(view.hashCode()).isEqualTo(model.hashCode());
      }
    }
  }

  private static Object change(List<Object> list, int step) {
    int value = step % 10;
    int index = list.isEmpty() ? 0 : step / 10 % list.size();
    switch (step % 7) {
      case 0:
      case 1:
        return list.add(value);
      case 2:
        list.add(index, value);
        return null;
      case 3:
        return list.isEmpty() ? null : list.remove(index);
      case 4:
        return list.isEmpty() ? null : list.set(index, value);
      case 5:
        return list.remove((Object) value);
      default:
        return Arrays.asList(list.indexOf(value), list.lastIndexOf(value), list.contains(value));
    }
  }

  @Property(tries = 100, shrinking = ShrinkingMode.BOUNDED)
  void aMapViewDoesWhatAMapDoes(@ForAll @Size(max = 30) List<@IntRange(max = 1000) Integer> steps) {
    Map<Object, Object> model = new LinkedHashMap<>();
    try (PyObject dict = PythonScope.runtime().evalKeeping("{}", null)) {
      Map<Object, Object> view = dict.asMap();
      for (int step : steps) {
        assertThat(change(view, step)).isEqualTo(change(model, step));
        assertThat(view).isEqualTo(model);
        assertThat(new ArrayList<>(view.keySet())).isEqualTo(new ArrayList<>(model.keySet()));
      }
    }
  }

  private static Object change(Map<Object, Object> map, int step) {
    String key = "k" + step % 5;
    switch (step % 4) {
      case 0:
      case 1:
        return map.put(key, step);
      case 2:
        return map.remove(key);
      default:
        return map.keySet().removeIf(name -> name.equals(key));
    }
  }
}
