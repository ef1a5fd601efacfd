package io.drua.fiji.results;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import io.drua.bridge.Manifests;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProvenanceTest {
  private static Provenance of(String parameters) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("routine", "blur");
    details.put("source_hash", "ab12");
    details.put("packages", Collections.singletonMap("numpy", "2.0"));
    return new Provenance(Manifests.routine("blur", "Blur..."), details, parameters);
  }

  @Test
  void saysWhatMadeTheImage() {
    ImagePlus image = IJ.createImage("a", "8-bit", 4, 4, 1);
    image.setProperty("Info", "objective=60x");
    of("sigma=2").addTo(image);
    assertThat((String) image.getProperty("Info"))
        .startsWith("objective=60x\n[Drua routine]\nroutine: blur\n")
        .contains("sha256: ab12\n", "parameters: sigma=2\n", "packages: numpy 2.0\n")
        .doesNotContain("source_hash");
  }

  @Test
  void takesOverWhatTheSourceSaid() {
    ImagePlus source = IJ.createImage("a", "8-bit", 4, 4, 1);
    source.setProperty("Info", "objective=60x");
    ImagePlus result = IJ.createImage("b", "8-bit", 4, 4, 1);
    of("").addTo(result, source);
    assertThat((String) result.getProperty("Info")).startsWith("objective=60x\n[Drua").contains("parameters: none");
    assertThat(source.getProperty("Info")).isEqualTo("objective=60x");
  }

  @Test
  void countsRepeatedRunsInsteadOfGrowing() {
    String once = of("sigma=2").append("");
    String thrice = of("sigma=2").append(of("sigma=2").append(once));
    assertThat(thrice).isEqualTo(once + "runs: 3\n");
    assertThat(of("sigma=3").append(thrice)).contains("runs: 3\n[Drua routine]").contains("sigma=3");
    assertThat(of("sigma=2").append(once + "by hand\n")).contains("by hand\n[Drua routine]");
  }
}
