package io.drua.micromanager.configurator;

import static io.drua.bridge.Processors.parameter;
import static io.drua.bridge.Processors.processor;
import static io.drua.bridge.Processors.routine;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.eventbus.Subscribe;
import io.drua.bridge.RoutineManifest;
import io.drua.micromanager.monitor.RunDirectory;
import io.drua.micromanager.runtime.MicroManagerRuntime;
import io.drua.micromanager.settings.FailurePolicy;
import io.drua.micromanager.settings.ProcessorSettings;
import io.drua.micromanager.swing.Display;
import io.drua.micromanager.swing.TextLines;
import io.drua.mmhost.TestStudio;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.swing.JButton;
import javax.swing.JCheckBox;
import javax.swing.JComboBox;
import javax.swing.JSlider;
import javax.swing.JSpinner;
import javax.swing.JTextField;
import org.assertj.swing.core.BasicRobot;
import org.assertj.swing.core.Robot;
import org.assertj.swing.fixture.FrameFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.micromanager.data.NewPipelineEvent;

class ConfiguratorTest {
  private static final RoutineManifest PUNCTA =
      processor("count_puncta", "Count Puncta", "Finds bright spots and records where they are.",
          parameter("sigma", "float", "default", 1.5, "minimum", 0.5, "maximum", 10.0, "unit", "pixel",
              "help", "Radius of a spot, as the standard deviation of a Gaussian."),
          parameter("threshold", "float", "default", 0.02, "help", "Smallest height of a spot."),
          parameter("most", "int", "help", "Keeps only so many of the brightest."),
          parameter("mode", "choice", "default", "fast", "choices", Arrays.asList("fast", "exact")),
          parameter("mask", "path"),
          parameter("mark_spots", "bool", "default", true, "help", "Draws a circle around each."));
  private static final RoutineManifest AVERAGE =
      processor("rolling_average", "Rolling Average", "The mean of the newest frames.",
          parameter("frames", "int", "default", 8L, "minimum", 1L, "maximum", 100L));
  private static final RoutineManifest INVERT =
      routine("both", Paths.get("own", "simple.py"), "cd34", "invert", "Invert...", "");
  private static final RoutineManifest COMMAND =
      routine("command", Paths.get("own", "simple.py"), "cd34", "measure", "Measure...", "");

  private final AtomicInteger pipelines = new AtomicInteger();
  private TestStudio studio;
  private Robot robot;
  private PythonProcessorConfigurator configurator;

  private static RoutineListing listing(List<String> problems, String failure) {
    Map<String, RoutineManifest> all = new LinkedHashMap<>();
    all.put("simple.measure", COMMAND);
    all.put("simple.invert", INVERT);
    all.put("rolling_average.rolling_average", AVERAGE);
    all.put("count_puncta.count_puncta", PUNCTA);
    return new RoutineListing(all, problems, failure);
  }

  @BeforeEach
  void start() {
    Display.needed();
    Display.skin(false);
    studio = new TestStudio();
    MicroManagerRuntime.setStudio(studio);
    studio.events().registerForEvents(this);
    robot = BasicRobot.robotWithCurrentAwtHierarchy();
  }

  @Subscribe
  public void onPipeline(NewPipelineEvent event) {
    pipelines.incrementAndGet();
  }

  @AfterEach
  void end() {
    if (configurator != null) {
      configurator.cleanup();
    }
    if (robot != null) {
      robot.cleanUp();
    }
    if (studio != null) {
      studio.close();
    }
  }

  private FrameFixture open(ProcessorSettings settings, RoutineListing.Source source) throws InterruptedException {
    configurator = new PythonProcessorConfigurator(studio, settings, () -> {}, source);
    configurator.showGUI();
    Display.until("the window", () -> configurator.frame() != null && configurator.frame().isShowing());
    return new FrameFixture(robot, configurator.frame());
  }

  private FrameFixture openWith(String routine) throws InterruptedException {
    FrameFixture window =
        open(ProcessorSettings.fresh().withRoutine(routine), retry -> listing(Collections.<String>emptyList(), ""));
    Display.until("the routines", () -> window.target().isShowing() && part("routine", JComboBox.class).isEnabled());
    Display.settled(window.target());
    return window;
  }

  private <T extends java.awt.Component> T part(String name, Class<T> type) {
    return Display.part(configurator.frame(), name, type);
  }

  private String problem(String name) {
    TextLines line = part(name + " problem", TextLines.class);
    return Display.onEdt(() -> line.isVisible() ? line.getText() : "");
  }

