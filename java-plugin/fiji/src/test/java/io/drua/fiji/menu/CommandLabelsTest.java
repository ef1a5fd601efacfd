package io.drua.fiji.menu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CommandLabelsTest {
  @Test
  void renamesVisiblyWhatIsTaken() {
    assertThat(CommandLabels.assign(Arrays.asList("Unsharp Mask...", "Mean"), Arrays.asList("Unsharp Mask...", "mean ")))
        .containsExactly("Unsharp Mask (Python)...", "Mean (Python)");
  }

  @Test
  void tellsTwoRoutinesOfOneLabelApart() {
    assertThat(CommandLabels.assign(Arrays.asList("A...", "A...", "A..."), Collections.singletonList("A...")))
        .containsExactly("A (Python)...", "A (Python 2)...", "A (Python 3)...");
  }

  @Test
  void putsDotsExactlyWhereThereIsADialog() {
    assertThat(CommandLabels.withDots("Filter", true)).isEqualTo("Filter...");
    assertThat(CommandLabels.withDots("Filter...", true)).isEqualTo("Filter...");
    assertThat(CommandLabels.withDots("Filter\u2026 ", false)).isEqualTo("Filter");
    assertThat(CommandLabels.withDots("Filter...", false)).isEqualTo("Filter");
  }

  @Test
  void keepsOutWhatWouldBreakTheConfiguration() {
    assertThat(CommandLabels.withDots("A, \"b\"", false)).doesNotContain(",").doesNotContain("\"");
  }

  @Property
  void givesEachItsOwnLabel(@ForAll @Size(max = 12) List<Boolean> which, @ForAll boolean taken) {
    List<String> wanted = new java.util.ArrayList<>();
    for (boolean first : which) {
      wanted.add(first ? "One..." : "one...");
    }
    List<String> labels =
        CommandLabels.assign(wanted, taken ? Collections.singletonList("ONE...") : Collections.<String>emptyList());
    HashSet<String> folded = new HashSet<>();
    for (String label : labels) {
      assertThat(folded.add(label.toLowerCase(java.util.Locale.US))).isTrue();
      assertThat(label).endsWith("...");
    }
    assertThat(folded).doesNotContain(taken ? "one..." : "");
  }
}
