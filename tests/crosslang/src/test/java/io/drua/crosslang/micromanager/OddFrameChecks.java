package io.drua.crosslang.micromanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.drua.micromanager.processor.ProcessorFailedException;
import io.drua.micromanager.settings.FailurePolicy;
import io.drua.micromanager.settings.ProcessorSettings;
import io.drua.mmhost.FrameSource;
import io.drua.mmhost.HostAcquisition;
import io.drua.mmhost.HostImage;
import io.drua.mmhost.SyntheticFrames;
import io.drua.mmhost.SyntheticFrames.Kind;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.micromanager.data.Image;
import org.micromanager.data.Processor;
import org.micromanager.data.ProcessorContext;
import org.micromanager.data.SummaryMetadata;

/** Frames that are not as they should be, and pipelines that are not Micro-Manager's own. */
class OddFrameChecks {
  @AfterEach
  void tidy() throws Exception {
    Program.tidy();
  }

  /** A pipeline of a script: one processor, whose output is kept. */
  private static final class Script implements ProcessorContext, AutoCloseable {
    private final SummaryMetadata summary = Program.summary().build();
    private final Processor processor;
    private final List<Image> out = new ArrayList<>();

    Script(ProcessorSettings settings) {
      Program.studio();
      processor = Program.plugin().createFactory(settings.toPropertyMap()).createProcessor();
      processor.processSummaryMetadata(summary);
    }

    /** What comes of one frame. */
    List<Image> of(Image image) {
      out.clear();
      processor.processImage(image, this);
      return new ArrayList<>(out);
    }

    @Override
    public void outputImage(Image image) {
      out.add(image);
    }

    @Override
    public SummaryMetadata getSummaryMetadata() {
      return summary;
    }

    @Override
    public void close() {
      processor.cleanup(this);
    }
  }

  private static Image frame(Kind kind, int width, int height, int number) {
    return new SyntheticFrames(kind, width, height).frame(number);
  }

  @Test
  void sizeAndTypeMayChangeFromFrameToFrame() throws Exception {
    try (Script script = new Script(Program.of("frames.add_one"))) {
      int number = 0;
      for (int round = 0; round < 3; round++) {
        for (Kind kind : Kind.values()) {
          Image in = frame(kind, 7 + number, 30 - number, number);
          Image out = script.of(in).get(0);
          assertThat(out).isNotSameAs(in);
          assertThat(new int[] {out.getWidth(), out.getHeight(), out.getBytesPerPixel(), out.getNumComponents()})
              .containsExactly(in.getWidth(), in.getHeight(), in.getBytesPerPixel(), in.getNumComponents());
          for (int y = 0; y < out.getHeight(); y++) {
            for (int x = 0; x < out.getWidth(); x++) {
              assertThat(out.getIntensityAt(x, y)).isEqualTo(SyntheticFrames.valueAt(number, x, y) + 1);
              assertThat(in.getIntensityAt(x, y)).isEqualTo(SyntheticFrames.valueAt(number, x, y));
            }
          }
          number++;
        }
      }
    }
  }

  @Test
  void anAcquisitionEndsWhateverTheDataSetRefuses() throws Exception {
    ProcessorSettings settings = Program.of("frames.add_one");
    Program.set(settings);
    int[] next = {0};
    FrameSource source = () -> {
      int n = next[0]++;
      return n == 8 ? null : frame(n % 2 == 0 ? Kind.GRAY16 : Kind.GRAY8, n == 4 ? 9 : Program.WIDTH, Program.HEIGHT, n);
    };
    HostAcquisition acquisition = Program.acquire(source, Program.summary().build());
    assertThat(Program.times(acquisition.store().images())).contains(0);
    assertThat(Program.snapshot(settings).frames).isGreaterThanOrEqualTo(2);
    assertThat(Program.images(Program.frames(3))).hasSize(3);
  }

