package io.drua.crosslang.micromanager;

import static io.drua.crosslang.micromanager.Pixels.assertPixels;
import static org.assertj.core.api.Assertions.assertThat;

import io.drua.crosslang.support.Collector;
import io.drua.micromanager.monitor.RunSnapshot;
import io.drua.micromanager.monitor.RunState;
import io.drua.micromanager.settings.ProcessorSettings;
import io.drua.mmhost.HostAcquisition;
import io.drua.mmhost.HostDatastore;
import io.drua.mmhost.SyntheticFrames.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.micromanager.data.Image;

/** Acquisitions that are aborted while a routine is at a frame. */
class AbortChecks {
  private static int number;

  @AfterEach
  void tidy() throws Exception {
    Program.tidy();
  }

  private static Path mark() {
    return Reload.work().resolve("inside " + number++);
  }

  /** Starts an acquisition, waits until the routine is in its frame, aborts it, and waits for the end for so many seconds. */
  private static HostAcquisition abort(ProcessorSettings settings, Path mark, double seconds) throws Exception {
    Program.set(settings);
    HostAcquisition acquisition = Program.studio().acquisitions().start(Program.frames(20), Program.summary().build());
    Collector.await("the routine is at it", () -> Files.exists(mark));
    Program.studio().acquisitions().abortAcquisition();
    assertThat(acquisition.await((long) (seconds * 1000), TimeUnit.MILLISECONDS)).as("it ends in time").isTrue();
    assertThat(acquisition.wasAborted()).isTrue();
    assertThat(acquisition.failures()).isEmpty();
    return acquisition;
  }

  private static void assertWorksAgain() throws Exception {
    Image image = Program.through(Program.frames(2), Program.of("frames.add_one")).get(1);
    assertPixels(image, Kind.GRAY16, Pixels.plus(Kind.GRAY16, 1, 1));
  }

  @Test
  void aLoopInPythonIsCancelled() throws Exception {
    Path mark = mark();
    ProcessorSettings settings = Program.of("trouble.spin", "mark", mark.toString());
    HostAcquisition acquisition = abort(settings, mark, 4);
    Image first = acquisition.store().images().get(0);
    assertThat(Program.mark(first, "DruaStatus")).isEqualTo("cancelled");
    assertPixels(first, Kind.GRAY16, Pixels.plus(Kind.GRAY16, 0, 0));
    assertThat(Program.snapshot(settings).note).contains("aborted");
    assertThat(Files.exists(Paths.get(mark + " ended"))).isTrue();
    for (Image image : acquisition.store().images().subList(1, acquisition.store().getNumImages())) {
      assertThat(Program.mark(image, "DruaStatus")).contains("not processed").contains("aborted");
    }
    assertWorksAgain();
  }

  @Test
  void aLoopThatWorksInPlaceIsCancelled() throws Exception {
    Path mark = mark();
    HostAcquisition acquisition = abort(Program.of("trouble.spin_in_place", "mark", mark.toString()), mark, 4);
    assertThat(Program.mark(acquisition.store().images().get(0), "DruaStatus")).isEmpty();
    assertThat(Program.mark(acquisition.store().images().get(1), "DruaStatus")).isEqualTo("cancelled, pixels partly changed");
    assertWorksAgain();
  }

  @Test
  void aLongCallOfCIsLeftBehind() throws Exception {
    for (String routine : new String[] {"trouble.sleep_long", "trouble.wait_for_lock"}) {
      Path mark = mark();
      ProcessorSettings settings = Program.of(routine, "mark", mark.toString());
      HostAcquisition acquisition = abort(settings, mark, 8);
      Image first = acquisition.store().images().get(0);
      assertThat(Program.mark(first, "DruaStatus")).isEqualTo("cancelled");
      assertThat(Program.mark(first, "DruaError")).contains("time=0").contains("goes on without it");
      assertPixels(first, Kind.GRAY16, Pixels.plus(Kind.GRAY16, 0, 0));
      assertWorksAgain();
    }
  }

  @Test
  void aLongCallOnTheFrameItselfIsSaidToHoldTheAcquisitionUp() throws Exception {
    Path mark = mark();
    ProcessorSettings settings = Program.of("trouble.nap_in_place", "mark", mark.toString());
    Program.set(settings);
    HostAcquisition acquisition = Program.studio().acquisitions().start(Program.frames(20), Program.summary().build());
    Collector.await("the routine is at it", () -> Files.exists(mark));
    Program.studio().acquisitions().abortAcquisition();
    Program.awaitCounts("a word on it", settings, run -> run.note.contains("in place, inside a call of compiled code"));
    assertThat(acquisition.await(8, TimeUnit.SECONDS)).isTrue();
    assertWorksAgain();
  }

