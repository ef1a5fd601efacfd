package io.drua.crosslang.micromanager;

import static io.drua.crosslang.micromanager.Pixels.assertPixels;
import static org.assertj.core.api.Assertions.assertThat;

import io.drua.bridge.JavaFunction;
import io.drua.bridge.PyObject;
import io.drua.micromanager.monitor.RunSnapshot;
import io.drua.micromanager.monitor.RunState;
import io.drua.micromanager.runtime.MicroManagerRuntime;
import io.drua.micromanager.runtime.ProcessorLog;
import io.drua.micromanager.settings.FailurePolicy;
import io.drua.micromanager.settings.ProcessorSettings;
import io.drua.mmhost.HostAcquisition;
import io.drua.mmhost.HostLogs;
import io.drua.mmhost.SyntheticFrames.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.micromanager.data.Image;

/** Routines that fail in an acquisition: the message, the frame, the frames after it. */
class FailureChecks {
  @AfterEach
  void tidy() throws Exception {
    Program.studio().acquisitions().answerFailuresWith(failure -> true);
    Program.tidy();
  }

  private static int line(String file, String text) throws Exception {
    List<String> lines = java.nio.file.Files.readAllLines(Reload.routines().resolve(file));
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(text)) {
        return i + 1;
      }
    }
    throw new AssertionError(text);
  }

  /** Runs 60 frames of which number 37 fails. */
  private static HostAcquisition failAt37(ProcessorSettings settings) throws Exception {
    Program.set(settings);
    HostAcquisition acquisition = Program.acquire(Program.frames(60), Program.summary().build());
    RunSnapshot run = Program.snapshot(settings);
    assertThat(run.failure.message())
        .startsWith("Python Processor \"Raise At\" failed at time=37, channel=0 (trouble.py, line "
            + line("trouble.py", "no good at") + "): ValueError: no good at 37");
    assertThat(run.failure.details()).contains("Traceback").contains("raise_at");
    assertThat(run.failure.coordinates()).isEqualTo("time=37, channel=0");
    assertThat(run.failures).isEqualTo(1);
    assertThat(run.raw).isEqualTo(1);
    return acquisition;
  }

  @Test
  void frame37PassesRawAndTheOthersLiveOn() throws Exception {
    HostAcquisition acquisition = failAt37(Program.of("trouble.raise_at").withOnFailure(FailurePolicy.PASS_RAW));
    assertThat(acquisition.failures()).isEmpty();
    List<Image> images = acquisition.store().images();
    assertThat(images).hasSize(60);
    for (int i = 0; i < 60; i++) {
      assertThat(images.get(i).getCoords().getT()).isEqualTo(i);
      assertPixels(images.get(i), Kind.GRAY16, Pixels.plus(Kind.GRAY16, i, i == 37 ? 0 : 1));
      assertThat(Program.mark(images.get(i), "DruaStatus")).isEqualTo(i == 37 ? "failed" : "");
    }
    assertThat(Program.mark(images.get(37), "DruaError")).contains("Raise At").contains("time=37").contains("no good at 37");
  }

  @Test
  void frame37EndsTheAcquisitionAndIsKeptWithAFlag() throws Exception {
    HostAcquisition acquisition = failAt37(Program.of("trouble.raise_at"));
    assertThat(acquisition.wasAborted()).isTrue();
    assertThat(acquisition.failures()).hasSize(1);
    assertThat(acquisition.failures().get(0).getMessage()).contains("Raise At").contains("time=37").contains("no good at 37");
    List<Image> images = acquisition.store().images();
    assertThat(images.size()).isBetween(38, 42);
    assertThat(Program.mark(images.get(37), "DruaStatus")).isEqualTo("failed, pixels partly changed");
    for (int i = 0; i < images.size(); i++) {
      assertThat(images.get(i).getCoords().getT()).isEqualTo(i);
      if (i != 37) {
        assertPixels(images.get(i), Kind.GRAY16, Pixels.plus(Kind.GRAY16, i, 1));
      }
    }
  }

  @Test
  void theUserMayGoOnAfterFrame37() throws Exception {
    Program.studio().acquisitions().answerFailuresWith(failure -> false);
    HostAcquisition acquisition = failAt37(Program.of("trouble.raise_at"));
    assertThat(acquisition.wasAborted()).isFalse();
    List<Image> images = acquisition.store().images();
    Image last = images.get(images.size() - 1);
    assertThat(last.getCoords().getT()).isEqualTo(59);
    assertPixels(last, Kind.GRAY16, Pixels.plus(Kind.GRAY16, 59, 1));
    // The program itself gives up the frame that it was about to insert.
    assertThat(images).hasSizeGreaterThanOrEqualTo(59);
  }

  /** Four frames, each of which fails with this message and goes on raw; then the interpreter is in order. */
  private static void failsEach(String message, ProcessorSettings settings) throws Exception {
    ProcessorSettings passing = settings.withOnFailure(FailurePolicy.PASS_RAW);
    List<Image> images = Program.through(Program.frames(4), passing);
    assertThat(images).hasSize(4);
    for (int i = 0; i < 4; i++) {
      assertPixels(images.get(i), Kind.GRAY16, Pixels.plus(Kind.GRAY16, i, 0));
      assertThat(Program.mark(images.get(i), "DruaError")).contains(message).contains("time=" + i);
    }
    assertThat(Program.snapshot(passing).failures).isEqualTo(4);
    Image image = Program.through(Program.frames(1), Program.of("frames.add_one")).get(0);
    assertPixels(image, Kind.GRAY16, Pixels.plus(Kind.GRAY16, 0, 1));
  }

  @Test
  void leavingPythonEndsNothing() throws Exception {
    for (String how : new String[] {"exit", "systemexit", "interrupt", "generator"}) {
      ProcessorSettings settings = Program.of("trouble.leave", "how", how, "at", "31").withOnFailure(FailurePolicy.PASS_RAW);
      List<Image> images = Program.through(Program.frames(4), settings);
      assertThat(images).as(how).hasSize(4);
      assertThat(Program.snapshot(settings).failures).as(how).isEqualTo(1);
      assertThat(Program.mark(images.get(1), "DruaError")).as(how).contains("Leave").contains("time=1").contains("trouble.py, line ");
      assertThat(Program.mark(images.get(2), "DruaError")).isEmpty();
    }
  }

  @Test
  void endlessRecursionIsAFailure() throws Exception {
    failsEach("RecursionError", Program.of("trouble.recurse"));
  }

  @Test
  void memoryThatIsNotThereIsAFailure() throws Exception {
    failsEach("MemoryError", Program.of("trouble.take_too_much"));
  }

  @Test
  void errorsOfJavaAreFailures() throws Exception {
    JavaFunction trouble = args -> {
      if (args[1].equals("StackOverflowError")) {
        return deeper(0);
      }
      throw args[1].equals("OutOfMemoryError") ? new OutOfMemoryError("simulated") : new LinkageError("simulated");
    };
    // The program comes before Python.
    Program.set();
    try (PyObject module = MicroManagerRuntime.module("drua.micromanager")) {
      module.invoke("_offer", "trouble", trouble);
    }
    for (String kind : new String[] {"OutOfMemoryError", "StackOverflowError", "LinkageError"}) {
      failsEach(kind, Program.of("trouble.java_error", "kind", kind));
    }
  }

  private static int deeper(int depth) {
    return deeper(depth + 1) + 1;
  }

  @Test
  void threadsOfTheRoutine() throws Exception {
    for (String routine : new String[] {"trouble.threads", "trouble.leave_thread"}) {
      List<Image> images = Program.through(Program.frames(8), Program.of(routine));
      for (int i = 0; i < 8; i++) {
        assertPixels(images.get(i), Kind.GRAY16, Pixels.plus(Kind.GRAY16, i, 1));
      }
    }
  }

  @Test
  void startAndStopThatFail() throws Exception {
    failsEach("RuntimeError: not today", Program.of("trouble.FailToStart"));
    ProcessorSettings settings = Program.of("trouble.FailToStop");
    List<Image> images = Program.through(Program.frames(3), settings);
    assertPixels(images.get(2), Kind.GRAY16, Pixels.plus(Kind.GRAY16, 2, 1));
    RunSnapshot run = Program.snapshot(settings);
    assertThat(run.failure.message()).contains("Fail To Stop").contains("won't stop");
    assertThat(run.state).isEqualTo(RunState.ENDED);
  }

  @Test
  void noRoutineOrAnUnknownOne() throws Exception {
    ProcessorSettings none = ProcessorSettings.fresh();
    List<Image> images = Program.through(Program.frames(3), none, Program.of("frames.add_one"));
    assertThat(images).hasSize(3);
    assertPixels(images.get(2), Kind.GRAY16, Pixels.plus(Kind.GRAY16, 2, 1));
    assertThat(Program.snapshot(none).note).contains("No routine is chosen");
    failsEach("frames.no_such", Program.of("frames.no_such"));
    failsEach("first", Program.of("frames.CountUp", "first", "many"));
  }

  // -- Routines that call the program --

  @Test
  void studioIsCalledFromACopiedFrame() throws Exception {
    ProcessorSettings settings = Program.of("trouble.ask_studio");
    List<Image> images = Program.through(Program.frames(5), settings);
    for (int i = 0; i < 5; i++) {
      assertPixels(images.get(i), Kind.GRAY16, Pixels.plus(Kind.GRAY16, i, 1));
    }
    assertThat(Program.snapshot(settings).ways).containsOnlyKeys("Copied (it calls Java)").containsEntry("Copied (it calls Java)", 5L);
    assertThat(Program.rows(settings)).hasSize(5)
        .allSatisfy(row -> assertThat(row).containsEntry("running", true).containsEntry("profile", "Test user"));
    assertThat(Program.studio().logs().entries()).extracting(HostLogs.Entry::message).contains("a processor was here");
  }

  @Test
  void thePipelineIsChangedFromInside() throws Exception {
    List<Image> images = Program.through(Program.frames(5), Program.of("trouble.clear_pipeline"));
    assertThat(images).hasSize(5);
    for (int i = 0; i < 5; i++) {
      assertPixels(images.get(i), Kind.GRAY16, Pixels.plus(Kind.GRAY16, i, 1));
    }
    assertThat(Program.studio().data().getApplicationPipelineConfigurators(true)).isEmpty();
    assertPixels(Program.images(Program.frames(1)).get(0), Kind.GRAY16, Pixels.plus(Kind.GRAY16, 0, 0));
  }

  @Test
  void callsThatWereNotSaidAreRefusedOnceAndThenGetCopies() throws Exception {
    ProcessorSettings settings = Program.of("trouble.call_java_unsaid").withOnFailure(FailurePolicy.PASS_RAW);
    List<Image> images = Program.through(Program.frames(6), settings);
    assertThat(images).hasSize(6);
    assertThat(Program.mark(images.get(1), "DruaError")).contains("can't be called while the image is pinned").contains("time=1");
    for (int i = 0; i < 6; i++) {
      assertPixels(images.get(i), Kind.GRAY16, Pixels.plus(Kind.GRAY16, i, i == 1 ? 0 : 1));
    }
    assertThat(Program.snapshot(settings).failures).isEqualTo(1);
    assertThat(Program.snapshot(settings).ways).containsEntry("Copied (it called Java in an earlier call)", 4L);
  }

  // -- Order --

  @Test
  void slowRoutinesHoldTheCameraUpAndLoseNothing() throws Exception {
    List<Integer> lead = new ArrayList<>();
    ProcessorSettings settings = Program.of("trouble.slow", "seconds", "0.02");
    Program.set(settings, Program.of("frames.add_one"));
    io.drua.mmhost.SyntheticFrames frames = Program.frames(30);
    List<Image> images = Program.images(() -> {
      Image image = frames.next();
      lead.add((int) (frames.taken() - Program.run(settings).snapshot().processed));
      return image;
    });
    assertThat(images).hasSize(30);
    for (int i = 0; i < 30; i++) {
      assertThat(images.get(i).getCoords().getT()).isEqualTo(i);
      assertPixels(images.get(i), Kind.GRAY16, Pixels.plus(Kind.GRAY16, i, 2));
    }
    // One frame in the routine, one in its queue, one that waits for the queue, one that is just made.
    assertThat(lead).allSatisfy(ahead -> assertThat(ahead).isLessThanOrEqualTo(4));
  }

  @Test
  void theLogSaysWhatFailed() throws Exception {
    long line = ProcessorLog.count();
    Program.through(Program.frames(1), Program.of("trouble.always_raise").withOnFailure(FailurePolicy.PASS_RAW));
    assertThat(Program.logSince(line)).contains("Always Raise").contains("never works").contains("Traceback");
  }
}