  @Test
  void framesWithoutPixels() throws Exception {
    for (Object pixels : new Object[] {new byte[0], new short[0], new float[0]}) {
      int bytes = pixels instanceof byte[] ? 1 : pixels instanceof short[] ? 2 : 4;
      for (int[] size : new int[][] {{0, 0}, {0, 5}, {5, 0}}) {
        Image empty = new HostImage(pixels, size[0], size[1], bytes, 1, null, null);
        for (String routine : new String[] {"frames.add_one", "frames.look", "tags.say_all"}) {
          try (Script script = new Script(Program.of(routine))) {
            List<Image> out = script.of(empty);
            assertThat(out).hasSize(1);
            assertThat(out.get(0).getWidth()).isEqualTo(size[0]);
            assertThat(out.get(0).getHeight()).isEqualTo(size[1]);
            assertThat(script.of(frame(Kind.GRAY16, 3, 3, 1)).get(0).getWidth()).isEqualTo(3);
          }
        }
        try (Script script = new Script(Program.of("frames.plus_one").withOnFailure(FailurePolicy.PASS_RAW))) {
          assertThat(script.of(empty)).as("an empty result is refused, the raw frame goes on").hasSize(1);
        }
      }
    }
  }

  /** A frame whose pixels are not what its form says. */
  private static Image withPixels(Object pixels) {
    Image image = frame(Kind.GRAY16, 4, 4, 0);
    return (Image) Proxy.newProxyInstance(Image.class.getClassLoader(), new Class<?>[] {Image.class}, (proxy, method, args) -> {
      if (method.getName().equals("getRawPixels")) {
        return pixels;
      }
      try {
        return method.invoke(image, args);
      } catch (InvocationTargetException error) {
        throw error.getCause();
      }
    });
  }

  @Test
  void pixelsThatNoTypeOfMicroManagersHas() throws Exception {
    Object[] all = {null, new int[16], new double[16], "pixels", new short[3], new byte[0]};
    for (Object pixels : all) {
      ProcessorSettings settings = Program.of("frames.add_one").withOnFailure(FailurePolicy.PASS_RAW);
      try (Script script = new Script(settings)) {
        List<Image> out = script.of(withPixels(pixels));
        assertThat(out).hasSize(1);
        assertThat(Program.mark(out.get(0), "DruaStatus")).isEqualTo("failed");
        assertThat(Program.mark(out.get(0), "DruaError")).contains("time=0");
        assertThat(script.of(frame(Kind.GRAY16, 4, 4, 1)).get(0).getIntensityAt(0, 0)).isEqualTo(32);
      }
      try (Script script = new Script(settings.withOnFailure(FailurePolicy.STOP))) {
        Throwable thrown = org.assertj.core.api.Assertions.catchThrowable(() -> script.of(withPixels(pixels)));
        assertThat(thrown).isInstanceOf(ProcessorFailedException.class);
      }
    }
  }

  @Test
  void coloursInAnArrayThatIsTooShort() throws Exception {
    Image image = new HostImage(new byte[16], 4, 4, 4, 3, null, null);
    try (Script script = new Script(Program.of("frames.add_one").withOnFailure(FailurePolicy.PASS_RAW))) {
      List<Image> out = script.of(image);
      assertThat(out).hasSize(1);
      assertThat(Program.mark(out.get(0), "DruaStatus")).isEqualTo("failed");
    }
  }

  @Test
  void processorsOfAScriptWorkOnCopies() throws Exception {
    ProcessorSettings settings = Program.of("frames.add_one");
    try (Script script = new Script(settings)) {
      for (int i = 0; i < 5; i++) {
        Image in = frame(Kind.GRAY16, 6, 6, i);
        assertThat(script.of(in).get(0).getIntensityAt(2, 2)).isEqualTo(SyntheticFrames.valueAt(i, 2, 2) + 1);
        assertThat(in.getIntensityAt(2, 2)).isEqualTo(SyntheticFrames.valueAt(i, 2, 2));
      }
    }
    assertThat(Program.snapshot(settings).ways).containsEntry("Copied (others hold the frame), then Pinned", 4L);
  }

  @Test
  void noSummaryAndNoFrames() throws Exception {
    Program.set(Program.of("frames.CountUp"));
    assertThat(Program.images(() -> null)).isEmpty();
    Program.studio();
    ProcessorSettings settings = Program.of("frames.CountUp");
    Processor processor = Program.plugin().createFactory(settings.toPropertyMap()).createProcessor();
    List<Image> out = new ArrayList<>();
    ProcessorContext context = new ProcessorContext() {
      @Override
      public void outputImage(Image image) {
        out.add(image);
      }

      @Override
      public SummaryMetadata getSummaryMetadata() {
        return null;
      }
    };
    processor.processImage(frame(Kind.GRAY16, 3, 3, 0), context);
    processor.cleanup(context);
    processor.cleanup(context);
    assertThat(out.get(0).getIntensityAt(1, 1)).isEqualTo(1);
  }
}
