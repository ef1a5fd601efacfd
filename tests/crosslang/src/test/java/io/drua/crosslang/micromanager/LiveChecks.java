package io.drua.crosslang.micromanager;

import static io.drua.crosslang.micromanager.Pixels.assertPixels;
import static org.assertj.core.api.Assertions.assertThat;

import io.drua.crosslang.support.Collector;
import io.drua.micromanager.monitor.RunKind;
import io.drua.micromanager.monitor.RunSnapshot;
import io.drua.micromanager.settings.FailurePolicy;
import io.drua.micromanager.settings.ProcessorSettings;
import io.drua.mmhost.HostLogs;
import io.drua.mmhost.SyntheticFrames;
import io.drua.mmhost.SyntheticFrames.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.micromanager.data.Image;

/** Snap and live, on the event thread: the window must stay alive whatever a routine does. */
class LiveChecks {
  /** Far beyond what a routine may hold the event thread up, far below what these routines take. */
  private static final long LONGEST_MILLIS = 500;

  @AfterEach
  void tidy() throws Exception {
    Program.tidy();
  }

  /** The longest time, in milliseconds, that the event thread kept somebody waiting in so long a time. */
  private static long heldUp(long millis) throws Exception {
    long longest = 0;
    long end = System.nanoTime() + millis * 1_000_000;
    while (System.nanoTime() < end) {
      long start = System.nanoTime();
      SwingUtilities.invokeAndWait(() -> {});
      longest = Math.max(longest, System.nanoTime() - start);
      Thread.sleep(3);
    }
    return longest / 1_000_000;
  }

  private static boolean isProcessed(Image image, int added) {
    long number = image.getMetadata().getImageNumber();
    return image.getIntensityAt(3, 4) == SyntheticFrames.valueAt(number, 3, 4) + added;
  }

  @Test
  void fastRoutinesAreShownEachTime() throws Exception {
    ProcessorSettings settings = Program.of("frames.add_one").withLiveWaitMillis(1_000);
    Program.set(settings);
    Program.live(() -> {
      Program.awaitCounts("twenty frames", settings, run -> run.processed >= 20);
      Image shown = Program.shown();
      assertThat(isProcessed(shown, 1)).isTrue();
      assertThat(Program.mark(shown, "DruaStatus")).isEmpty();
      Image raw = Program.studio().live().lastRawImage();
      assertPixels(raw, Kind.GRAY16, Pixels.plus(Kind.GRAY16, raw.getMetadata().getImageNumber(), 0));
    });
    RunSnapshot run = Program.snapshot(settings);
    assertThat(run.kind).isEqualTo(RunKind.LIVE);
    assertThat(run.ways.keySet()).hasSize(1).allSatisfy(way -> assertThat(way).startsWith("Copied (live view"));
  }

  @Test
  void aNewSessionShowsNothingOfTheOneBefore() throws Exception {
    Program.set(Program.of("trouble.slow", "seconds", "0.6"));
    Program.live(() -> Program.awaitShown(
        "a late result", image -> Program.mark(image, "DruaStatus").equals("result of an earlier frame")));
    long before = Program.studio().live().lastRawImage().getMetadata().getImageNumber();
    Program.live(() -> {
      Image shown = Program.awaitShown(
          "a frame of this session", image -> image.getMetadata().getImageNumber() > before);
      assertThat(Program.mark(shown, "DruaStatus")).isEqualTo("late");
      Image old = Program.awaitShown(
          "a result of this session", image -> Program.mark(image, "DruaStatus").equals("result of an earlier frame"));
      assertThat(old.getMetadata().getImageNumber()).isGreaterThan(before);
    });
  }

  @Test
  void slowRoutineLeavesTheWindowAlive() throws Exception {
    ProcessorSettings settings = Program.of("trouble.slow", "seconds", "0.7");
    Program.set(settings);
    Program.live(() -> {
      Image raw = Program.awaitShown("the raw frame", image -> Program.mark(image, "DruaStatus").equals("late"));
      assertThat(isProcessed(raw, 0)).isTrue();
      assertThat(Program.snapshot(settings).note).contains("raw frame is shown");
      assertThat(heldUp(1_500)).isLessThan(LONGEST_MILLIS);
      Image old = Program.awaitShown(
          "the last result", image -> Program.mark(image, "DruaStatus").equals("result of an earlier frame"));
      assertThat(isProcessed(old, 1)).isTrue();
      assertThat(Program.snapshot(settings).note).contains("last result is shown");
    });
    RunSnapshot run = Program.snapshot(settings);
    assertThat(run.late).isGreaterThan(5);
    assertThat(run.processed).isBetween(1L, 6L);
    assertThat(run.failure).isNull();
  }

  @Test
  void blockedRoutinesLeaveTheWindowAlive() throws Exception {
    for (String routine : new String[] {"trouble.spin", "trouble.sleep_long", "trouble.wait_for_lock"}) {
      ProcessorSettings settings = Program.of(routine);
      Program.set(settings);
      Program.live(() -> {
        Program.awaitShown(routine, image -> Program.mark(image, "DruaStatus").equals("late"));
        Program.awaitCounts("late frames", settings, run -> run.late > 3);
        assertThat(heldUp(500)).as(routine).isLessThan(LONGEST_MILLIS);
        assertThat(Program.shown()).isNotNull();
      });
      // The next processor must not wait for this one.
      Program.set(Program.of("frames.add_one").withLiveWaitMillis(1_000));
      Program.live(() -> Program.awaitShown("after " + routine,
          image -> isProcessed(image, 1) && Program.mark(image, "DruaStatus").isEmpty()));
    }
  }

