package io.drua.fiji.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.ParameterException;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaneLayoutTest {
  private static final ByteOrder HERE = ByteOrder.nativeOrder();

  @ParameterizedTest
  @ValueSource(strings = {"TZC", "TCZ", "ZTC", "ZCT", "CTZ", "CZT"})
  void findsEveryPlaneOnce(String axes) {
    int[] lengths = {2, 3, 4};
    PlaneLayout layout = PlaneLayout.of(HERE, axes, lengths[2], lengths[1], lengths[0]);
    boolean[] met = new boolean[24];
    for (int t = 0; t < 2; t++) {
      for (int z = 0; z < 3; z++) {
        for (int c = 0; c < 4; c++) {
          int[] at = {t, z, c};
          long wanted = 0;
          for (char axis : axes.toCharArray()) {
            int which = "TZC".indexOf(axis);
            wanted = wanted * lengths[which] + at[which];
          }
          int plane = (t * 3 + z) * 4 + c;
          assertThat(layout.place(plane)).isEqualTo(wanted);
          met[(int) wanted] = true;
        }
      }
    }
    assertThat(met).doesNotContain(false);
    assertThat(layout.isPlain()).isEqualTo(axes.equals("TZC"));
  }

  @Test
  void theOtherByteOrderIsNotPlain() {
    ByteOrder other = HERE == ByteOrder.BIG_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    PlaneLayout layout = PlaneLayout.of(other, "ZYX", 1, 5, 1);
    assertThat(layout.isInOrder()).isTrue();
    assertThat(layout.isPlain()).isFalse();
    assertThat(PlaneLayout.plain().isPlain()).isTrue();
    assertThat(PlaneLayout.plain().place(7)).isEqualTo(7);
  }

  @Test
  void everyLongAxisIsNamed() {
    assertThatThrownBy(() -> PlaneLayout.of(HERE, "ZYX", 2, 5, 1))
        .isInstanceOf(ParameterException.class).hasMessageContaining("C, which has the length 2");
  }
}
