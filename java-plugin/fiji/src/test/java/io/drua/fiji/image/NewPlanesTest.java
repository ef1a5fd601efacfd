package io.drua.fiji.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.drua.bridge.ConversionException;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.PixelType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewPlanesTest {
  private static ImageBuffer longs(long[] shape, long... values) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(8 * values.length).order(ByteOrder.nativeOrder());
    for (long value : values) {
      bytes.putLong(value);
    }
    ((java.nio.Buffer) bytes).flip();
    return ImageBuffer.ofDirect(bytes, PixelType.INT64, shape);
  }

  private static ImageBuffer bytes(PixelType type, long[] shape, int... values) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(values.length).order(ByteOrder.nativeOrder());
    for (int value : values) {
      bytes.put((byte) value);
    }
    ((java.nio.Buffer) bytes).flip();
    return ImageBuffer.ofDirect(bytes, type, shape);
  }

  private static List<ImageProcessor> planes(ImageBuffer buffer, boolean colour) {
    return NewPlanes.of(Collections.singletonList(buffer), colour);
  }

  @Test
  void keepsImageJsOwnTypes() {
    ByteBuffer real = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());
    real.putFloat(-1.5f).putFloat(2e9f);
    ((java.nio.Buffer) real).flip();
    ImageProcessor plane = planes(ImageBuffer.ofDirect(real, PixelType.FLOAT32, 1, 2), false).get(0);
    assertThat(plane).isInstanceOf(FloatProcessor.class);
    assertThat((float[]) plane.getPixels()).containsExactly(-1.5f, 2e9f);
    ImageProcessor small = planes(bytes(PixelType.UINT8, new long[] {1, 2}, 7, 200), false).get(0);
    assertThat(small).isInstanceOf(ByteProcessor.class);
    assertThat(small.get(1)).isEqualTo(200);
  }

  @Test
  void makesMasksOfTruthValues() {
    ImageProcessor mask = planes(bytes(PixelType.BOOL, new long[] {1, 3}, 1, 0, 1), false).get(0);
    assertThat((byte[]) mask.getPixels()).containsExactly((byte) 255, (byte) 0, (byte) 255);
  }

  @Test
  void takesTheSmallestTypeThatHoldsAllIntegersOfAStack() {
    ImageBuffer small = longs(new long[] {1, 2}, 0, 65535);
    assertThat(planes(small, false).get(0)).isInstanceOf(ShortProcessor.class);
    assertThat(planes(small, false).get(0).get(1)).isEqualTo(65535);
    List<ImageProcessor> both = NewPlanes.of(Arrays.asList(small, longs(new long[] {1, 2}, -3, 70000)), false);
    assertThat(both).hasSize(2).allMatch(plane -> plane instanceof FloatProcessor);
    assertThat(both.get(0).getf(1)).isEqualTo(65535f);
    assertThat(both.get(1).getf(0)).isEqualTo(-3f);
  }

  @Test
  void refusesIntegersThatWouldBeRounded() {
    assertThatThrownBy(() -> planes(longs(new long[] {1, 2}, 0, (1 << 24) + 1), false))
        .hasMessageContaining("int64")
        .hasMessageContaining("16777217")
        .isInstanceOfSatisfying(ConversionException.class, e -> assertThat(e.hint()).contains("astype"));
  }

  @Test
  void splitsAVolumeAndJoinsColours() {
    List<ImageProcessor> volume = planes(longs(new long[] {3, 1, 2}, 1, 2, 3, 4, 5, 6), false);
    assertThat(volume).hasSize(3);
    assertThat(volume.get(2).get(1)).isEqualTo(6);
    List<ImageProcessor> colours = planes(bytes(PixelType.UINT8, new long[] {1, 2, 3}, 1, 2, 3, 255, 0, 128), true);
    assertThat(colours).hasSize(1);
    assertThat(colours.get(0)).isInstanceOf(ColorProcessor.class);
    assertThat(colours.get(0).get(0) & 0xffffff).isEqualTo(0x010203);
    assertThat(colours.get(0).get(1) & 0xffffff).isEqualTo(0xff0080);
  }

  @Test
  void refusesWhatIsNoImage() {
    assertThatThrownBy(() -> planes(longs(new long[] {2}, 1, 2), false)).hasMessageContaining("1 axes");
    assertThatThrownBy(() -> planes(longs(new long[] {0, 3}), false)).hasMessageContaining("empty");
  }
}
