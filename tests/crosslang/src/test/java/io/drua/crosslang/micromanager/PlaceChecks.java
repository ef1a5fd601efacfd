package io.drua.crosslang.micromanager;

import static io.drua.crosslang.micromanager.Pixels.assertPixels;
import static org.assertj.core.api.Assertions.assertThat;

import io.drua.micromanager.monitor.RunSnapshot;
import io.drua.micromanager.settings.FailurePolicy;
import io.drua.micromanager.settings.ProcessorSettings;
import io.drua.mmhost.HostAcquisition;
import io.drua.mmhost.HostDatastore;
import io.drua.mmhost.SyntheticFrames;
import io.drua.mmhost.SyntheticFrames.Kind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.micromanager.PropertyMap;
import org.micromanager.PropertyMaps;
import org.micromanager.data.Coords;
import org.micromanager.data.Image;
import org.micromanager.data.SummaryMetadata;

/** Where frames go: several of one, none, raw ones beside; and what the summary says of it. */
class PlaceChecks {
  private static final int FRAMES = 4;

  @AfterEach
  void tidy() throws Exception {
    Program.tidy();
  }

  private static Coords at(int time, int channel, int z, int position) {
    return Program.studio().data().coordsBuilder().t(time).c(channel).z(z).p(position).build();
  }

  private static HostDatastore run(SyntheticFrames frames, SummaryMetadata summary, ProcessorSettings... all) throws Exception {
    Program.set(all);
    HostAcquisition acquisition = Program.acquire(frames, summary);
    assertThat(acquisition.failures()).isEmpty();
    assertThat(acquisition.store().getSummaryMetadata().getUserData().getPropertyMap("Drua", PropertyMaps.emptyPropertyMap())
        .getPropertyMapList("processors")).hasSize(all.length);
    return acquisition.store();
  }

  private static HostDatastore run(int frames, ProcessorSettings... all) throws Exception {
    return run(Program.frames(frames), Program.summary().build(), all);
  }

  private static SummaryMetadata twoChannels() {
    Coords intended = Program.studio().data().coordsBuilder().t(FRAMES).c(2).build();
    return Program.summary().channelNames("DAPI", "GFP").intendedDimensions(intended).build();
  }

  @Test
  void namedOutputsBecomeChannels() throws Exception {
    HostDatastore store = run(FRAMES, Program.of("frames.halves"));
    assertThat(store.getNumImages()).isEqualTo(2 * FRAMES);
    assertThat(store.getSummaryMetadata().getChannelNameList()).containsExactly("channel 0 low", "channel 0 high");
    for (int i = 0; i < FRAMES; i++) {
      assertPixels(store.getImage(at(i, 0, 0, 0)), Kind.GRAY16, Pixels.plus(Kind.GRAY16, i, 0));
      assertPixels(store.getImage(at(i, 1, 0, 0)), Kind.GRAY16, Pixels.plus(Kind.GRAY16, i, 100));
      assertThat(store.getImage(at(i, 0, 0, 0)).getMetadata().getUUID())
          .isNotEqualTo(store.getImage(at(i, 1, 0, 0)).getMetadata().getUUID());
    }
  }

  @Test
  void namedOutputsOfSeveralChannelsDontCollide() throws Exception {
    SyntheticFrames frames = Program.frames(2 * FRAMES).over(2, 1);
    HostDatastore store = run(frames, twoChannels(), Program.of("frames.halves"));
    assertThat(store.getNumImages()).isEqualTo(4 * FRAMES);
    assertThat(store.getSummaryMetadata().getChannelNameList())
        .containsExactly("DAPI low", "DAPI high", "GFP low", "GFP high");
    assertThat(store.getSummaryMetadata().getIntendedDimensions().getC()).isEqualTo(4);
    assertThat(store.getSummaryMetadata().getIntendedDimensions().getT()).isEqualTo(FRAMES);
    for (int n = 0; n < 2 * FRAMES; n++) {
      assertPixels(store.getImage(at(n / 2, n % 2 * 2, 0, 0)), Kind.GRAY16, Pixels.plus(Kind.GRAY16, n, 0));
      assertPixels(store.getImage(at(n / 2, n % 2 * 2 + 1, 0, 0)), Kind.GRAY16, Pixels.plus(Kind.GRAY16, n, 100));
    }
  }

