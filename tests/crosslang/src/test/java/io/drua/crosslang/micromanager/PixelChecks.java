package io.drua.crosslang.micromanager;

import static io.drua.crosslang.micromanager.Pixels.assertPixels;
import static org.assertj.core.api.Assertions.assertThat;

import io.drua.micromanager.monitor.RunSnapshot;
import io.drua.micromanager.settings.FailurePolicy;
import io.drua.micromanager.settings.ProcessorSettings;
import io.drua.mmhost.SyntheticFrames;
import io.drua.mmhost.SyntheticFrames.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.micromanager.data.Image;

/** Pixels of every type and size, in place and as new frames. */
class PixelChecks {
  private static final int FRAMES = 4;

  @AfterEach
  void tidy() throws Exception {
    Program.tidy();
  }

  @Test
  void everyTypeInPlace() throws Exception {
    for (Kind kind : Kind.values()) {
      List<Image> images = Program.through(Program.frames(kind, FRAMES), Program.of("frames.add_one"));
      assertThat(images).as("" + kind).hasSize(FRAMES);
      for (int i = 0; i < FRAMES; i++) {
        assertPixels(images.get(i), kind, Pixels.plus(kind, i, 1));
        assertThat(images.get(i).getCoords().getT()).isEqualTo(i);
        assertThat(images.get(i).getMetadata().getImageNumber()).isEqualTo((long) i);
      }
    }
  }

  @Test
  void everyTypeAsANewFrame() throws Exception {
    for (Kind kind : Kind.values()) {
      List<Image> images = Program.through(Program.frames(kind, FRAMES), Program.of("frames.plus_one"));
      assertThat(images).as("" + kind).hasSize(FRAMES);
      for (int i = 0; i < FRAMES; i++) {
        Object expected = Pixels.plus(kind, i, 1);
        assertPixels(images.get(i), kind, kind == Kind.RGB ? Pixels.opaque(expected) : expected);
        assertThat(images.get(i).getCoords().getT()).isEqualTo(i);
      }
    }
  }

  @Test
  void coloursAreRedGreenBlueInPython() throws Exception {
    List<Image> images = Program.through(Program.frames(Kind.RGB, 3), Program.of("frames.forget_blue"));
    for (int i = 0; i < 3; i++) {
      byte[] expected = (byte[]) Pixels.changed(Kind.RGB, i, (x, y, value) -> value);
      for (int pixel = 0; pixel < expected.length; pixel += 4) {
        expected[pixel] = 0;
        expected[pixel + 2] = (byte) 200;
      }
      assertPixels(images.get(i), Kind.RGB, expected);
    }
    Image swapped = Program.through(Program.frames(Kind.RGB, 1), Program.of("frames.swap_colours")).get(0);
    byte[] expected = Pixels.opaque(Pixels.changed(Kind.RGB, 0, (x, y, value) -> value));
    for (int pixel = 0; pixel < expected.length; pixel += 4) {
      byte blue = expected[pixel];
      expected[pixel] = expected[pixel + 2];
      expected[pixel + 2] = blue;
    }
    assertPixels(swapped, Kind.RGB, expected);
    assertThat(swapped.getIntensityAt(3, 2)).isEqualTo(SyntheticFrames.valueAt(0, 3, 2) + 2);
  }

