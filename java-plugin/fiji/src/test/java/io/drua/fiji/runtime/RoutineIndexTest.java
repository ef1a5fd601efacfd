package io.drua.fiji.runtime;

import static io.drua.bridge.Manifests.processor;
import static io.drua.bridge.Manifests.routine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.ParameterException;
import io.drua.bridge.RoutineManifest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutineIndexTest {
  @Test
  void listsCommandsOnly() {
    Map<String, RoutineManifest> all = new LinkedHashMap<>();
    all.put("mean.mean", routine("mean", "Mean"));
    all.put("halve.halve", processor("halve", "Halve"));
    all.put("blur.blur", routine("blur", "Blur"));
    assertThat(RoutineIndex.commands(all)).containsOnlyKeys("mean.mean", "blur.blur");
    assertThat(all).hasSize(3);
  }

  @Test
  void saysThatAProcessorIsNoCommand() {
    RoutineManifest mean = routine("mean", "Mean");
    assertThat(RoutineIndex.asCommand(mean)).isSameAs(mean);
    assertThatThrownBy(() -> RoutineIndex.asCommand(processor("halve", "Halve")))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("\"halve.halve\" is a processor of camera frames, not a command")
        .satisfies(error -> assertThat(error.getLocalizedMessage()).contains("halve.py"));
  }
}
