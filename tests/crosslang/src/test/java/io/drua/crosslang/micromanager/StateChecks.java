package io.drua.crosslang.micromanager;

import static io.drua.crosslang.micromanager.Pixels.assertPixels;
import static org.assertj.core.api.Assertions.assertThat;

import io.drua.crosslang.support.Collector;
import io.drua.micromanager.PythonProcessorPlugin;
import io.drua.micromanager.monitor.RunKind;
import io.drua.micromanager.monitor.RunMonitor;
import io.drua.micromanager.monitor.RunState;
import io.drua.micromanager.monitor.RunDirectory;
import io.drua.micromanager.settings.FailurePolicy;
import io.drua.micromanager.settings.ProcessorSettings;
import io.drua.mmhost.HostAcquisition;
import io.drua.mmhost.HostProfile;
import io.drua.mmhost.SyntheticFrames;
import io.drua.mmhost.SyntheticFrames.Kind;
import io.drua.mmhost.TestStudio;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.micromanager.data.Image;
import org.micromanager.data.ProcessorConfigurator;

/** Processors that remember: started once a run, stopped once, each pipeline with its own. */
class StateChecks {
  @AfterEach
  void tidy() throws Exception {
    Program.tidy();
  }

  private static Path journal(String name) throws Exception {
    Path file = Reload.work().resolve(name + ".txt");
    Files.deleteIfExists(file);
    return file;
  }

  /** What each instance noted. */
  private static List<List<String>> notes(Path journal) throws Exception {
    Map<String, List<String>> notes = new LinkedHashMap<>();
    for (String line : Files.readAllLines(journal, StandardCharsets.UTF_8)) {
      String[] parts = line.split(" ", 2);
      notes.computeIfAbsent(parts[0], key -> new ArrayList<>()).add(parts[1]);
    }
    return new ArrayList<>(notes.values());
  }

  @Test
  void startedAndStoppedOnceARun() throws Exception {
    Path journal = journal("once");
    ProcessorSettings settings = Program.of("frames.CountUp", "first", "11", "journal", journal.toString());
    Program.set(settings);
    for (int run = 0; run < 2; run++) {
      Files.deleteIfExists(journal);
      HostAcquisition acquisition = Program.acquire(Program.frames(5), Program.summary().prefix("abc").channelNames("X").build());
      List<Image> images = acquisition.store().images();
      assertThat(images).hasSize(5);
      for (int i = 0; i < 5; i++) {
        int number = 11 + i;
        assertPixels(images.get(i), Kind.GRAY16, Pixels.changed(Kind.GRAY16, i, (x, y, value) -> number));
      }
      assertThat(notes(journal)).containsExactly(
          Arrays.asList("made", "start abc ['X'] True", "can't be written", "stop 15"));
      assertThat(Program.snapshot(settings).state).isEqualTo(RunState.ENDED);
    }
    assertThat(RunDirectory.get().runs(settings.id())).hasSize(2);
  }

  @Test
  void twoPipelinesAtOnceKeepTheirOwnState() throws Exception {
    Path journal = journal("two");
    ProcessorSettings settings = Program.of("frames.CountUp", "journal", journal.toString());
    Program.set(settings);
    Program.live(() -> {
      Program.awaitShown("live counts", image -> image.getIntensityAt(0, 0) >= 3);
      List<Image> images = Program.images(() -> {
        Thread.sleep(5);
        return null;
      });
      assertThat(images).isEmpty();
      SyntheticFrames frames = Program.frames(20);
      images = Program.images(() -> {
        Thread.sleep(10);
        return frames.next();
      });
      for (int i = 0; i < 20; i++) {
        assertThat(images.get(i).getIntensityAt(1, 1)).isEqualTo(i + 1);
      }
      long now = Program.shown().getIntensityAt(0, 0);
      Program.awaitShown("live goes on", image -> image.getIntensityAt(0, 0) > now + 2);
      List<RunKind> kinds = new ArrayList<>();
      for (RunMonitor run : RunDirectory.get().runs(settings.id())) {
        kinds.add(run.snapshot().kind);
      }
      assertThat(kinds).contains(RunKind.LIVE, RunKind.ACQUISITION);
    });
    Program.set();
    Program.live(() -> Collector.await("the old pipeline's end", () -> {
      try {
        return notes(journal).size() == 2 && notes(journal).stream().allMatch(all -> all.get(all.size() - 1).startsWith("stop"));
      } catch (Exception error) {
        throw new AssertionError(error);
      }
    }));
    List<List<String>> notes = notes(journal);
    assertThat(notes.get(1)).last().isEqualTo("stop 20");
    assertThat(notes.get(0)).filteredOn(note -> note.startsWith("stop")).hasSize(1);
  }

  @Test
  void theShippedProcessorsRun() throws Exception {
    List<Image> averaged = Program.through(Program.frames(6), Program.of("rolling_average.RollingAverage", "frames", "2"));
    for (int i = 1; i < 6; i++) {
      int number = i;
      assertPixels(averaged.get(i), Kind.GRAY16, Pixels.changed(Kind.GRAY16, i,
          (x, y, value) -> (SyntheticFrames.valueAt(number, x, y) + SyntheticFrames.valueAt(number - 1, x, y) + 1) / 2));
    }
    List<Image> halves = Program.through(Program.frames(2), Program.of("split_channels.split_left_right"));
    assertThat(halves).hasSize(4);
    assertThat(halves.get(3).getWidth()).isEqualTo(32);
    assertThat(halves.get(3).getIntensityAt(5, 7)).isEqualTo(SyntheticFrames.valueAt(1, 37, 7));
    ProcessorSettings focus = Program.of("focus_score.focus_score");
    Program.through(Program.frames(3), focus);
    assertThat(Program.rows(focus)).hasSize(3);
  }

  @Test
  void theProfileKeepsTheProcessors() throws Exception {
    ProcessorSettings one = Program.of("frames.CountUp", "first", "7", "journal", "größe \"µ\"").withKeepRaw(true);
    ProcessorSettings two = Program.of("frames.look").withOnFailure(FailurePolicy.PASS_RAW).withLiveWaitMillis(123);
    Program.set(one, two);
    assertThat(Program.studio().shutDown()).isTrue();
    HostProfile saved = HostProfile.fromJson(Program.studio().profile().toJson());
    List<ProcessorSettings> restored = new ArrayList<>();
    try (TestStudio next = new TestStudio(new TestStudio.Options().profile(saved))) {
      next.install(new PythonProcessorPlugin());
      next.restorePipeline();
      for (ProcessorConfigurator configurator : next.data().getApplicationPipelineConfigurators(true)) {
        restored.add(ProcessorSettings.of(configurator.getSettings()));
      }
      next.data().clearPipeline();
    } finally {
      Program.studio().install(Program.plugin());
    }
    assertThat(restored).containsExactly(one, two);
  }
}