  @Test
  void framesOfOwnCoordinates() throws Exception {
    HostDatastore store = run(FRAMES, Program.of("frames.at_channel", "channel", "5"));
    assertThat(store.getNumImages()).isEqualTo(2 * FRAMES);
    for (int i = 0; i < FRAMES; i++) {
      assertPixels(store.getImage(at(i, 0, 0, 0)), Kind.GRAY16, Pixels.plus(Kind.GRAY16, i, 0));
      Image there = store.getImage(at(i, 5, 0, 0));
      assertPixels(there, Kind.GRAY16, Pixels.plus(Kind.GRAY16, i, 7));
      assertThat(Program.mark(there, "Made")).isEqualTo("there");
      assertThat(Program.mark(store.getImage(at(i, 0, 0, 0)), "Made")).isEmpty();
    }
    store = run(FRAMES, Program.of("frames.everywhere"));
    for (int i = 0; i < FRAMES; i++) {
      assertPixels(store.getImage(at(i / 2, 0, i % 2, 3)), Kind.GRAY16, Pixels.plus(Kind.GRAY16, i, 0));
    }
  }

  @Test
  void placesThatTheDataSetWouldRefuseAreRefusedWithAReason() throws Exception {
    ProcessorSettings axis = Program.of("frames.wrong_axis").withOnFailure(FailurePolicy.PASS_RAW);
    HostDatastore store = run(FRAMES, axis);
    assertThat(store.getNumImages()).isEqualTo(FRAMES);
    assertThat(Program.snapshot(axis).failure.message())
        .contains("Wrong Axis").contains("time=3").contains("\"lambda\"").contains("[channel, time, z, position]");

    ProcessorSettings taken = Program.of("frames.always_here").withOnFailure(FailurePolicy.PASS_RAW);
    store = run(FRAMES, taken);
    assertThat(store.getNumImages()).isEqualTo(FRAMES);
    assertThat(Program.mark(store.getImage(at(0, 0, 0, 0)), "DruaStatus")).isEmpty();
    for (int i = 1; i < FRAMES; i++) {
      assertThat(Program.mark(store.getImage(at(i, 0, 0, 0)), "DruaError"))
          .contains("Always Here").contains("time=" + i).contains("second frame for");
    }

    ProcessorSettings channel = Program.of("frames.at_channel", "channel", "0").withOnFailure(FailurePolicy.PASS_RAW);
    store = run(FRAMES, channel);
    assertThat(store.getNumImages()).isEqualTo(FRAMES);
    assertThat(Program.snapshot(channel).failures).isEqualTo(FRAMES);
    assertThat(Program.snapshot(channel).failure.message()).contains("found two at ");
  }

  @Test
  void resultsOfTwoSizesAreRefusedWithAReason() throws Exception {
    int[] taken = {0};
    ProcessorSettings settings = Program.of("frames.enlarge").withOnFailure(FailurePolicy.PASS_RAW);
    Program.set(settings);
    HostAcquisition acquisition = Program.acquire(
        () -> {
          int n = taken[0]++;
          int width = n == 2 ? 10 : Program.WIDTH;
          return n == FRAMES ? null : new SyntheticFrames(Kind.GRAY16, width, Program.HEIGHT).frame(n);
        },
        Program.summary().build());
    assertThat(Program.snapshot(settings).failure.message()).contains("30 x 96, 16 bit").contains("192 x 96, 16 bit").contains("time=2");
    assertThat(acquisition.store().getNumImages()).isEqualTo(FRAMES);
    assertThat(Program.mark(acquisition.store().images().get(2), "DruaFitted")).contains("from 10 x 48");
  }

  /** The data set takes one size and type: a raw frame amid results of another goes on as far as it fits. */
  @Test
  void aRawFrameAmidLargerResultsIsFittedToThem() throws Exception {
    ProcessorSettings settings = Program.of("trouble.enlarge_but", "at", "3").withOnFailure(FailurePolicy.PASS_RAW);
    HostDatastore store = run(7, settings);
    List<Image> images = store.images();
    assertThat(Program.times(images)).containsExactly(0, 1, 2, 3, 4, 5, 6);
    Image fitted = images.get(3);
    assertThat(fitted.getWidth()).isEqualTo(3 * Program.WIDTH);
    assertThat(Program.mark(fitted, "DruaStatus")).isEqualTo("failed");
    assertThat(Program.mark(fitted, "DruaFitted")).contains("64 x 48, 16 bit").contains("192 x 96, 32 bit");
    short[] raw = (short[]) Pixels.plus(Kind.GRAY16, 3, 0);
    float[] pixels = (float[]) fitted.getRawPixels();
    for (int y = 0; y < Program.HEIGHT; y++) {
      for (int x = 0; x < Program.WIDTH; x++) {
        assertThat(pixels[y * fitted.getWidth() + x]).isEqualTo(raw[y * Program.WIDTH + x] & 0xFFFF);
      }
    }
    assertThat(Program.snapshot(settings).raw).isEqualTo(1);
  }