  @Test
  void listsProcessorsByLabelAndCommandsThatFitBehindThem() throws Exception {
    openWith("");
    JComboBox<?> box = part("routine", JComboBox.class);
    StringBuilder labels = new StringBuilder();
    for (int i = 0; i < box.getItemCount(); i++) {
      labels.append(box.getItemAt(i)).append("; ");
    }
    assertThat(labels.toString()).isEqualTo("Choose a routine; Count Puncta; Rolling Average; Invert; ");
    assertThat(part("state", TextLines.class).getText()).startsWith("Choose the routine");
    Display.picture("configurator-empty", configurator.frame());
  }

  @Test
  void aChosenRoutineIsAppliedWithItsDefaultsAndMicroManagerHearsOnceOfASliderThatMoves() throws Exception {
    FrameFixture window = openWith("");
    window.comboBox("routine").selectItem("Count Puncta");
    Display.settled(window.target());
    ProcessorSettings settings = configurator.settings();
    assertThat(settings.routine()).isEqualTo("count_puncta.count_puncta");
    assertThat(settings.parameters().toString())
        .isEqualTo("{sigma=1.5, threshold=0.02, most=, mode=fast, mask=, mark_spots=true}");
    assertThat(window.target().getTitle()).isEqualTo("Count Puncta - Python Processor");
    assertThat(RunDirectory.get().configured()).contains(settings);
    Display.until("the word to Micro-Manager", () -> pipelines.get() == 1);
    JSlider slider = part("sigma slider", JSlider.class);
    for (int i = 30; i <= 40; i++) {
      int position = i;
      Display.onEdt(() -> {
        slider.setValue(position);
        return null;
      });
    }
    assertThat(configurator.settings().parameters()).containsEntry("sigma", "2.5");
    assertThat(part("sigma", JTextField.class).getText()).isEqualTo("2.5");
    Display.until("the word of the slider", () -> pipelines.get() > 1);
    Thread.sleep(400);
    assertThat(pipelines).hasValue(2);
    assertThat(ProcessorSettings.of(configurator.getSettings())).isEqualTo(configurator.settings());
  }

  @Test
  void eachControlChangesItsParameter() throws Exception {
    FrameFixture window = openWith("count_puncta.count_puncta");
    window.textBox("sigma").deleteText().enterText("3.25");
    assertThat(part("sigma slider", JSlider.class).getValue()).isEqualTo(55);
    window.comboBox("mode").selectItem("exact");
    window.checkBox("mark_spots").uncheck();
    window.spinner("most").enterTextAndCommit("12");
    window.spinner("most").increment(2);
    window.textBox("mask").enterText("/data/mask.tif");
    window.spinner("threshold").decrement();
    assertThat(configurator.settings().parameters().toString())
        .isEqualTo("{sigma=3.25, threshold=0.019, most=14, mode=exact, mask=/data/mask.tif, mark_spots=false}");
    window.comboBox("on failure").selectItem("Pass the raw frame on");
    window.checkBox("keep raw").check();
    JSpinner wait = part("live wait", JSpinner.class);
    Display.onEdt(() -> {
      wait.setValue(100);
      return null;
    });
    assertThat(configurator.settings().onFailure()).isEqualTo(FailurePolicy.PASS_RAW);
    assertThat(configurator.settings().keepRaw()).isTrue();
    assertThat(configurator.settings().liveWaitMillis()).isEqualTo(100);
    window.button("defaults").click();
    assertThat(configurator.settings().parameters()).containsEntry("sigma", "1.5").containsEntry("most", "");
    assertThat(part("mark_spots", JCheckBox.class).isSelected()).isTrue();
  }

  @Test
  void aWrongValueIsMarkedInItsPlaceAndTheLastRightOneHolds() throws Exception {
    FrameFixture window = openWith("count_puncta.count_puncta");
    window.textBox("sigma").deleteText().enterText("2");
    window.textBox("sigma").deleteText().enterText("900");
    assertThat(problem("sigma")).contains("a number from 0.5 to 10 pixel").contains("\"900\"");
    window.spinner("most").enterTextAndCommit("abc");
    assertThat(problem("most")).contains("a whole number");
    window.comboBox("mode").selectItem("exact");
    assertThat(configurator.settings().parameters())
        .containsEntry("sigma", "9").containsEntry("most", "").containsEntry("mode", "exact");
    Display.picture("configurator-wrong", configurator.frame());
    Display.assertNothingIsClipped(configurator.frame());
    window.textBox("sigma").deleteText().enterText("5");
    assertThat(problem("sigma")).isEmpty();
    assertThat(configurator.settings().parameters()).containsEntry("sigma", "5");
  }