  @Test
  void otherSizes() throws Exception {
    for (Kind kind : new Kind[] {Kind.GRAY8, Kind.GRAY16, Kind.GRAY32}) {
      Image image = Program.through(Program.frames(kind, 2), Program.of("frames.crop")).get(1);
      assertThat(new int[] {image.getWidth(), image.getHeight()}).containsExactly(5, 3);
      for (int y = 0; y < 3; y++) {
        for (int x = 0; x < 5; x++) {
          assertThat(image.getIntensityAt(x, y)).isEqualTo(SyntheticFrames.valueAt(1, 2 + 2 * x, 1 + y));
        }
      }
    }
    Image large = Program.through(Program.frames(Kind.GRAY16, 1), Program.of("frames.enlarge")).get(0);
    short[] expected = new short[6 * Program.WIDTH * Program.HEIGHT];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = (short) SyntheticFrames.valueAt(0, i % (3 * Program.WIDTH) / 3, i / (3 * Program.WIDTH) / 2);
    }
    assertPixels(large, 3 * Program.WIDTH, 2 * Program.HEIGHT, 2, 1, expected);
    Image one = Program.through(Program.frames(Kind.GRAY8, 1), Program.of("frames.one_pixel")).get(0);
    double mean = 0;
    for (byte value : (byte[]) Program.frames(Kind.GRAY8, 1).pixels(0)) {
      mean += (value & 0xff) / (double) (Program.WIDTH * Program.HEIGHT);
    }
    assertPixels(one, 1, 1, 4, 1, new float[] {(float) mean});
  }

  @Test
  void odd() throws Exception {
    SyntheticFrames frames = new SyntheticFrames(Kind.GRAY16, 1, 1).count(2);
    assertPixels(Program.through(frames, Program.of("frames.add_one")).get(1), 1, 1, 2, 1, new short[] {32});
    SyntheticFrames large = new SyntheticFrames(Kind.GRAY16, 2047, 1999).count(3);
    List<Image> images = Program.through(large, Program.of("frames.add_one"));
    for (int i = 0; i < 3; i++) {
      short[] pixels = (short[]) images.get(i).getRawPixels();
      for (int k = 0; k < pixels.length; k++) {
        if (pixels[k] != SyntheticFrames.valueAt(i, k % 2047, k / 2047) + 1) {
          throw new AssertionError("frame " + i + ", pixel " + k + ": " + pixels[k]);
        }
      }
    }
  }

  @Test
  void otherTypes() throws Exception {
    assertPixels(converted(Kind.GRAY16, "float64"), Kind.GRAY32, floats());
    assertPixels(converted(Kind.GRAY16, "float32"), Kind.GRAY32, floats());
    assertPixels(converted(Kind.GRAY16, "float16"), Kind.GRAY32, floats());
    assertPixels(converted(Kind.GRAY16, ">u2"), Kind.GRAY16, Pixels.plus(Kind.GRAY16, 0, 0));
    assertPixels(converted(Kind.GRAY16, "uint8"), Kind.GRAY8, Pixels.plus(Kind.GRAY8, 0, 0));
    assertPixels(converted(Kind.GRAY8, "uint16"), Kind.GRAY16, Pixels.plus(Kind.GRAY16, 0, 0));
    assertPixels(converted(Kind.GRAY8, "bool"), Kind.GRAY8,
        Pixels.changed(Kind.GRAY8, 0, (x, y, value) -> value > 100 ? 255 : 0));
    assertPixels(Program.through(Program.frames(Kind.RGB, 1), Program.of("frames.to_grey")).get(0), Kind.GRAY8,
        Pixels.plus(Kind.GRAY8, 0, 0));
    byte[] colours = Pixels.opaque(Pixels.plus(Kind.RGB, 0, 0));
    for (int pixel = 0; pixel < colours.length; pixel += 4) {
      colours[pixel] = 2;
      colours[pixel + 1] = 1;
    }
    assertPixels(Program.through(Program.frames(Kind.GRAY8, 1), Program.of("frames.to_colour")).get(0), Kind.RGB, colours);
    assertPixels(Program.through(Program.frames(Kind.GRAY16, 1), Program.of("frames.threshold")).get(0), Kind.GRAY8,
        Pixels.changed(Kind.GRAY8, 0, (x, y, value) -> value > 100 ? 255 : 0));
  }

  private static Image converted(Kind kind, String to) throws Exception {
    return Program.through(Program.frames(kind, 1), Program.of("frames.convert", "to", to)).get(0);
  }

  private static Object floats() {
    return Pixels.changed(Kind.GRAY32, 0, (x, y, value) -> value - 0.5);
  }

  @Test
  void whatIsNoFrameIsRefusedAndTheRawFrameGoesOn() throws Exception {
    refused("frames.a_text", "found str");
    refused("frames.four_axes", "found uint16 of shape (1, 1, 48, 64)");
    refused("frames.too_few", "expected 2 frame(s)");
    refused("frames.twice_here", "found two at ");
    refused("frames.negative", "z");
    ProcessorSettings complex = Program.of("frames.convert", "to", "complex128").withOnFailure(FailurePolicy.PASS_RAW);
    Program.through(Program.frames(2), complex);
    assertThat(Program.snapshot(complex).failure.message()).contains("complex128").contains("astype");
  }

  private static void refused(String routine, String why) throws Exception {
    ProcessorSettings settings = Program.of(routine).withOnFailure(FailurePolicy.PASS_RAW);
    List<Image> images = Program.through(Program.frames(3), settings);
    assertThat(images).as(routine).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertPixels(images.get(i), Kind.GRAY16, Pixels.plus(Kind.GRAY16, i, 0));
      assertThat(Program.mark(images.get(i), "DruaStatus")).isEqualTo("failed");
      assertThat(Program.mark(images.get(i), "DruaError")).contains(why).contains("time=" + i);
    }
    RunSnapshot run = Program.snapshot(settings);
    assertThat(run.failures).isEqualTo(3);
    assertThat(run.raw).isEqualTo(3);
    assertThat(run.failure.message()).contains("Python Processor").contains(why).contains("time=2");
  }

  @Test
  void frameThatWasChangedGoesOnAsTheSameObject() throws Exception {
    List<Image> taken = new ArrayList<>();
    OtherPlugin behind = new OtherPlugin();
    Program.set(Program.of("frames.add_one"), Program.of("frames.itself"));
    Program.add(behind);
    List<Image> kept = Program.images(Program.keeping(Program.frames(FRAMES), taken));
    assertThat(behind.seen).hasSize(FRAMES);
    for (int i = 0; i < FRAMES; i++) {
      // The first call is copied, into a frame of its own.
      if (i > 0) {
        assertThat(behind.seen.get(i)).isSameAs(taken.get(i));
      }
      assertThat(kept.get(i)).isSameAs(behind.seen.get(i));
      assertPixels(kept.get(i), Kind.GRAY16, Pixels.plus(Kind.GRAY16, i, 1));
    }
  }

  @Test
  void newFrameLeavesTheOldOneAlone() throws Exception {
    List<Image> taken = new ArrayList<>();
    Program.set(Program.of("frames.plus_one"));
    List<Image> kept = Program.images(Program.keeping(Program.frames(FRAMES), taken));
    for (int i = 0; i < FRAMES; i++) {
      assertThat(kept.get(i).getRawPixels()).isNotSameAs(taken.get(i).getRawPixels());
      assertPixels(taken.get(i), Kind.GRAY16, Pixels.plus(Kind.GRAY16, i, 0));
      assertThat(kept.get(i).getMetadata().getUUID()).isEqualTo(taken.get(i).getMetadata().getUUID());
    }
  }
}
