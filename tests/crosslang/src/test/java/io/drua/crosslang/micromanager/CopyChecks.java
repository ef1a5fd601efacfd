package io.drua.crosslang.micromanager;

import static io.drua.crosslang.micromanager.Pixels.assertPixels;
import static org.assertj.core.api.Assertions.assertThat;

import io.drua.micromanager.monitor.RunKind;
import io.drua.micromanager.monitor.RunSnapshot;
import io.drua.micromanager.settings.FailurePolicy;
import io.drua.micromanager.settings.ProcessorSettings;
import io.drua.mmhost.HostAcquisition;
import io.drua.mmhost.HostDatastore;
import io.drua.mmhost.SyntheticFrames.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.micromanager.data.Image;

/** What is copied, how often, and what is said of it. */
class CopyChecks {
  private static final int FRAMES = 6;
  private static final long BYTES = 2L * Program.WIDTH * Program.HEIGHT;
  private static final String FIRST = "Copied (first call)";

  @AfterEach
  void tidy() throws Exception {
    Program.tidy();
  }

  /** Whether this Java's collector goes on while an array is pinned: G1 since 22. */
  private static boolean takesPins() {
    return Integer.parseInt(System.getProperty("java.specification.version").replaceFirst("^1\\.", "")) >= 22;
  }

  private static Map<String, Long> ways(Object... waysAndCounts) {
    Map<String, Long> ways = new LinkedHashMap<>();
    for (int i = 0; i < waysAndCounts.length; i += 2) {
      ways.put((String) waysAndCounts[i], ((Number) waysAndCounts[i + 1]).longValue());
    }
    return ways;
  }

  @Test
  void inAnAcquisitionOnlyTheFirstFrameIsCopied() throws Exception {
    ProcessorSettings settings = Program.of("frames.add_one");
    Program.through(Program.frames(FRAMES), settings);
    RunSnapshot run = Program.snapshot(settings);
    assertThat(run.kind).isEqualTo(RunKind.ACQUISITION);
    assertThat(run.ways).isEqualTo(ways(FIRST, 1, "Pinned", FRAMES - 1));
    assertThat(run.frames).isEqualTo(FRAMES);
    assertThat(run.processed).isEqualTo(FRAMES);
    // To Python and back.
    assertThat(run.bytesCopied).isEqualTo(2 * BYTES);
  }

  @Test
  void withoutThePromiseTheCollectorDecides() throws Exception {
    ProcessorSettings settings = Program.of("frames.add_one_unpromised");
    List<Image> images = Program.through(Program.frames(FRAMES), settings);
    Map<String, Long> ways = Program.snapshot(settings).ways;
    assertThat(ways).containsEntry(FIRST, 1L).hasSize(2);
    String way = takesPins() ? "Pinned" : "Copied (the garbage collector would wait for a pin";
    assertThat(ways).anySatisfy((name, count) -> {
      assertThat(name).startsWith(way);
      assertThat(count).isEqualTo(FRAMES - 1);
    });
    assertPixels(images.get(FRAMES - 1), Kind.GRAY16, Pixels.plus(Kind.GRAY16, FRAMES - 1, 1));
  }

  @Test
  void whoOnlyLooksGetsTheFrameItself() throws Exception {
    ProcessorSettings settings = Program.of("frames.look").withOnFailure(FailurePolicy.PASS_RAW);
    List<Image> taken = new ArrayList<>();
    Program.set(settings);
    List<Image> kept = Program.images(Program.keeping(Program.frames(FRAMES), taken));
    for (int i = 0; i < FRAMES; i++) {
      assertThat(kept.get(i)).isSameAs(taken.get(i));
    }
    RunSnapshot run = Program.snapshot(settings);
    assertThat(run.ways).isEqualTo(ways(FIRST, 1, "Pinned", FRAMES - 1));
    assertThat(run.bytesCopied).isEqualTo(BYTES);
    assertThat(Program.rows(settings)).hasSize(FRAMES)
        .allSatisfy(row -> assertThat(row).containsEntry("writeable", false));
    assertThat(Program.rows(settings).get(2)).containsEntry("time", 2L).containsEntry("sum", sum(2));
  }

  private static double sum(int number) {
    double sum = 0;
    for (short value : (short[]) Program.frames(1).pixels(number)) {
      sum += value;
    }
    return sum;
  }

  @Test
  void theRawFrameIsCopiedOnceWhereItIsNeededAfterwards() throws Exception {
    heldOnce(Program.of("frames.add_one").withOnFailure(FailurePolicy.PASS_RAW), "the raw frame goes on if the routine fails", 1);
    heldOnce(Program.of("frames.add_one").withKeepRaw(true), "the raw frame is kept", 2);
  }

  private static void heldOnce(ProcessorSettings settings, String why, int images) throws Exception {
    List<Image> taken = new ArrayList<>();
    Program.set(settings);
    List<Image> kept = Program.images(Program.keeping(Program.frames(FRAMES), taken));
    assertThat(kept).hasSize(FRAMES * images);
    RunSnapshot run = Program.snapshot(settings);
    assertThat(run.ways).isEqualTo(ways(FIRST, 1, "Copied (" + why + "), then Pinned", FRAMES - 1));
    assertThat(run.bytesCopied).isEqualTo((FRAMES + 1) * BYTES);
    for (int i = 0; i < FRAMES; i++) {
      assertPixels(taken.get(i), Kind.GRAY16, Pixels.plus(Kind.GRAY16, i, 0));
      assertPixels(kept.get(images * i + images - 1), Kind.GRAY16, Pixels.plus(Kind.GRAY16, i, 1));
    }
  }

