package io.drua.fiji.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ShortProcessor;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.PixelType;
import java.awt.Rectangle;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlanesTest {
  @Test
  void seesTheArrayItself() {
    ShortProcessor plane = new ShortProcessor(5, 3);
    ImageBuffer buffer = Planes.wrap(plane);
    assertThat(buffer.arrayOrNull()).isSameAs(plane.getPixels());
    assertThat(buffer.type()).isEqualTo(PixelType.UINT16);
    assertThat(buffer.shape()).containsExactly(3, 5);
    assertThat(Planes.type(new ByteProcessor(1, 1))).isEqualTo(PixelType.UINT8);
    assertThat(Planes.type(new FloatProcessor(1, 1))).isEqualTo(PixelType.FLOAT32);
    assertThatThrownBy(() -> Planes.type(new ColorProcessor(1, 1))).isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void changesOnlyTheInsideOfARectangle(
      @ForAll @IntRange(min = -3, max = 9) int x,
      @ForAll @IntRange(min = -3, max = 9) int y,
      @ForAll @IntRange(max = 12) int width,
      @ForAll @IntRange(max = 12) int height) {
    byte[] before = new byte[7 * 6];
    byte[] pixels = new byte[7 * 6];
    java.util.Arrays.fill(pixels, (byte) 1);
    Rectangle inside = new Rectangle(x, y, width, height);
    Planes.restoreOutside(pixels, before, 7, 6, inside);
    for (int row = 0; row < 6; row++) {
      for (int column = 0; column < 7; column++) {
        assertThat(pixels[row * 7 + column]).isEqualTo((byte) (inside.contains(column, row) ? 1 : 0));
      }
    }
  }
}
