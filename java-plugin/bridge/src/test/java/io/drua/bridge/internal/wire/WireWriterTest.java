package io.drua.bridge.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.ConversionException;
import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WireWriterTest {
  private static Object through(Object value) {
    return WireReader.decode(WireWriter.encode(value), 0, GoldenValues.READER);
  }

  @Test
  void smallerNumbersBecomeLongAndDouble() {
    assertThat(through(Arrays.asList((byte) -1, (short) -2, 3, 4L, 1.5f)))
        .isEqualTo(Arrays.asList(-1L, -2L, 3L, 4L, 1.5));
  }

  @Test
  void bigIntegersThatFitBecomeLong() {
    assertThat(through(BigInteger.valueOf(Long.MIN_VALUE))).isEqualTo(Long.MIN_VALUE);
    assertThat(through(BigInteger.valueOf(Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE);
    BigInteger larger = BigInteger.valueOf(Long.MAX_VALUE).add(BigInteger.ONE);
    assertThat(through(larger)).isEqualTo(larger);
  }

  @Test
  void textLikeValuesBecomeStrings() {
    assertThat(
            through(
                Arrays.asList(
                    'x', new StringBuilder("built"), new char[] {'a', 'b'},
                    TimeUnit.SECONDS, Paths.get("a", "b"), new File("c"))))
        .isEqualTo(Arrays.asList("x", "built", "ab", "SECONDS", Paths.get("a", "b").toString(), "c"));
  }

  @Test
  void collectionsAndArraysBecomeLists() {
    assertThat(through(new LinkedHashSet<>(Arrays.asList(1, 2)))).isEqualTo(Arrays.asList(1L, 2L));
    assertThat(through(new Object[] {"a", null, new int[] {1, 2}}))
        .isEqualTo(Arrays.asList("a", null, Arrays.asList(1L, 2L)));
    assertThat(through(new double[0])).isEqualTo(Collections.emptyList());
    Iterable<String> once = () -> Arrays.asList("p", "q").iterator();
    assertThat(through(once)).isEqualTo(Arrays.asList("p", "q"));
  }

  @Test
  void unknownClassesAreRefusedWithTheirPlace() {
    Map<String, Object> value = Collections.singletonMap("radius", Arrays.asList(1, new BigDecimal("2.5")));
    assertThatThrownBy(() -> WireWriter.encode(value))
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("java.math.BigDecimal")
        .hasMessageContaining("['radius'][1]");
  }

  @Test
  void unpairedSurrogatesAreRefusedWithTheirPlace() {
    for (String text : new String[] {"ab\uD83D", "ab\uDE00", "ab\uDE00\uD83D", "ab\uD83D\uD83D"}) {
      assertThatThrownBy(() -> WireWriter.encode(Collections.singletonList(text)))
          .isInstanceOf(ConversionException.class)
          .hasMessageContaining("character 2")
          .hasMessageContaining("[0]")
          .hasMessageMatching("(?s).*U\\+D[89A-F][0-9A-F]{2}.*");
    }
  }

  @Test
  void containersThatContainThemselvesAreRefused() {
    List<Object> list = new ArrayList<>();
    list.add(list);
    Map<Object, Object> map = new HashMap<>();
    map.put("self", map);
    Object[] array = new Object[1];
    array[0] = array;
    for (Object cyclic : new Object[] {list, map, array}) {
      assertThatThrownBy(() -> WireWriter.encode(cyclic))
          .isInstanceOf(ConversionException.class)
          .hasMessageContaining("200 levels")
          .extracting(thrown -> ((ConversionException) thrown).hint())
          .asString()
          .contains("contains itself");
    }
  }

  @Test
  void nestingUpToTheLimitIsFine() {
    Object value = "core";
    for (int i = 0; i < WireWriter.MAX_DEPTH; i++) {
      value = Collections.singletonList(value);
    }
    assertThat(through(value)).isEqualTo(value);
    Object deeper = Collections.singletonList(value);
    assertThatThrownBy(() -> WireWriter.encode(deeper)).isInstanceOf(ConversionException.class);
  }

  @Test
  void aWriterWorksAgainAfterARefusal() {
    WireWriter writer = WireWriter.heap(ForeignWriter.NONE);
    assertThatThrownBy(() -> writer.value(Arrays.asList(1, new Object()))).isInstanceOf(ConversionException.class);
    writer.reset(64);
    writer.value("fine");
    assertThat(WireReader.decode(writer.toByteArray(), 0, GoldenValues.READER)).isEqualTo("fine");
  }

  @Test
  void growsAndShrinks() {
    WireWriter writer = WireWriter.direct(ForeignWriter.NONE, 8);
    byte[] large = new byte[100_000];
    Arrays.fill(large, (byte) 7);
    writer.value("before");
    writer.value(large);
    assertThat(writer.buffer().capacity()).isGreaterThan(100_000);
    assertThat(Arrays.copyOfRange(writer.toByteArray(), 5, 11)).isEqualTo("before".getBytes());
    assertThat(writer.toByteArray()).endsWith(7);
    writer.reset(64);
    assertThat(writer.buffer().capacity()).isEqualTo(64);
    assertThat(writer.length()).isZero();
  }

  @Property
  void everyUnicodeTextSurvives(@ForAll String text) {
    boolean unicode = text.equals(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    if (unicode) {
      assertThat(through(text)).isEqualTo(text);
    } else {
      assertThatThrownBy(() -> WireWriter.encode(text)).isInstanceOf(ConversionException.class);
    }
  }

  @Property
  void everyNumberSurvives(@ForAll long whole, @ForAll double real, @ForAll BigInteger big) {
    List<?> read = (List<?>) through(Arrays.asList(whole, real, big));
    assertThat(read.get(0)).isEqualTo(whole);
    assertThat(Double.doubleToRawLongBits((Double) read.get(1))).isEqualTo(Double.doubleToRawLongBits(real));
    assertThat(new BigInteger(read.get(2).toString())).isEqualTo(big);
  }

  @Property
  void noBytesBreakTheReader(@ForAll @Size(max = 64) byte[] block) {
    try {
      WireReader.decode(block, 0, GoldenValues.READER);
    } catch (ConversionException refused) {
      assertThat(refused.code()).isEqualTo("conversion");
    }
  }
}
