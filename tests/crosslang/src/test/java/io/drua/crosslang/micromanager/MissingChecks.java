package io.drua.crosslang.micromanager;

import static io.drua.crosslang.micromanager.Pixels.assertPixels;
import static org.assertj.core.api.Assertions.assertThat;

import io.drua.crosslang.support.Places;
import io.drua.micromanager.monitor.RunSnapshot;
import io.drua.micromanager.runtime.MicroManagerRuntime;
import io.drua.micromanager.settings.FailurePolicy;
import io.drua.micromanager.settings.ProcessorSettings;
import io.drua.mmhost.HostAcquisition;
import io.drua.mmhost.HostLogs;
import io.drua.mmhost.SyntheticFrames.Kind;
import java.nio.file.Paths;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.micromanager.data.Image;

/**
 * Where something that Drua needs is missing. Properties of the process say what: {@code checks.says} is what the message
 * must contain, {@code checks.python} the interpreter that the user chose before, {@code checks.mended} whether another
 * choice helps.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MissingChecks {
  private static final String[] SAYS = System.getProperty("checks.says").split("\\|");

  @BeforeAll
  static void choose() {
    Program.studio();
    String python = System.getProperty("checks.python");
    if (python != null) {
      MicroManagerRuntime.setPython(Paths.get(python));
    }
  }

  @AfterEach
  void tidy() throws Exception {
    Program.tidy();
  }

  @Test
  @Order(1)
  void rawFramesPassWithTheReason() throws Exception {
    ProcessorSettings settings = Program.of("frames.add_one").withOnFailure(FailurePolicy.PASS_RAW);
    List<Image> images = Program.through(Program.frames(5), settings);
    assertThat(images).hasSize(5);
    for (int i = 0; i < 5; i++) {
      assertPixels(images.get(i), Kind.GRAY16, Pixels.plus(Kind.GRAY16, i, 0));
      assertThat(Program.mark(images.get(i), "DruaStatus")).isEqualTo("failed");
      assertThat(Program.mark(images.get(i), "DruaError")).contains(SAYS).contains("time=" + i);
    }
    RunSnapshot run = Program.snapshot(settings);
    assertThat(run.failure.message()).contains(SAYS);
    assertThat(run.raw).isEqualTo(5);
  }

  @Test
  @Order(2)
  void orTheAcquisitionEndsWithIt() throws Exception {
    Program.set(Program.of("frames.add_one"));
    HostAcquisition acquisition = Program.acquire(Program.frames(20), Program.summary().build());
    assertThat(acquisition.wasAborted()).isTrue();
    assertThat(acquisition.failures().get(0).getMessage()).contains(SAYS);
    assertPixels(acquisition.store().images().get(0), Kind.GRAY16, Pixels.plus(Kind.GRAY16, 0, 0));
  }

  @Test
  @Order(3)
  void liveShowsTheRawFrame() throws Exception {
    Program.set(Program.of("frames.add_one").withOnFailure(FailurePolicy.PASS_RAW));
    Program.live(() -> {
      Image shown = Program.awaitShown("a flagged frame", image -> Program.mark(image, "DruaStatus").equals("failed"));
      assertThat(Program.mark(shown, "DruaError")).contains(SAYS);
    });
    int before = Program.studio().logs().shown().size();
    Program.set(Program.of("frames.add_one"));
    Program.live(() -> io.drua.crosslang.support.Collector.await("the dialog", () -> !Program.shownSince(before).isEmpty()));
    assertThat(Program.shownSince(before)).extracting(HostLogs.Entry::isError).containsOnly(true);
  }

  @Test
  @Order(4)
  void theProgramLivesOn() throws Exception {
    Program.set();
    assertPixels(Program.images(Program.frames(3)).get(2), Kind.GRAY16, Pixels.plus(Kind.GRAY16, 2, 0));
    if (Boolean.getBoolean("checks.mended")) {
      MicroManagerRuntime.setPython(Places.python());
      Image image = Program.through(Program.frames(2), Program.of("frames.add_one")).get(1);
      assertPixels(image, Kind.GRAY16, Pixels.plus(Kind.GRAY16, 1, 1));
    }
  }
}