  @Test
  void oldDataThatIsProcessedAgainStaysAsItIs() throws Exception {
    Program.set();
    HostAcquisition acquisition = Program.acquire(Program.frames(FRAMES), Program.summary().build());
    ProcessorSettings settings = Program.of("frames.add_one");
    Program.set(settings);
    HostDatastore processed = Program.studio().acquisitions().processOldData(acquisition.store());
    HostDatastore again = Program.studio().acquisitions().processOldData(processed);
    for (int i = 0; i < FRAMES; i++) {
      assertPixels(acquisition.store().images().get(i), Kind.GRAY16, Pixels.plus(Kind.GRAY16, i, 0));
      assertPixels(processed.images().get(i), Kind.GRAY16, Pixels.plus(Kind.GRAY16, i, 1));
      assertPixels(again.images().get(i), Kind.GRAY16, Pixels.plus(Kind.GRAY16, i, 2));
    }
    RunSnapshot run = Program.snapshot(settings);
    assertThat(run.kind).isEqualTo(RunKind.OTHER);
    assertThat(run.ways).isEqualTo(ways(FIRST, 1, "Copied (others hold the frame), then Pinned", FRAMES - 1));
  }

  @Test
  void oldDataStaysAsItIsWhileAnAcquisitionRuns() throws Exception {
    Program.set();
    HostAcquisition old = Program.acquire(Program.frames(FRAMES), Program.summary().build());
    Program.set(Program.of("frames.add_one"));
    List<HostDatastore> processed = new ArrayList<>();
    int[] taken = {0};
    List<Image> images = Program.images(() -> {
      if (taken[0]++ == 2) {
        processed.add(Program.studio().acquisitions().processOldData(old.store()));
      }
      return taken[0] > FRAMES ? null : Program.frames(1).frame(taken[0] - 1);
    });
    for (int i = 0; i < FRAMES; i++) {
      assertPixels(old.store().images().get(i), Kind.GRAY16, Pixels.plus(Kind.GRAY16, i, 0));
      assertPixels(processed.get(0).images().get(i), Kind.GRAY16, Pixels.plus(Kind.GRAY16, i, 1));
      assertPixels(images.get(i), Kind.GRAY16, Pixels.plus(Kind.GRAY16, i, 1));
    }
  }

  @Test
  void theNextOfOursWorksInPlaceOnWhatOneOfOursGave() throws Exception {
    for (String first : new String[] {"frames.add_one", "frames.plus_one", "frames.look"}) {
      ProcessorSettings before = Program.of(first);
      ProcessorSettings after = Program.of("frames.add_one");
      ProcessorSettings last = Program.of("frames.add_one");
      List<Image> images = Program.through(Program.frames(FRAMES), before, after, last);
      int added = first.equals("frames.look") ? 2 : 3;
      for (int i = 0; i < FRAMES; i++) {
        assertPixels(images.get(i), Kind.GRAY16, Pixels.plus(Kind.GRAY16, i, added));
      }
      assertThat(Program.snapshot(after).ways).as("after " + first).isEqualTo(ways(FIRST, 1, "Pinned", FRAMES - 1));
      assertThat(Program.snapshot(last).ways).as("after " + first).isEqualTo(ways(FIRST, 1, "Pinned", FRAMES - 1));
    }
  }

  @Test
  void whatAnotherPluginKeepsIsCopied() throws Exception {
    ProcessorSettings before = Program.of("frames.add_one");
    ProcessorSettings after = Program.of("frames.add_one");
    OtherPlugin other = new OtherPlugin();
    Program.set(before);
    Program.add(other);
    Program.add(after);
    List<Image> images = Program.images(Program.frames(FRAMES));
    for (int i = 0; i < FRAMES; i++) {
      assertPixels(other.seen.get(i), Kind.GRAY16, Pixels.plus(Kind.GRAY16, i, 1));
      assertPixels(images.get(i), Kind.GRAY16, Pixels.plus(Kind.GRAY16, i, 2));
    }
    assertThat(Program.snapshot(before).ways).isEqualTo(ways(FIRST, 1, "Pinned", FRAMES - 1));
    assertThat(Program.snapshot(after).ways)
        .isEqualTo(ways(FIRST, 1, "Copied (others hold the frame), then Pinned", FRAMES - 1));
  }

  @Test
  void oneThatIsFirstOnlyInTheListOfOthersIsNotTrusted() throws Exception {
    OtherPlugin other = new OtherPlugin();
    ProcessorSettings after = Program.of("frames.add_one");
    Program.set();
    Program.add(other);
    Program.add(after);
    Program.images(Program.frames(FRAMES));
    for (int i = 0; i < FRAMES; i++) {
      assertPixels(other.seen.get(i), Kind.GRAY16, Pixels.plus(Kind.GRAY16, i, 0));
    }
    assertThat(Program.snapshot(after).ways)
        .isEqualTo(ways(FIRST, 1, "Copied (others hold the frame), then Pinned", FRAMES - 1));
    // Switched off, the other one is not there for the frame either.
    Program.studio().data().setApplicationPipelineStepEnabled(0, false);
    Program.images(Program.frames(FRAMES));
    assertThat(Program.snapshot(after).ways).isEqualTo(ways(FIRST, 1, "Pinned", FRAMES - 1));
  }

  @Test
  void aViewThatOutlivesTheCallKeepsItsPixelsAndCostsLaterFramesACopy() throws Exception {
    ProcessorSettings settings = Program.of("frames.keep_view");
    List<Image> images = Program.through(Program.frames(FRAMES), settings);
    for (int i = 0; i < FRAMES; i++) {
      assertPixels(images.get(i), Kind.GRAY16, Pixels.plus(Kind.GRAY16, i, 1));
    }
    assertThat(Program.snapshot(settings).ways.keySet()).anySatisfy(way -> assertThat(way).contains("a view outlived an earlier call"));
  }
}
