package io.drua.crosslang.suite;

import io.drua.bridge.ImageBuffer;
import io.drua.bridge.PixelType;
import io.drua.bridge.PyObject;
import io.drua.crosslang.support.PythonScope;
import java.math.BigInteger;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.assertj.core.api.Assertions;

/** What goes to Python and comes back is equal. */
class ValuesPropertyTest {
  private static PythonScope python;
  private static PyObject same;
  private static PyObject text;

  @BeforeContainer
  static void open() {
    python = PythonScope.of("values.py");
    same = python.object("same");
    text = (PyObject) PythonScope.runtime().eval("lambda value: repr(value)", null);
  }

  @AfterContainer
  static void close() {
    same.close();
    text.close();
    python.close();
  }

  @Provide
  Arbitrary<Object> values() {
    Arbitrary<Object> plain =
        Arbitraries.oneOf(
            Arbitraries.of(true, false).map(value -> (Object) value),
            Arbitraries.longs().map(value -> (Object) value),
            Arbitraries.bigIntegers()
                .between(BigInteger.ONE.shiftLeft(200).negate(), BigInteger.ONE.shiftLeft(200))
                .filter(value -> value.bitLength() > 63)
                .map(value -> (Object) value),
            Arbitraries.doubles().map(value -> (Object) value),
            Arbitraries.of(Double.NaN, -0.0, Double.NEGATIVE_INFINITY).map(value -> (Object) value),
            strings().map(value -> (Object) value));
    Arbitrary<Object> nested = plain.injectNull(0.1);
    for (int level = 0; level < 3; level++) {
      Arbitrary<Object> inner = nested;
      nested =
          Arbitraries.oneOf(
              inner,
              inner.list().ofMaxSize(4).map(value -> (Object) value),
              Arbitraries.maps(strings(), inner).ofMaxSize(3).map(value -> (Object) value));
    }
    return nested;
  }

  /** Texts of all characters; surrogates in pairs only. */
  @Provide
  Arbitrary<String> strings() {
    return Arbitraries.integers()
        .between(0, Character.MAX_CODE_POINT)
        .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
        .list()
        .ofMaxSize(12)
        .map(points -> {
          StringBuilder made = new StringBuilder();
          for (int point : points) {
            made.appendCodePoint(point);
          }
          return made.toString();
        });
  }

  @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
  void valuesComeBackEqual(@ForAll("values") Object value) {
    Assertions.assertThat(same.call(value)).isEqualTo(value);
  }

  @Property(tries = 100)
  void wholeNumbersMeanTheSameInPython(@ForAll BigInteger value) {
    Assertions.assertThat(text.call(value)).isEqualTo(value.toString());
  }

  @Property(tries = 100)
  void bytesComeBackEqual(@ForAll byte[] value) {
    Assertions.assertThat((byte[]) same.call((Object) value)).isEqualTo(value);
  }

  @Property(tries = 60)
  void pixelsComeBackEqual(@ForAll @Size(min = 1, max = 300) short[] pixels) {
    try (ImageBuffer back =
        (ImageBuffer) same.call(ImageBuffer.ofArray(pixels, PixelType.UINT16, 1, pixels.length).readOnly())) {
      Assertions.assertThat((short[]) back.toArray()).isEqualTo(pixels);
      Assertions.assertThat(back.shape()).containsExactly(1, pixels.length);
    }
  }

  @Property(tries = 60)
  void inPlaceChangesAreThoseOfPython(@ForAll @Size(min = 1, max = 200) int[] pixels, @ForAll int added) {
    int[] expected = Arrays.stream(pixels).map(value -> value + added).toArray();
    python.call("add_in_place", ImageBuffer.ofArray(pixels, PixelType.INT32, pixels.length), added);
    Assertions.assertThat(pixels).isEqualTo(expected);
  }
}