  @Test
  void aStartThatDoesNotEndIsCancelledOrLeftBehind() throws Exception {
    for (String how : new String[] {"spin", "sleep"}) {
      Path mark = mark();
      ProcessorSettings settings = Program.of("trouble.StuckAtStart", "mark", mark.toString(), "how", how);
      HostAcquisition acquisition = abort(settings, mark, 5);
      Image first = acquisition.store().images().get(0);
      assertThat(Program.mark(first, "DruaStatus")).as(how).isEqualTo("cancelled");
      assertPixels(first, Kind.GRAY16, Pixels.plus(Kind.GRAY16, 0, 0));
      assertThat(Program.snapshot(settings).failures).isZero();
      assertWorksAgain();
    }
  }

  @Test
  void whoIsLeftBehindIsStoppedInTheEnd() throws Exception {
    Path mark = mark();
    HostAcquisition acquisition = abort(Program.of("trouble.NapAndStop", "mark", mark.toString()), mark, 8);
    assertThat(Program.mark(acquisition.store().images().get(0), "DruaError")).contains("goes on without it");
    Collector.await("its stop() is called when its nap is over", () -> Files.exists(Paths.get(mark + " stopped")));
  }

  @Test
  void thePanelStopsAndReloadsARun() throws Exception {
    Path mark = mark();
    ProcessorSettings settings = Program.of("trouble.spin_once", "mark", mark.toString());
    Program.set(settings);
    HostAcquisition acquisition = Program.studio().acquisitions().start(Program.slowly(200, 10), Program.summary().build());
    Collector.await("the routine is at it", () -> Files.exists(mark));
    assertThat(Program.snapshot(settings).queue).isEqualTo(1);
    Program.run(settings).control().stop();
    Program.awaitCounts("raw frames pass", settings, run -> run.raw >= 5);
    RunSnapshot stopped = Program.snapshot(settings);
    assertThat(stopped.state).isEqualTo(RunState.STOPPED);
    assertThat(stopped.failures).isZero();
    assertThat(stopped.failure).isNull();
    assertThat(stopped.note).contains("the user stopped it");
    Program.run(settings).control().reload();
    Program.awaitCounts("frames are processed again", settings, run -> run.processed >= 5);
    assertThat(Program.snapshot(settings).state).isEqualTo(RunState.RUNNING);
    assertThat(acquisition.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(acquisition.store().getNumImages()).isEqualTo(200);
    assertThat(acquisition.failures()).isEmpty();
    Image last = acquisition.store().images().get(199);
    assertPixels(last, Kind.GRAY16, Pixels.plus(Kind.GRAY16, 199, 1));
    assertThat(acquisition.store().images()).anyMatch(
        image -> Program.mark(image, "DruaStatus").equals("not processed: the user stopped it"));
  }

  @Test
  void anAbortLeavesOldDataThatIsProcessedAlone() throws Exception {
    ProcessorSettings settings = Program.of("trouble.slow", "seconds", "0.4");
    HostDatastore source = Program.studio().acquisitions().start(Program.frames(4), Program.summary().build()).store();
    assertThat(source.awaitImages(4, 20, TimeUnit.SECONDS)).isTrue();
    Program.set(settings);
    CompletableFuture<HostDatastore> processed =
        CompletableFuture.supplyAsync(() -> Program.studio().acquisitions().processOldData(source));
    Program.awaitCounts("the first frame is in the routine", settings, run -> run.queue == 1);
    Path mark = mark();
    ProcessorSettings spin = Program.of("trouble.spin", "mark", mark.toString());
    Program.set(spin);
    HostAcquisition acquisition = Program.studio().acquisitions().start(Program.frames(20), Program.summary().build());
    Collector.await("the other routine is at it", () -> Files.exists(mark));
    Program.studio().acquisitions().abortAcquisition();
    assertThat(acquisition.await(5, TimeUnit.SECONDS)).isTrue();
    HostDatastore result = processed.get(20, TimeUnit.SECONDS);
    assertThat(result.images()).hasSize(4);
    for (int i = 0; i < 4; i++) {
      assertThat(Program.mark(result.images().get(i), "DruaStatus")).isEmpty();
      assertPixels(result.images().get(i), Kind.GRAY16, Pixels.plus(Kind.GRAY16, i, 1));
    }
  }
}
