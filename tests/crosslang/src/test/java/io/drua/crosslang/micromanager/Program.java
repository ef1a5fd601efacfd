package io.drua.crosslang.micromanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.drua.crosslang.support.Collector;
import io.drua.micromanager.PythonProcessorPlugin;
import io.drua.micromanager.monitor.RunDirectory;
import io.drua.micromanager.monitor.RunMonitor;
import io.drua.micromanager.monitor.RunSnapshot;
import io.drua.micromanager.runtime.ProcessorLog;
import io.drua.micromanager.settings.ProcessorSettings;
import io.drua.mmhost.FrameSource;
import io.drua.mmhost.HostAcquisition;
import io.drua.mmhost.HostDatastore;
import io.drua.mmhost.HostLogs;
import io.drua.mmhost.SyntheticFrames;
import io.drua.mmhost.SyntheticFrames.Kind;
import io.drua.mmhost.TestStudio;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.micromanager.data.Image;
import org.micromanager.data.ProcessorPlugin;
import org.micromanager.data.SummaryMetadata;

/** Micro-Manager of this process with the plugin in it: one for all checks, as for a user. */
final class Program {
  static final int WIDTH = 64;
  static final int HEIGHT = 48;

  private static final long LIMIT_SECONDS = 30;
  private static final PythonProcessorPlugin PLUGIN = new PythonProcessorPlugin();
  /** What the camera sees now. */
  private static volatile FrameSource scene = new SyntheticFrames(Kind.GRAY16, WIDTH, HEIGHT);

  private static final TestStudio STUDIO = start();

  private Program() {}

  private static TestStudio start() {
    TestStudio studio = new TestStudio(new TestStudio.Options().camera(() -> scene.next()));
    studio.install(PLUGIN);
    return studio;
  }

  static TestStudio studio() {
    return STUDIO;
  }

  // -- Processors --

