package io.drua.crosslang.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.BridgeException;
import io.drua.bridge.ConversionException;
import io.drua.bridge.PyObject;
import io.drua.bridge.PythonException;
import io.drua.crosslang.support.PythonScope;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ValuesTest {
  private PythonScope python;

  @BeforeEach
  void open() {
    python = PythonScope.of("values.py");
  }

  /** Whatever a test did: the next call works. */
  @AfterEach
  void stillWorks() {
    assertThat(python.call("same", 41)).isEqualTo(41L);
    python.close();
  }

  private String kind(Object value) {
    return (String) python.call("kind", value);
  }

  @Test
  void plainValuesHaveTheirCounterpart() {
    assertThat(kind(null)).isEqualTo("NoneType");
    assertThat(kind(true)).isEqualTo("bool");
    assertThat(kind(7)).isEqualTo("int");
    assertThat(kind((byte) 7)).isEqualTo("int");
    assertThat(kind(7.5f)).isEqualTo("float");
    assertThat(kind("text")).isEqualTo("str");
    assertThat(kind(new byte[] {1})).isEqualTo("bytes");
    assertThat(kind(Arrays.asList(1, 2))).isEqualTo("list");
    assertThat(kind(Collections.singletonMap("a", 1))).isEqualTo("dict");
    assertThat(kind(new String[] {"a"})).isEqualTo("list");
    assertThat(kind(new double[] {1})).isEqualTo("ndarray");
    assertThat(kind('c')).isEqualTo("str");
  }

  @Test
  void wholeNumbersOfAnySizeComeBackEqual() {
    for (long value : new long[] {0, 1, -1, 255, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 53}) {
      assertThat(python.call("same", value)).isEqualTo(value);
    }
    BigInteger huge = BigInteger.ONE.shiftLeft(5000).negate().add(BigInteger.TEN);
    assertThat(python.call("same", huge)).isEqualTo(huge);
    BigInteger above = BigInteger.ONE.shiftLeft(63);
    assertThat(python.call("same", above)).isEqualTo(above);
    assertThat(python.call("same", above.negate())).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void specialFloatsKeepTheirBits() {
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -0.0, Double.MIN_VALUE, 0.1, -1e308}) {
      Object back = python.call("same", value);
      assertThat(Double.doubleToRawLongBits((Double) back)).isEqualTo(Double.doubleToRawLongBits(value));
    }
    List<?> special = (List<?>) python.call("special_floats");
    assertThat((Double) special.get(0)).isNaN();
    assertThat(special.get(1)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Double.doubleToRawLongBits((Double) special.get(3))).isEqualTo(Long.MIN_VALUE);
    assertThat(special.get(4)).isEqualTo(Double.MIN_VALUE);
  }

  @Test
  void boolsStayBoolsInsideContainers() {
    List<Object> mixed = Arrays.asList((Object) true, 1, false, 0, null);
    assertThat(python.call("same", mixed)).isEqualTo(Arrays.asList(true, 1L, false, 0L, null));
  }

  @Test
  void textsOfAllPlanesAndNulCharactersComeBackEqual() {
    String[] texts = {"", "caf\u00e9", "\u4e2d\u6587", "\ud83d\ude00", "a\0b", "\uffff\ufeff", "\u0300"};
    for (String text : texts) {
      assertThat(python.call("same", text)).isEqualTo(text);
    }
    assertThat(python.call("same", "\ud83d\ude00")).isEqualTo("\ud83d\ude00");
    assertThat(PythonScope.runtime().eval("len('\ud83d\ude00')", null)).isEqualTo(1L);
  }

  @Test
  void tenMegabytesOfTextAndBytesTravelBothWays() {
    String text = (String) python.call("repeat", "\u00e9\ud83d\ude00", 2_000_000);
    assertThat(text).hasSize(6_000_000).startsWith("\u00e9\ud83d\ude00\u00e9").endsWith("\ud83d\ude00");
    assertThat(python.call("same", text)).isEqualTo(text);
    byte[] bytes = new byte[11_000_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    assertThat((byte[]) python.call("same", (Object) bytes)).isEqualTo(bytes);
    // A small reply after a large one is not the large one.
    assertThat(python.call("same", "small")).isEqualTo("small");
  }

  @Test
  void repliesJustAroundTheFrameSizeAreWhole() {
    for (int length = 3900; length < 4300; length++) {
      assertThat(((String) python.call("repeat", "z", length)).length()).isEqualTo(length);
    }
    for (int power = 10; power < 20; power++) {
      for (int off = -16; off <= 16; off += 4) {
        int length = (1 << power) + off;
        assertThat(((String) python.call("repeat", "z", length)).length()).isEqualTo(length);
      }
    }
  }

  @Test
  void unpairedSurrogatesAreRefusedBothWays() {
    assertThatThrownBy(() -> python.call("same", Arrays.asList(1, "a\ud800b")))
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("surrogate")
        .hasMessageContaining("[1]");
    assertThatThrownBy(() -> python.call("lone_surrogate"))
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("surrogate")
        .hasMessageContaining("encode");
    assertThatThrownBy(() -> python.call("lone_surrogate_in_map"))
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("surrogate");
  }

  @Test
  void containersThatContainThemselvesAreRefusedBothWays() {
    List<Object> cycle = new ArrayList<Object>();
    cycle.add(cycle);
    assertThatThrownBy(() -> python.call("same", cycle))
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("nested deeper than 200")
        .satisfies(thrown -> assertThat(((BridgeException) thrown).hint()).contains("contains itself"));
    Map<String, Object> map = new LinkedHashMap<String, Object>();
    map.put("self", map);
    assertThatThrownBy(() -> python.call("same", map)).isInstanceOf(ConversionException.class);
    assertThatThrownBy(() -> python.call("cyclic_list"))
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("200");
  }

  @Test
  void containersThatChangeWhileTheyAreConvertedArriveAsTheyWere() {
    python.exec(
        "class Clearing:\n"
            + "    def __init__(self, container):\n        self.container = container\n"
            + "    def __drua_wire__(self):\n        self.container.clear()\n        return 'cleared', 1\n"
            + "changing_list = [1]\nchanging_list += [Clearing(changing_list), 3]\n"
            + "changing_dict = {'a': 1}\nchanging_dict['b'] = Clearing(changing_dict)\nchanging_dict['c'] = 3\n");
    List<?> list = (List<?>) python.eval("changing_list");
    assertThat(list).hasSize(3);
    assertThat(list.get(2)).isEqualTo(3L);
    Map<?, ?> map = (Map<?, ?>) python.eval("changing_dict");
    assertThat(map).hasSize(3);
    assertThat(map.get("c")).isEqualTo(3L);
    assertThat(python.eval("len(changing_list) + len(changing_dict)")).isEqualTo(0L);
  }

  @Test
  void deepContainersTravelUpToTheLimit() {
    Object nested = Collections.emptyList();
    for (int i = 0; i < 150; i++) {
      nested = Collections.singletonList(nested);
    }
    assertThat(python.call("depth_of", nested)).isEqualTo(150L);
    assertThat(python.call("same", nested)).isEqualTo(nested);
    assertThat(python.call("deep_list", 150)).isNotNull();
    assertThatThrownBy(() -> python.call("deep_list", 5000)).isInstanceOf(ConversionException.class);
  }

  @Test
  void keywordsAndPositionalArgumentsKeepTheirPlaces() {
    try (PyObject function = python.object("keywords")) {
      Map<String, Object> named = new LinkedHashMap<String, Object>();
      named.put("b", "x");
      named.put("\u00e4", null);
      Object back = function.callWith(new Object[] {1, "two", 3.0}, named);
      assertThat(back.toString()).isEqualTo("[[1, two, 3.0], {b=x, \u00e4=null}]");
      assertThat(function.call()).isEqualTo(Arrays.asList(Collections.emptyList(), Collections.emptyMap()));
    }
  }

  @Test
  void scalarsOfNumpyArePlainValues() {
    assertThat(python.call("scalars"))
        .isEqualTo(
            Arrays.asList(
                true, 255L, -3L, BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE), 0.5, 1e300, "text"));
  }

  @Test
  void objectsWithoutCounterpartAreHandles() {
    try (PyObject opaque = (PyObject) python.call("opaque")) {
      assertThat(opaque.repr()).isEqualTo("<opaque>");
      assertThat(opaque.get("count")).isEqualTo(3L);
      assertThat(opaque.invoke("twice", 21)).isEqualTo(42L);
      opaque.set("count", Arrays.asList(1, 2));
      assertThat(opaque.get("count")).isEqualTo(Arrays.asList(1L, 2L));
      // The same object comes back as the same object.
      try (PyObject same = (PyObject) python.call("same", opaque)) {
        assertThat(same.get("count")).isEqualTo(Arrays.asList(1L, 2L));
      }
      assertThatThrownBy(() -> opaque.get("nothing"))
          .isInstanceOf(PythonException.class)
          .hasMessageContaining("nothing")
          .satisfies(thrown -> assertThat(((PythonException) thrown).pythonType()).isEqualTo("AttributeError"));
    }
    Map<?, ?> nested = (Map<?, ?>) python.call("nested_opaque");
    List<?> list = (List<?>) nested.get("list");
    assertThat(list.get(0)).isEqualTo(1L);
    ((PyObject) list.get(1)).close();
    ((PyObject) ((Map<?, ?>) list.get(2)).get("inner")).close();
  }

  @Test
  void javaObjectsWithoutCounterpartGoAsThemselvesAndComeBack() {
    Thread thread = new Thread();
    Map<?, ?> back = (Map<?, ?>) python.call("same", Collections.singletonMap("key", thread));
    assertThat(back.get("key")).isSameAs(thread);
  }

  @Test
  void failingReprIsAnException() {
    try (PyObject bad = (PyObject) python.call("bad_repr")) {
      assertThatThrownBy(bad::repr).isInstanceOf(PythonException.class).hasMessageContaining("no repr");
    }
  }

  @Test
  void unhashableKeysAreAnException() {
    assertThatThrownBy(() -> python.call("same", Collections.singletonMap(Arrays.asList(1), 1)))
        .isInstanceOf(BridgeException.class)
        .hasMessageContaining("unhashable");
  }
}