  @Test
  void droppedFramesAreNotKept() throws Exception {
    ProcessorSettings settings = Program.of("frames.drop_odd");
    List<Image> images = run(7, settings).images();
    assertThat(Program.times(images)).containsExactly(0, 2, 4, 6);
    for (Image image : images) {
      assertPixels(image, Kind.GRAY16, Pixels.plus(Kind.GRAY16, image.getCoords().getT(), 0));
    }
    RunSnapshot run = Program.snapshot(settings);
    assertThat(run.dropped).isEqualTo(3);
    assertThat(run.frames).isEqualTo(7);
    assertThat(run.raw).isZero();
  }

  // -- Raw frames --

  @Test
  void rawFramesAreKeptBesideTheOthers() throws Exception {
    HostDatastore store = run(FRAMES, Program.of("frames.add_one").withKeepRaw(true));
    assertThat(store.getNumImages()).isEqualTo(2 * FRAMES);
    assertThat(store.getSummaryMetadata().getChannelNameList()).containsExactly("channel 0", "channel 0 (raw)");
    for (int i = 0; i < FRAMES; i++) {
      assertPixels(store.getImage(at(i, 0, 0, 0)), Kind.GRAY16, Pixels.plus(Kind.GRAY16, i, 1));
      assertPixels(store.getImage(at(i, 1, 0, 0)), Kind.GRAY16, Pixels.plus(Kind.GRAY16, i, 0));
    }
  }

  @Test
  void rawFramesOfSeveralChannelsAndOutputs() throws Exception {
    HostDatastore store =
        run(Program.frames(2 * FRAMES).over(2, 1), twoChannels(), Program.of("frames.add_one").withKeepRaw(true));
    assertThat(store.getSummaryMetadata().getChannelNameList()).containsExactly("DAPI", "GFP", "DAPI (raw)", "GFP (raw)");
    assertThat(store.getSummaryMetadata().getIntendedDimensions().getC()).isEqualTo(4);
    assertThat(store.getNumImages()).isEqualTo(4 * FRAMES);
    for (int n = 0; n < 2 * FRAMES; n++) {
      assertPixels(store.getImage(at(n / 2, n % 2, 0, 0)), Kind.GRAY16, Pixels.plus(Kind.GRAY16, n, 1));
      assertPixels(store.getImage(at(n / 2, n % 2 + 2, 0, 0)), Kind.GRAY16, Pixels.plus(Kind.GRAY16, n, 0));
    }
    store = run(Program.frames(2 * FRAMES).over(2, 1), twoChannels(), Program.of("frames.halves").withKeepRaw(true));
    assertThat(store.getSummaryMetadata().getChannelNameList())
        .containsExactly("DAPI low", "DAPI high", "GFP low", "GFP high", "DAPI (raw)", "GFP (raw)");
    for (int n = 0; n < 2 * FRAMES; n++) {
      assertPixels(store.getImage(at(n / 2, n % 2 + 4, 0, 0)), Kind.GRAY16, Pixels.plus(Kind.GRAY16, n, 0));
    }
    assertThat(store.getNumImages()).isEqualTo(6 * FRAMES);
  }

  @Test
  void aRoutineThatIsNotThereTakesNoPlaceOfAnotherFrame() throws Exception {
    ProcessorSettings settings =
        Program.of("frames.no_such").withKeepRaw(true).withOnFailure(FailurePolicy.PASS_RAW);
    HostDatastore store = run(Program.frames(2 * FRAMES).over(2, 1), twoChannels(), settings);
    assertThat(store.getSummaryMetadata().getChannelNameList()).containsExactly("DAPI", "GFP", "DAPI (raw)", "GFP (raw)");
    assertThat(store.getNumImages()).isEqualTo(4 * FRAMES);
    for (int n = 0; n < 2 * FRAMES; n++) {
      assertPixels(store.getImage(at(n / 2, n % 2, 0, 0)), Kind.GRAY16, Pixels.plus(Kind.GRAY16, n, 0));
      assertThat(Program.mark(store.getImage(at(n / 2, n % 2, 0, 0)), "DruaStatus")).isEqualTo("failed");
      assertPixels(store.getImage(at(n / 2, n % 2 + 2, 0, 0)), Kind.GRAY16, Pixels.plus(Kind.GRAY16, n, 0));
    }
  }

