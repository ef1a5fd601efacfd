package io.drua.fiji.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.ParameterException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class OptionsTest {
  @Test
  void readsWordsBracketsQuotesAndFlags() {
    Options options = Options.parse("radius=2.5 title=[my [first] image] mode='two words' smooth ");
    assertThat(options.take("radius").value).isEqualTo("2.5");
    assertThat(options.take("title").value).isEqualTo("my [first] image");
    assertThat(options.take("mode").value).isEqualTo("two words");
    assertThat(options.take("smooth").value).isNull();
    assertThat(options.rest()).isEmpty();
  }

  @Test
  void matchesKeysWhateverTheirCase() {
    assertThat(Options.parse("HOWMANY=3").take("howMany").value).isEqualTo("3");
    assertThat(Options.parse("howMany=3").take("howmany").value).isEqualTo("3");
  }

  @Test
  void refusesTheSameKeyTwice() {
    assertThatThrownBy(() -> Options.parse("a=1 A=2"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("\"A\" is given twice");
  }

  @Test
  void refusesAValueWithoutEnd() {
    assertThatThrownBy(() -> Options.parse("title=[two words"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("\"title\" starts with [")
        .hasMessageContaining("[two words");
    assertThatThrownBy(() -> Options.parse("title='two words")).isInstanceOf(ParameterException.class);
  }

  @Test
  void givesAFlagOnlyToWhoAsksForAFlag() {
    Options options = Options.parse("stack=3");
    assertThat(options.takeFlag("stack")).isFalse();
    assertThat(options.rest()).containsExactly("stack");
  }

  @Property
  void whatIsWrittenInBracketsComesBack(
      @ForAll @AlphaChars @StringLength(min = 1, max = 9) String key,
      @ForAll @CharRange(from = ' ', to = 'Z') @StringLength(max = 30) String value) {
    Options options = Options.parse("first=1 " + key + "0=[" + value + "] last");
    assertThat(options.take(key + "0").value).isEqualTo(value);
    assertThat(options.takeFlag("last")).isTrue();
  }
}
