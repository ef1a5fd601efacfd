package io.drua.micromanager.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.drua.bridge.Transfer;
import io.drua.micromanager.settings.ProcessorSettings;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class RunMonitorTest {
  private static final Transfer PINNED = new Transfer(Transfer.Mode.PINNED, "", 0, false);
  private static final Transfer FIRST = new Transfer(Transfer.Mode.COPIED, "first call", 16, false);

  private static RunMonitor monitor(ProcessorSettings settings) {
    return new RunMonitor(settings, "label", null);
  }

  @Test
  void countsFramesTimesAndWays() {
    RunMonitor monitor = monitor(ProcessorSettings.fresh());
    RunSnapshot before = monitor.snapshot();
    for (Transfer transfer : new Transfer[] {FIRST, PINNED, PINNED}) {
      monitor.frameCame();
      monitor.frameProcessed(1_000, 2_000, 3_000, transfer, 0, null);
    }
    monitor.frameCame();
    monitor.frameProcessed(1_000, 2_000, 3_000, PINNED, 8, "others hold the frame");
    RunSnapshot after = monitor.snapshot();
    assertThat(after.frames).isEqualTo(4);
    assertThat(after.ways)
        .containsEntry("Copied (first call)", 1L)
        .containsEntry("Pinned", 2L)
        .containsEntry("Copied (others hold the frame), then Pinned", 1L)
        .hasSize(3);
    assertThat(after.bytesCopied).isEqualTo(24);
    assertThat(after.microsOf(after.pythonNanos, before.pythonNanos, before)).isEqualTo(2.0);
    assertThat(after.framesPerSecond(before)).isPositive();
    assertThat(before.microsOf(0, 0, null)).isNaN();
  }

  @Test
  void aFailureStaysUntilItIsMended() {
    RunMonitor monitor = monitor(ProcessorSettings.fresh());
    monitor.frameFailed(new FrameFailure("what", "trace", "time=1", "what", 0));
    assertThat(monitor.snapshot().state).isEqualTo(RunState.FAILED);
    monitor.frameProcessed(1, 1, 1, PINNED, 0, null);
    assertThat(monitor.snapshot().state).isEqualTo(RunState.RUNNING);
    assertThat(monitor.snapshot().failure.message()).isEqualTo("what");
    monitor.mended();
    assertThat(monitor.snapshot().failure).isNull();
  }

  @Test
  void theTableKeepsItsNewestRows() {
    RecordTable table = new RecordTable();
    for (int i = 0; i < 101_500; i++) {
      table.add(Collections.<String, Object>singletonMap(i % 2 == 0 ? "even" : "odd", i));
    }
    assertThat(table.count()).isEqualTo(101_500);
    assertThat(table.columns()).containsExactly("even", "odd");
    assertThat(table.rowsFrom(101_499)).containsExactly(Collections.<String, Object>singletonMap("odd", 101_499));
    assertThat(table.rowsFrom(0)).hasSizeBetween(100_000, 101_000);
    table.clear();
    assertThat(table.rowsFrom(0)).isEmpty();
  }

  @Test
  void runsOfScriptsAreForgottenWhenTheyHaveEnded() {
    RunDirectory directory = RunDirectory.get();
    ProcessorSettings kept = ProcessorSettings.fresh();
    directory.configured(kept);
    RunMonitor first = monitor(kept);
    first.setState(RunState.ENDED);
    directory.started(first);
    for (int i = 0; i < 100; i++) {
      RunMonitor run = monitor(ProcessorSettings.fresh());
      run.setState(RunState.ENDED);
      directory.started(run);
    }
    assertThat(directory.runs().size()).isLessThan(50);
    assertThat(directory.runs(kept.id())).containsExactly(first);
    directory.removed(kept.id());
    assertThat(directory.runs(kept.id())).isEmpty();
    for (RunMonitor run : directory.runs()) {
      directory.removed(run.settings().id());
    }
  }
}
