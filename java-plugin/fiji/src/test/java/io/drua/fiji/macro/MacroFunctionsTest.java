package io.drua.fiji.macro;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MacroFunctionsTest {
  @ParameterizedTest
  @CsvSource({"white_top_hat,whiteTopHat", "mean,mean", "_private_one,privateOne", "log2_of,log2Of", "howMany,howMany"})
  void namesFunctionsAsMacrosDo(String python, String macro) {
    assertThat(MacroFunctions.camelCase(python)).isEqualTo(macro);
  }
}