  @Test
  void showsTheSettingsThatItWasMadeWith() throws Exception {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("sigma", "4");
    texts.put("mark_spots", "false");
    ProcessorSettings settings = ProcessorSettings.fresh().withRoutine("count_puncta.count_puncta").withParameters(texts)
        .withOnFailure(FailurePolicy.PASS_RAW).withLiveWaitMillis(70);
    open(settings, retry -> listing(Collections.<String>emptyList(), ""));
    Display.until("the routines", () -> part("routine", JComboBox.class).isEnabled());
    assertThat(part("sigma", JTextField.class).getText()).isEqualTo("4");
    assertThat(part("mark_spots", JCheckBox.class).isSelected()).isFalse();
    assertThat(part("live wait", JSpinner.class).getValue()).isEqualTo(70);
    assertThat(configurator.settings()).isEqualTo(settings);
    for (boolean night : new boolean[] {false, true}) {
      Display.skin(night);
      Display.assertNothingIsClipped(configurator.frame());
      Display.picture(night ? "configurator-night" : "configurator-day", configurator.frame());
    }
  }

  @Test
  void neverWaitsForPythonOnTheEventThread() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    try {
      open(ProcessorSettings.fresh().withRoutine("rolling_average.rolling_average"), retry -> {
        try {
          assertThat(slow.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
        return listing(Collections.<String>emptyList(), "");
      });
      assertThat(part("state", TextLines.class).getText()).isEqualTo("Looking for routines...");
      Display.picture("configurator-looking", configurator.frame());
      assertThat(configurator.settings().routine()).isEqualTo("rolling_average.rolling_average");
    } finally {
      slow.countDown();
    }
    Display.until("the parameters", () -> hasPart("frames slider"));
    assertThat(configurator.settings().routine()).isEqualTo("rolling_average.rolling_average");
  }

  private boolean hasPart(String name) {
    return Display.all(configurator.frame()).stream().anyMatch(one -> name.equals(one.getName()));
  }

  @Test
  void saysWhyPythonDoesNotRunAndWhichFilesAreBroken() throws Exception {
    FrameFixture window = open(ProcessorSettings.fresh().withRoutine("gone.gone"), retry -> listing(
        Arrays.asList("/own/broken.py, line 3: SyntaxError: invalid syntax. Correct the line."),
        "No Python with NumPy was found. Install one, or choose it."));
    Display.until("the routines", () -> part("routine", JComboBox.class).isEnabled());
    assertThat(part("failure", TextLines.class).getText()).contains("No Python with NumPy");
    assertThat(part("problems", TextLines.class).getText()).contains("broken.py, line 3");
    assertThat(part("state", TextLines.class).getText()).contains("gone.gone is not there any more");
    assertThat(part("Python Environment...", JButton.class).isShowing()).isTrue();
    window.requireVisible();
    Display.picture("configurator-failure", configurator.frame());
    Display.assertNothingIsClipped(configurator.frame());
  }

  @Test
  void aFileThatChangedGivesItsNewParametersAndKeepsTheValues() throws Exception {
    RoutineManifest[] now = {AVERAGE};
    FrameFixture window = open(ProcessorSettings.fresh().withRoutine("rolling_average.rolling_average"),
        retry -> new RoutineListing(Collections.singletonMap("rolling_average.rolling_average", now[0]),
            Collections.<String>emptyList(), ""));
    Display.until("the parameters", () -> hasPart("frames"));
    Display.settled(window.target());
    window.textBox("frames").deleteText().enterText("20");
    now[0] = routine("processor", AVERAGE.file(), "ef56", "rolling_average", "Rolling Average", "",
        parameter("frames", "int", "default", 8L, "minimum", 1L, "maximum", 100L),
        parameter("weight", "float", "default", 1.0));
    window.button("Refresh").click();
    Display.until("the new parameter", () -> hasPart("weight"));
    assertThat(part("frames", JTextField.class).getText()).isEqualTo("20");
  }

  @Test
  void cleanupTakesTheWindowAndTheEntryAway() throws Exception {
    openWith("rolling_average.rolling_average");
    String id = configurator.settings().id();
    ProcessorFrame frame = configurator.frame();
    configurator.cleanup();
    Display.until("the end of the window", () -> !frame.isDisplayable());
    assertThat(RunDirectory.get().configured()).noneMatch(one -> one.id().equals(id));
    configurator.showGUI();
    assertThat(Display.onEdt(() -> configurator.frame())).isNull();
  }

  @Test
  void settingsThatAreLoadedAgainOutliveTheOldConfigurator() {
    ProcessorSettings settings = ProcessorSettings.fresh();
    PythonProcessorConfigurator old = new PythonProcessorConfigurator(studio, settings, () -> {});
    PythonProcessorConfigurator fresh = new PythonProcessorConfigurator(studio, settings, () -> {});
    old.cleanup();
    assertThat(RunDirectory.get().configured()).contains(settings);
    fresh.cleanup();
    assertThat(RunDirectory.get().configured()).doesNotContain(settings);
  }
}