  @Test
  void theEndOfLiveCancelsTheRoutine() throws Exception {
    Path mark = Reload.work().resolve("live");
    Program.set(Program.of("trouble.spin", "mark", mark.toString()));
    Program.live(() -> Collector.await("the routine is at it", () -> Files.exists(mark)));
    Collector.await("the routine has ended", () -> Files.exists(Reload.work().resolve("live ended")));
  }

  @Test
  void snapWaitsForTheResult() throws Exception {
    Program.set(Program.of("trouble.slow", "seconds", "0.1"));
    int before = Program.studio().live().shown();
    SyntheticFrames frames = new SyntheticFrames(Kind.GRAY16, Program.WIDTH, Program.HEIGHT);
    Program.scene(frames);
    // The first one also loads the routine.
    for (int i = 0; i < 3; i++) {
      int wanted = before + i + 1;
      Program.studio().live().snap(true);
      Collector.await("a snap", () -> Program.studio().live().shown() == wanted);
    }
    List<Image> snaps = Program.studio().live().store().images();
    assertThat(snaps).hasSize(3);
    for (int i = 1; i < 3; i++) {
      assertThat(Program.mark(snaps.get(i), "DruaStatus")).isEmpty();
      assertPixels(snaps.get(i), Kind.GRAY16, Pixels.plus(Kind.GRAY16, i, 1));
    }
  }

  @Test
  void failuresEndLiveWithADialogOrShowTheRawFrame() throws Exception {
    int before = Program.studio().logs().shown().size();
    Program.set(Program.of("trouble.always_raise").withLiveWaitMillis(1_000));
    Program.live(() -> {
      Collector.await("the dialog", () -> !Program.shownSince(before).isEmpty());
      Collector.await("the end", () -> !Program.studio().live().isGrabbing());
    });
    List<HostLogs.Entry> shown = Program.shownSince(before);
    assertThat(shown).hasSize(1);
    assertThat(shown.get(0).cause().getMessage()).contains("Always Raise").contains("never works").contains("trouble.py, line ");

    ProcessorSettings passing =
        Program.of("trouble.always_raise").withLiveWaitMillis(1_000).withOnFailure(FailurePolicy.PASS_RAW);
    Program.set(passing);
    Program.live(() -> {
      Image raw = Program.awaitShown("the raw frame", image -> Program.mark(image, "DruaStatus").equals("failed"));
      assertThat(isProcessed(raw, 0)).isTrue();
      assertThat(Program.mark(raw, "DruaError")).contains("never works");
      Program.awaitCounts("live goes on", passing, run -> run.failures > 5);
      assertThat(Program.studio().live().isGrabbing()).isTrue();
    });
    assertThat(Program.shownSince(before)).hasSize(1);
  }

  @Test
  void anErrorOfWhoComesBehindLeavesAsAnException() throws Exception {
    int before = Program.studio().logs().shown().size();
    Program.set(Program.of("frames.add_one").withLiveWaitMillis(1_000));
    Program.add(new OtherPlugin((image, context) -> {
      throw new AssertionError("from behind");
    }));
    Program.live(() -> Collector.await("the dialog", () -> !Program.shownSince(before).isEmpty()));
    assertThat(Program.shownSince(before).get(0).cause().getMessage()).contains("from behind");
  }

  @Test
  void droppedFramesAndSeveralChannelsInLive() throws Exception {
    ProcessorSettings halves = Program.of("frames.halves").withLiveWaitMillis(1_000);
    Program.set(halves);
    Program.live(() -> Collector.await("two channels", () -> Program.shown() != null && Program.studio().live().store().getNumImages() == 2));
    List<Image> both = Program.studio().live().store().images();
    assertThat(both).extracting(image -> image.getCoords().getC()).containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void rawFramesAreKeptInAcquisitionsOnly() throws Exception {
    ProcessorSettings settings = Program.of("frames.add_one").withLiveWaitMillis(1_000).withKeepRaw(true);
    Program.set(settings);
    Program.live(() -> Program.awaitCounts("ten frames", settings, run -> run.processed >= 10));
    assertThat(Program.studio().live().store().getNumImages()).isEqualTo(1);
    assertThat(isProcessed(Program.shown(), 1)).isTrue();
  }

  @Test
  void routinesMayCallTheProgramFromALiveFrame() throws Exception {
    Program.set(Program.of("trouble.stop_live"));
    Program.studio().live().setLiveModeOn(true);
    Collector.await("the end of live", () -> !Program.studio().live().isLiveModeOn());
    assertThat(heldUp(200)).isLessThan(LONGEST_MILLIS);
    Program.set(Program.of("trouble.clear_pipeline"));
    Program.live(() -> {
      Collector.await("an empty list", () -> Program.studio().data().getApplicationPipelineConfigurators(true).isEmpty());
      Program.awaitShown("raw frames", image -> isProcessed(image, 0) && Program.mark(image, "DruaStatus").isEmpty());
      assertThat(heldUp(200)).isLessThan(LONGEST_MILLIS);
    });
  }
}
