package io.drua.fiji.dialog;

import static io.drua.bridge.Manifests.parameter;
import static io.drua.bridge.Manifests.routine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.ParameterException;
import io.drua.bridge.RoutineManifest;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterValuesTest {
  private static final RoutineManifest ROUTINE =
      routine(
          "filter",
          "Filter...",
          parameter("sigma", "float", "default", 2.0, "minimum", 0.5, "maximum", 100.0, "unit", "pixel"),
          parameter("howMany", "int", "default", 3L, "minimum", 1L),
          parameter("smooth", "bool", "default", true),
          parameter("mode", "choice", "default", "fast", "choices", Arrays.asList("fast", "very good")),
          parameter("title", "text", "default", ""));

  @Test
  void readsEachKind() {
    ParameterValues values = ParameterValues.read(ROUTINE, "sigma=1.5 howmany=4 smooth=false mode=[Very Good] title=x");
    assertThat(values.values())
        .containsEntry("sigma", 1.5)
        .containsEntry("howMany", 4L)
        .containsEntry("smooth", false)
        .containsEntry("mode", "very good")
        .containsEntry("title", "x");
  }

  @Test
  void leavesOutWhatIsNotGivenSoThatTheRoutinesOwnDefaultHolds() {
    assertThat(ParameterValues.read(ROUTINE, "sigma=1").values()).containsOnlyKeys("sigma");
    assertThat(ParameterValues.defaults(ROUTINE).values()).isEmpty();
  }

  @Test
  void takesACheckboxAloneAsOn() {
    assertThat(ParameterValues.read(ROUTINE, "smooth").values()).containsEntry("smooth", true);
  }

  @ParameterizedTest
  @CsvSource({
    "sigma=abc,expected a number from 0.5 to 100 pixel; found \"abc\"",
    "sigma=0.1,expected a number from 0.5 to 100 pixel; found \"0.1\"",
    "sigma=NaN,found \"NaN\"",
    "sigma=1f,found \"1f\"",
    "sigma=0x10,found \"0x10\"",
    "sigma,has no value",
    "howmany=2.5,expected a whole number; found \"2.5\"",
    "howmany=0,at least 1; found \"0\"",
    "smooth=perhaps,expected true or false; found \"perhaps\"",
    "mode=slow,expected one of [fast; very good]; found \"slow\"",
    "sigma=1 wrong=2,\"wrong\" isn't an option",
  })
  void saysWhatWasExpectedAndFound(String options, String message) {
    assertThatThrownBy(() -> ParameterValues.read(ROUTINE, options))
        .isInstanceOf(ParameterException.class)
        .satisfies(
            problem -> {
              for (String part : message.split("; ")) {
                assertThat(problem.getMessage()).contains(part);
              }
            });
  }

  @Test
  void namesAMissingOne() {
    RoutineManifest needs = routine("f", "F...", parameter("file", "path", "required", true));
    assertThatThrownBy(() -> ParameterValues.read(needs, ""))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("\"file\" is missing; expected a file");
  }

  @Test
  void asksForTheTitleOfASecondImage() {
    RoutineManifest two = routine("add", "Add...", Arrays.asList("image", "other"));
    assertThat(ParameterValues.read(two, "other=[b c.tif]").images()).containsEntry("other", "b c.tif");
    assertThatThrownBy(() -> ParameterValues.read(two, "")).hasMessageContaining("\"other\" is missing");
  }

  @Test
  void letsTheHostsOwnWordsPass() {
    assertThat(ParameterValues.read(ROUTINE, "sigma=1 stack").values()).containsOnlyKeys("sigma");
    assertThat(ParameterValues.read(ROUTINE, "sigma=1 slice").values()).containsOnlyKeys("sigma");
  }

  @Test
  void writesOptionsThatGiveTheSameValuesAgain() {
    ParameterValues values = ParameterValues.read(ROUTINE, "sigma=1.5 mode=[very good] title=[a b]");
    String options = values.options(ROUTINE);
    assertThat(options).isEqualTo("sigma=1.5 howMany=3 smooth=true mode=[very good] title=[a b]");
    assertThat(ParameterValues.read(ROUTINE, options).options(ROUTINE)).isEqualTo(options);
  }
}
