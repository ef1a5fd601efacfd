package io.drua.micromanager.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.micromanager.PropertyMap;
import org.micromanager.PropertyMaps;

class ProcessorSettingsTest {
  @Test
  void survivesTheUserProfile() throws Exception {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("radius", "2.5");
    parameters.put("title", "\u00b5 = [two words] \ud83d\ude00");
    ProcessorSettings settings =
        ProcessorSettings.fresh()
            .withRoutine("flat_field.FlatField")
            .withParameters(parameters)
            .withOnFailure(FailurePolicy.PASS_RAW)
            .withKeepRaw(true)
            .withLiveWaitMillis(120);
    PropertyMap read = PropertyMaps.fromJSON(settings.toPropertyMap().toJSON());
    assertThat(ProcessorSettings.of(read)).isEqualTo(settings);
    assertThat(ProcessorSettings.of(read).parameters()).isEqualTo(parameters);
    assertThat(ProcessorSettings.isOf(read, settings.id())).isTrue();
    assertThat(ProcessorSettings.isOf(read, "other")).isFalse();
  }

  @Test
  void takesWhatMicroManagerGivesANewProcessor() {
    PropertyMap blank = PropertyMaps.builder().putString("ProcessorName", "Python Processor").build();
    ProcessorSettings settings = ProcessorSettings.of(blank);
    assertThat(settings.routine()).isEmpty();
    assertThat(settings.onFailure()).isEqualTo(FailurePolicy.STOP);
    assertThat(settings.liveWaitMillis()).isEqualTo(ProcessorSettings.DEFAULT_LIVE_WAIT);
    assertThat(ProcessorSettings.of(blank).id()).isNotEqualTo(settings.id());
  }

  @Test
  void oddEntriesHaveDefaults() {
    PropertyMap odd =
        PropertyMaps.builder()
            .putInteger("DruaRoutine", 3)
            .putString("DruaOnFailure", "EXPLODE")
            .putString("DruaKeepRaw", "yes")
            .putInteger("DruaLiveWaitMillis", -5)
            .putString("DruaParameters", "none")
            .build();
    ProcessorSettings settings = ProcessorSettings.of(odd);
    assertThat(settings.routine()).isEmpty();
    assertThat(settings.onFailure()).isEqualTo(FailurePolicy.STOP);
    assertThat(settings.keepRaw()).isFalse();
    assertThat(settings.liveWaitMillis()).isEqualTo(1);
    assertThat(settings.parameters()).isEmpty();
  }

  @Test
  void anotherRoutineForgetsParameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("radius", "2");
    ProcessorSettings settings = ProcessorSettings.fresh().withRoutine("a.a").withParameters(parameters);
    assertThat(settings.withRoutine("b.b").parameters()).isEmpty();
    assertThat(settings.withRoutine("b.b").id()).isEqualTo(settings.id());
  }
}