  @Test
  void rawFramesAreKeptOfDroppedAndFailedFramesToo() throws Exception {
    HostDatastore store = run(FRAMES, Program.of("frames.drop_odd").withKeepRaw(true));
    assertThat(store.getNumImages()).isEqualTo(FRAMES / 2 + FRAMES);
    assertPixels(store.getImage(at(3, 1, 0, 0)), Kind.GRAY16, Pixels.plus(Kind.GRAY16, 3, 0));
    assertThat(store.getImage(at(3, 0, 0, 0))).isNull();
    ProcessorSettings failing =
        Program.of("trouble.raise_at", "at", "2").withKeepRaw(true).withOnFailure(FailurePolicy.PASS_RAW);
    store = run(FRAMES, failing);
    for (int i = 0; i < FRAMES; i++) {
      // The frame that failed is the raw one already, at the place of the result.
      assertPixels(store.getImage(at(i, 0, 0, 0)), Kind.GRAY16, Pixels.plus(Kind.GRAY16, i, i == 2 ? 0 : 1));
    }
    assertPixels(store.getImage(at(3, 1, 0, 0)), Kind.GRAY16, Pixels.plus(Kind.GRAY16, 3, 0));
  }

  @Test
  void rawFramesBesideResultsOfAnotherSizeAreRefusedWithAReason() throws Exception {
    ProcessorSettings settings = Program.of("frames.crop").withKeepRaw(true).withOnFailure(FailurePolicy.PASS_RAW);
    HostDatastore store = run(FRAMES, settings);
    assertThat(Program.snapshot(settings).failure.message()).contains("64 x 48, 16 bit").contains("5 x 3, 16 bit");
    for (int i = 0; i < FRAMES; i++) {
      assertPixels(store.getImage(at(i, 0, 0, 0)), Kind.GRAY16, Pixels.plus(Kind.GRAY16, i, 0));
    }
  }

  // -- What made them --

  @Test
  void theSummarySaysWhatMadeTheFrames() throws Exception {
    PropertyMap own = PropertyMaps.builder().putString("Mine", "kept").build();
    SummaryMetadata summary = Program.summary().prefix("test").userData(own).build();
    ProcessorSettings one = Program.of("frames.CountUp", "first", "40");
    ProcessorSettings two = Program.of("frames.halves").withOnFailure(FailurePolicy.PASS_RAW).withKeepRaw(true);
    SummaryMetadata made = run(Program.frames(2), summary, one, two).getSummaryMetadata();
    assertThat(made.getPrefix()).isEqualTo("test");
    assertThat(made.getUserData().getString("Mine", "")).isEqualTo("kept");
    List<PropertyMap> entries =
        made.getUserData().getPropertyMap("Drua", PropertyMaps.emptyPropertyMap()).getPropertyMapList("processors");
    PropertyMap first = entries.get(0);
    assertThat(first.getString("routine", "")).isEqualTo("frames.CountUp");
    assertThat(first.getString("label", "")).isEqualTo("Count Up");
    assertThat(first.getString("file", "")).endsWith("frames.py");
    assertThat(first.getString("sourceHash", "")).isEqualTo(Reload.hash(Reload.routines().resolve("frames.py")));
    PropertyMap parameters = first.getPropertyMap("parameters", PropertyMaps.emptyPropertyMap());
    assertThat(parameters.getString("first", "")).isEqualTo("40");
    assertThat(parameters.containsKey("journal")).isTrue();
    assertThat(first.getString("onFailure", "")).isEqualTo("STOP");
    assertThat(first.getBoolean("keepRaw", true)).isFalse();
    PropertyMap second = entries.get(1);
    assertThat(second.getString("routine", "")).isEqualTo("frames.halves");
    assertThat(second.getString("onFailure", "")).isEqualTo("PASS_RAW");
    assertThat(second.getBoolean("keepRaw", false)).isTrue();
  }
}
