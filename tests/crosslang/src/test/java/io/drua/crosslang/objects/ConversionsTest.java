package io.drua.crosslang.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.BridgeException;
import io.drua.bridge.ConversionException;
import io.drua.bridge.PyObject;
import io.drua.bridge.PythonNamespace;
import io.drua.bridge.Typed;
import io.drua.crosslang.support.PythonScope;
import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConversionsTest {
  private PythonNamespace python;

  @BeforeEach
  void open() {
    python = PythonScope.runtime().openNamespace();
    python.exec("import datetime, decimal, enum, pathlib, uuid, collections\nimport numpy as np");
  }

  @AfterEach
  void stillWorks() {
    assertThat(python.eval("40 + 2")).isEqualTo(42L);
    python.close();
  }

  /** Of raw classes, too. */
  private Object as(String expression, Class<?> type) {
    return python.eval(expression, type);
  }

  private void refused(String expression, Class<?> type, String... words) {
    assertThatThrownBy(() -> python.eval(expression, type))
        .as("%s as %s", expression, type.getTypeName())
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining(type.getTypeName())
        .satisfies(thrown -> {
          assertThat(((BridgeException) thrown).hint()).isNotEmpty();
          for (String word : words) {
            assertThat(thrown).hasMessageContaining(word);
          }
        });
  }

  @Test
  void numbersFitOrAreRefused() {
    assertThat(python.eval("127", byte.class)).isEqualTo((byte) 127);
    assertThat(python.eval("-128", Byte.class)).isEqualTo((byte) -128);
    assertThat(python.eval("2**31 - 1", int.class)).isEqualTo(Integer.MAX_VALUE);
    assertThat(python.eval("-2**63", long.class)).isEqualTo(Long.MIN_VALUE);
    assertThat(python.eval("7", double.class)).isEqualTo(7.0);
    assertThat(python.eval("7", Object.class)).isEqualTo(7);
    assertThat(python.eval("2**31", Object.class)).isEqualTo(1L << 31);
    assertThat(python.eval("2**63", Object.class)).isEqualTo(BigInteger.ONE.shiftLeft(63));
    assertThat(python.eval("5", BigInteger.class)).isEqualTo(BigInteger.valueOf(5));
    assertThat(python.eval("0.1", BigDecimal.class)).isEqualTo(new BigDecimal("0.1"));
    assertThat(python.eval("0.5", float.class)).isEqualTo(0.5f);
    assertThat(python.eval("float('inf')", float.class)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(python.eval("True", boolean.class)).isTrue();
    assertThat(python.eval("True", int.class)).isEqualTo(1);
    refused("128", byte.class, "-128 to 127", "the int 128");
    refused("-2**15 - 1", short.class, "-32768");
    refused("2**31", int.class, "2147483648");
    refused("2**63", long.class, "9223372036854775808");
    refused("10**400", double.class, "the int 1000");
    refused("1e300", float.class, "1.0E300");
    refused("1.5", int.class, "the float 1.5");
    refused("1.0", long.class, "the float 1.0");
    refused("float('nan')", BigDecimal.class, "NaN");
    refused("1", boolean.class);
    refused("None", int.class, "None");
    refused("'x'", int.class, "the str 'x'");
  }

  @Test
  void textsBecomeWhatIsAskedFor() {
    assertThat(python.eval("'\u00e4\ud83d\ude00'", String.class)).isEqualTo("\u00e4\ud83d\ude00");
    assertThat(python.eval("'\u4e2d'", char.class)).isEqualTo('\u4e2d');
    assertThat(python.eval("'ab'", char[].class)).containsExactly('a', 'b');
    assertThat(python.eval("'MONDAY'", DayOfWeek.class)).isEqualTo(DayOfWeek.MONDAY);
    assertThat(python.eval("'a/b'", Path.class)).isEqualTo(Paths.get("a/b"));
    assertThat(python.eval("pathlib.PurePosixPath('a/b')", File.class)).isEqualTo(new File("a/b"));
    assertThat(python.eval("pathlib.PurePosixPath('a/b')", String.class)).isEqualTo("a/b");
    refused("'ab'", char.class, "the str 'ab'");
    refused("'\ud83d\ude00'", char.class);
    refused("'Monday'", DayOfWeek.class);
    assertThatThrownBy(() -> python.eval("'Monday'", DayOfWeek.class)).hasMessageContaining("Monday")
        .satisfies(thrown -> assertThat(((BridgeException) thrown).hint()).contains("MONDAY"));
  }

  @Test
  void timesAreJavas() {
    python.exec("d = datetime.datetime(2024, 2, 29, 23, 59, 58, 123456)\nz = datetime.timezone.utc");
    LocalDateTime local = LocalDateTime.of(2024, 2, 29, 23, 59, 58, 123456000);
    assertThat(python.eval("d", Object.class)).isEqualTo(local);
    assertThat(python.eval("d", LocalDateTime.class)).isEqualTo(local);
    OffsetDateTime moment = local.atOffset(ZoneOffset.UTC);
    assertThat(python.eval("d.replace(tzinfo=z)", Object.class)).isEqualTo(moment);
    assertThat(python.eval("d.replace(tzinfo=z)", Instant.class)).isEqualTo(moment.toInstant());
    assertThat(python.eval("d.replace(tzinfo=datetime.timezone(datetime.timedelta(hours=-3)))", OffsetDateTime.class))
        .isEqualTo(local.atOffset(ZoneOffset.ofHours(-3)));
    assertThat(python.eval("d.date()", LocalDate.class)).isEqualTo(local.toLocalDate());
    assertThat(python.eval("d.time()", LocalTime.class)).isEqualTo(local.toLocalTime());
    assertThat(python.eval("datetime.timedelta(days=-1, microseconds=1)", Duration.class))
        .isEqualTo(Duration.ofDays(-1).plusNanos(1000));
    assertThat(python.eval("[d.date(), {d.date(): d}]", Object.class))
        .isEqualTo(Arrays.asList(local.toLocalDate(), Collections.singletonMap(local.toLocalDate(), local)));
    refused("d", Instant.class, "datetime.datetime");
    refused("d.replace(tzinfo=datetime.timezone(datetime.timedelta(hours=23)))", OffsetDateTime.class, "+23:00");
  }

  @Test
  void otherValuesOfTheStandardLibrary() {
    assertThat(python.eval("decimal.Decimal('1.10')", BigDecimal.class)).isEqualTo(new BigDecimal("1.10"));
    assertThat(python.eval("decimal.Decimal('NaN')", double.class)).isNaN();
    refused("decimal.Decimal('NaN')", BigDecimal.class, "NaN");
    String text = "12345678-1234-5678-1234-567812345678";
    assertThat(python.eval("uuid.UUID('" + text + "')", UUID.class)).isEqualTo(UUID.fromString(text));
    python.exec("class Day(enum.Enum):\n    MONDAY = 7\n    NODAY = 8");
    assertThat(python.eval("Day.MONDAY", DayOfWeek.class)).isEqualTo(DayOfWeek.MONDAY);
    assertThat(python.eval("Day.MONDAY", Object.class)).isEqualTo(7);
    refused("Day.NODAY", DayOfWeek.class, "NODAY");
    assertThat(python.eval("1+2j", double[].class)).containsExactly(1, 2);
    assertThat(python.eval("1+2j", Object.class)).isEqualTo(new Typed("complex", Arrays.asList(1.0, 2.0)));
    assertThat(python.eval("b'\\x00\\xff'", byte[].class)).containsExactly(0, -1);
    assertThat(as("None", Optional.class)).isEqualTo(Optional.empty());
    assertThat(as("3", Optional.class)).isEqualTo(Optional.of(3));
    assertThat(python.eval("3", OptionalInt.class)).hasValue(3);
    assertThat(python.eval("None", String.class)).isNull();
  }

  @Test
  void containersAreDeepCopies() {
    assertThat(as("[1, (2, {3})]", List.class))
        .isEqualTo(Arrays.asList(1, Arrays.asList(2, Collections.singleton(3))));
    assertThat(as("{'a': [1]}", Map.class)).isEqualTo(Collections.singletonMap("a", Arrays.asList(1)));
    assertThat(as("{2, 1}", Set.class)).isInstanceOf(LinkedHashSet.class).isEqualTo(new LinkedHashSet<>(Arrays.asList(1, 2)));
    assertThat(as("[2, 1, 2]", SortedSet.class)).hasToString("[1, 2]");
    assertThat(python.eval("[1, 2]", int[].class)).containsExactly(1, 2);
    assertThat(python.eval("[[1], [2, 3]]", double[][].class)[1]).containsExactly(2, 3);
    assertThat(python.eval("['a', None]", String[].class)).containsExactly("a", null);
    assertThat(python.eval("frozenset('a')", String[].class)).containsExactly("a");
    Iterator<?> values = python.eval("[1, 2]", Iterator.class);
    assertThat(values.next()).isEqualTo(1);
    refused("5", List.class);
    assertThatThrownBy(() -> python.eval("[1, 2, 300]", byte[].class))
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("index 2")
        .hasMessageContaining("300");
    assertThatThrownBy(() -> as("[1, 'a']", SortedSet.class)).isInstanceOf(ConversionException.class);
  }

  @Test
  void arraysOfNumpyKeepTheirBitsOrAreChecked() {
    assertThat(python.eval("np.array([1, 65535], np.uint16)", short[].class)).containsExactly(1, -1);
    assertThat(python.eval("np.array([1, 65535], np.uint16)", int[].class)).containsExactly(1, 65535);
    assertThat(python.eval("np.array([[1, 2], [3, 4]], np.float32)", float[][].class)[1]).containsExactly(3, 4);
    assertThat(python.eval("np.array([0.5, -2], np.float16)", double[].class)).containsExactly(0.5, -2);
    assertThat(python.eval("np.array([True, False])", boolean[].class)).containsExactly(true, false);
    assertThat((int[][]) python.eval("np.array([[1, 2], [3, 4]], np.int32)", Object.class)).hasDimensions(2, 2);
    assertThat(python.eval("np.array([2**64 - 1], np.uint64)", BigInteger[].class))
        .containsExactly(BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE));
    assertThat(python.eval("np.array([1, 2], np.int64)[::-1]", long[].class)).containsExactly(2, 1);
    refused("np.zeros((2, 2))", double[].class);
    assertThatThrownBy(() -> python.eval("np.array([300], np.int32)", byte[].class))
        .isInstanceOf(ConversionException.class).hasMessageContaining("300");
    assertThatThrownBy(() -> python.eval("np.array([1.5])", int[].class)).isInstanceOf(ConversionException.class);
  }

  @Test
  void containersThatContainThemselvesOrAreTooDeepAreRefused() {
    python.exec("cycle = []\ncycle.append(cycle)\nmapping = {}\nmapping['m'] = mapping\n"
        + "deep = []\nfor _ in range(5000):\n    deep = [deep]");
    for (String name : Arrays.asList("cycle", "mapping", "deep")) {
      for (Class<?> type : Arrays.asList(Object.class, List.class, Map.class, Object[].class)) {
        assertThatThrownBy(() -> python.eval(name, type)).as(name).isInstanceOf(ConversionException.class);
      }
    }
    python.exec("level = []\nfor _ in range(150):\n    level = [level]");
    assertThat(python.eval("level", Object.class)).asString().startsWith("[[[").hasSize(302);
  }

  @Test
  void objectsAreThemselvesOrRefused() {
    python.exec("class Thing:\n    pass");
    try (PyObject thing = python.object("Thing()")) {
      assertThat(thing.as(PyObject.class)).isEqualTo(thing).isNotSameAs(thing);
      assertThat(thing.as(Object.class)).isEqualTo(thing);
      assertThatThrownBy(() -> thing.as(String.class))
          .isInstanceOf(ConversionException.class)
          .hasMessageContaining("Thing object");
      assertThatThrownBy(() -> thing.as(List.class)).isInstanceOf(ConversionException.class);
      assertThat(thing.repr()).contains("Thing");
    }
    assertThat(as("collections.deque([1, 2])", List.class)).isEqualTo(Arrays.asList(1, 2));
    Iterator<?> generated = python.eval("(i for i in (1, 2))", Iterator.class);
    assertThat(generated.next()).isEqualTo(1);
    assertThat(generated.next()).isEqualTo(2);
    assertThat(generated.hasNext()).isFalse();
  }

  @Test
  void javaObjectsComeBackAsThemselves() {
    StringBuilder own = new StringBuilder("mine");
    List<Object> list = new java.util.ArrayList<>(Arrays.asList(1L, 2L));
    python.set("own", io.drua.bridge.JavaReference.of(own));
    python.set("values", io.drua.bridge.JavaReference.of(list));
    assertThat(python.get("own")).isSameAs(own);
    assertThat(python.get("own", CharSequence.class)).isSameAs(own);
    assertThat((Object) python.get("values", List.class)).isSameAs(list);
    assertThat(python.get("values", Object.class)).isSameAs(list);
    assertThat(list).containsExactly(1L, 2L);
    assertThatThrownBy(() -> python.get("own", Integer.class))
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("java.lang.StringBuilder");
  }
}