  /** Settings of a routine, for instance {@code "frames.add_one"}, with names and values of parameters. */
  static ProcessorSettings of(String routine, String... parameters) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      texts.put(parameters[i], parameters[i + 1]);
    }
    return ProcessorSettings.fresh().withRoutine(routine).withParameters(texts);
  }

  /** Makes the list of processors anew, as a user does in the On-The-Fly window. */
  static void set(ProcessorSettings... all) {
    STUDIO.data().clearPipeline();
    for (ProcessorSettings settings : all) {
      add(settings);
    }
  }

  static void add(ProcessorSettings settings) {
    STUDIO.data().addConfiguredProcessor(PLUGIN.createConfigurator(settings.toPropertyMap()), PLUGIN);
  }

  /** So many frames, each after so many milliseconds. */
  static FrameSource slowly(int count, long millis) {
    SyntheticFrames frames = frames(count);
    return () -> {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return frames.next();
    };
  }

  /** Adds another plugin's processor behind the others. */
  static void add(ProcessorPlugin plugin) {
    STUDIO.data().addAndConfigureProcessor(plugin);
  }

  static PythonProcessorPlugin plugin() {
    return PLUGIN;
  }

  // -- Frames --

  static SyntheticFrames frames(Kind kind, int count) {
    return new SyntheticFrames(kind, WIDTH, HEIGHT).count(count);
  }

  static SyntheticFrames frames(int count) {
    return frames(Kind.GRAY16, count);
  }

  static SummaryMetadata.Builder summary() {
    return STUDIO.data().summaryMetadataBuilder();
  }

  /** What the camera gives to live mode and snaps from now on. */
  static void scene(FrameSource source) {
    scene = source;
  }

  /** Runs an acquisition to its end. */
  static HostAcquisition acquire(FrameSource frames, SummaryMetadata summary) throws InterruptedException {
    HostAcquisition acquisition = STUDIO.acquisitions().start(frames, summary);
    assertThat(acquisition.await(LIMIT_SECONDS, TimeUnit.SECONDS)).as("the acquisition ends").isTrue();
    return acquisition;
  }

  /** The images of an acquisition that nothing disturbed. */
  static List<Image> images(FrameSource frames) throws InterruptedException {
    HostAcquisition acquisition = acquire(frames, summary().build());
    assertThat(acquisition.failures()).isEmpty();
    return acquisition.store().images();
  }

  /** Makes the list of processors anew, and gives what an acquisition through it keeps. */
  static List<Image> through(FrameSource frames, ProcessorSettings... all) throws InterruptedException {
    set(all);
    return images(frames);
  }

  /** Time points, in the order of a list. */
  static List<Integer> times(List<Image> images) {
    List<Integer> times = new ArrayList<>();
    for (Image image : images) {
      times.add(image.getCoords().getT());
    }
    return times;
  }

  /** The source, with each of its frames kept. */
  static FrameSource keeping(FrameSource source, List<Image> kept) {
    return () -> {
      Image image = source.next();
      if (image != null) {
        kept.add(image);
      }
      return image;
    };
  }

  // -- What became of it --

  /** The newest run of a processor, once there is one. */
  static RunMonitor run(ProcessorSettings settings) throws InterruptedException {
    Collector.await("a run of " + settings.routine(), () -> !RunDirectory.get().runs(settings.id()).isEmpty());
    List<RunMonitor> runs = RunDirectory.get().runs(settings.id());
    return runs.get(runs.size() - 1);
  }

  /** Waits until the counts of a processor's newest run are as wanted. */
  static void awaitCounts(String what, ProcessorSettings settings, Predicate<RunSnapshot> wanted) throws InterruptedException {
    RunMonitor run = run(settings);
    Collector.await(what, () -> wanted.test(run.snapshot()));
  }

  static RunSnapshot snapshot(ProcessorSettings settings) throws InterruptedException {
    return run(settings).snapshot();
  }

  static List<Map<String, Object>> rows(ProcessorSettings settings) throws InterruptedException {
    return run(settings).records().rowsFrom(0);
  }

  /** One of Drua's marks in an image's user data; empty if it is not there. */
  static String mark(Image image, String key) {
    return image.getMetadata().getUserData().getString(key, "");
  }

  /** Switches live mode on, does something, and switches it off. */
  static void live(Step step) throws Exception {
    STUDIO.live().setLiveModeOn(true);
    try {
      step.run();
    } finally {
      STUDIO.live().setLiveModeOn(false);
    }
  }

  /** Something that may fail. */
  interface Step {
    void run() throws Exception;
  }

  /** What live mode shows; null for nothing. */
  static Image shown() {
    HostDatastore store = STUDIO.live().store();
    return store == null ? null : store.getAnyImage();
  }

  /** Waits until live mode shows an image of which something is true. */
  static Image awaitShown(String what, Predicate<Image> wanted) throws InterruptedException {
    Image[] found = {null};
    Collector.await(what, () -> {
      Image now = shown();
      found[0] = now;
      return now != null && wanted.test(now);
    });
    return found[0];
  }

  /** What the program would have shown in dialogs since a moment. */
  static List<HostLogs.Entry> shownSince(int count) {
    List<HostLogs.Entry> all = STUDIO.logs().shown();
    return all.size() < count ? Collections.emptyList() : new ArrayList<>(all.subList(count, all.size()));
  }

  /** The lines of the panel's log since a moment. */
  static String logSince(long line) {
    return String.join("\n", ProcessorLog.linesFrom(line));
  }

  /** Leaves nothing behind for the next check. */
  static void tidy() throws Exception {
    STUDIO.live().closePreview();
    STUDIO.acquisitions().abortAcquisition();
    Collector.await("the end of the acquisition", () -> !STUDIO.acquisitions().isAcquisitionRunning());
    STUDIO.data().clearPipeline();
    scene(new SyntheticFrames(Kind.GRAY16, WIDTH, HEIGHT));
  }
}
