package io.drua.micromanager.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.drua.mmhost.SyntheticFrames;
import io.drua.mmhost.SyntheticFrames.Kind;
import org.junit.jupiter.api.Test;
import org.micromanager.data.Image;

class FittedFrameTest {
  private static final int[] GREY8 = {3, 5, 1, 1};
  private static final int[] GREY16 = {3, 5, 2, 1};
  private static final int[] FLOAT = {5, 3, 4, 1};
  private static final int[] COLOUR = {5, 5, 4, 3};

  private static Image frame(Kind kind) {
    return new SyntheticFrames(kind, 4, 4).frame(3);
  }

  @Test
  void pixelsStayAtTheirPlacesAndMissingOnesAreBlack() {
    Image image = frame(Kind.GRAY16);
    short[] raw = (short[]) image.getRawPixels();
    short[] same = (short[]) FittedFrame.pixels(image, GREY16);
    float[] wide = (float[]) FittedFrame.pixels(image, FLOAT);
    for (int y = 0; y < 5; y++) {
      for (int x = 0; x < 3; x++) {
        assertThat(same[3 * y + x]).isEqualTo(y < 4 ? raw[4 * y + x] : 0);
      }
    }
    for (int y = 0; y < 3; y++) {
      for (int x = 0; x < 5; x++) {
        assertThat(wide[5 * y + x]).isEqualTo(x < 4 ? raw[4 * y + x] & 0xFFFF : 0);
      }
    }
  }

  @Test
  void sixteenBitsKeepTheirUpperEight() {
    Image image = frame(Kind.GRAY16);
    Integer depth = image.getMetadata().getBitDepth();
    int bits = depth == null ? 16 : depth;
    short[] raw = (short[]) image.getRawPixels();
    byte[] narrow = (byte[]) FittedFrame.pixels(image, GREY8);
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 3; x++) {
        assertThat(narrow[3 * y + x] & 0xFF).isEqualTo(Math.min(255, (raw[4 * y + x] & 0xFFFF) >> (bits - 8)));
      }
    }
  }

  @Test
  void coloursBecomeGreyAndGreyBecomesColours() {
    byte[] raw = (byte[]) frame(Kind.GRAY8).getRawPixels();
    byte[] colours = (byte[]) FittedFrame.pixels(frame(Kind.GRAY8), COLOUR);
    for (int component = 0; component < 3; component++) {
      assertThat(colours[4 * (5 * 2 + 1) + component]).isEqualTo(raw[4 * 2 + 1]);
    }
    byte[] rgb = (byte[]) frame(Kind.RGB).getRawPixels();
    short[] grey = (short[]) FittedFrame.pixels(frame(Kind.RGB), GREY16);
    int at = 4 * (4 * 2 + 1);
    assertThat(grey[3 * 2 + 1]).isEqualTo((short) (((rgb[at] & 0xFF) + (rgb[at + 1] & 0xFF) + (rgb[at + 2] & 0xFF)) / 3));
  }

  @Test
  void anEmptyDataSetTakesAllForms() {
    assertThat(FittedFrame.fits(frame(Kind.GRAY8), new int[0])).isTrue();
    assertThat(FittedFrame.fits(frame(Kind.GRAY8), new int[] {4, 4, 1, 1})).isTrue();
    assertThat(FittedFrame.fits(frame(Kind.GRAY8), GREY8)).isFalse();
    assertThat(FittedFrame.describe(COLOUR)).isEqualTo("5 x 5, RGB");
  }
}
