package io.drua.micromanager.panel;

import static org.assertj.core.api.Assertions.assertThat;

import io.drua.bridge.Transfer;
import io.drua.micromanager.monitor.FrameFailure;
import io.drua.micromanager.monitor.RunDirectory;
import io.drua.micromanager.monitor.RunKind;
import io.drua.micromanager.monitor.RunMonitor;
import io.drua.micromanager.monitor.RunState;
import io.drua.micromanager.runtime.MicroManagerRuntime;
import io.drua.micromanager.runtime.ProcessorLog;
import io.drua.micromanager.settings.ProcessorSettings;
import io.drua.micromanager.swing.Display;
import io.drua.mmhost.HostProfile;
import io.drua.mmhost.TestStudio;
import java.awt.Frame;
import java.awt.Rectangle;
import java.awt.event.WindowEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import javax.swing.JButton;
import javax.swing.JFrame;
import javax.swing.JTabbedPane;
import javax.swing.JTable;
import javax.swing.text.JTextComponent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PanelTest {
  private static final String TRACEBACK =
      "Traceback (most recent call last):\n  File \"count_puncta.py\", line 41, in count_puncta\n"
          + "    spots = peaks(image, sigma)\nValueError: the frame has no contrast\n";

  private final List<ProcessorSettings> made = new ArrayList<>();
  private final AtomicInteger reloads = new AtomicInteger();
  private final AtomicInteger stops = new AtomicInteger();
  private TestStudio studio;
  private JFrame frame;

  @BeforeEach
  void start() {
    Display.needed();
    Display.skin(false);
    studio = new TestStudio();
    MicroManagerRuntime.setStudio(studio);
  }

  @AfterEach
  void end() {
    for (ProcessorSettings settings : made) {
      RunDirectory.get().removed(settings.id());
    }
    if (frame != null) {
      Display.onEdt(() -> {
        frame.dispose();
        return null;
      });
    }
    if (studio != null) {
      studio.close();
    }
  }

  private ProcessorSettings processor(String routine, String... texts) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < texts.length; i += 2) {
      parameters.put(texts[i], texts[i + 1]);
    }
    ProcessorSettings settings = ProcessorSettings.fresh().withRoutine(routine).withParameters(parameters);
    made.add(settings);
    RunDirectory.get().configured(settings);
    return settings;
  }

  private RunMonitor run(ProcessorSettings settings, String label, RunKind kind) {
    RunMonitor run = new RunMonitor(settings, label, new RunMonitor.Control() {
      @Override
      public void reload() {
        reloads.incrementAndGet();
      }

      @Override
      public void stop() {
        stops.incrementAndGet();
      }
    });
    run.setKind(kind);
    RunDirectory.get().started(run);
    return run;
  }

  private static void frames(RunMonitor run, int count, Transfer.Mode mode, String reason, long bytes) {
    for (int i = 0; i < count; i++) {
      run.frameCame();
      run.frameProcessed(2_400, 310_000, 1_100, new Transfer(mode, reason, bytes, false), 0, null);
    }
  }

  private void open() throws InterruptedException {
    PythonPanel.show(studio);
    Display.until("the panel", () -> panel() != null);
    frame = panel();
  }

  private static JFrame panel() {
    for (Frame one : Frame.getFrames()) {
      if (one.isShowing() && "python panel".equals(one.getName())) {
        return (JFrame) one;
      }
    }
    return null;
  }

  private JTable table() {
    return Display.part(frame, "processors", JTable.class);
  }

  private List<String> column(ProcessorTableModel.Column column) {
    List<String> texts = new ArrayList<>();
    for (int row = 0; row < table().getRowCount(); row++) {
      texts.add(String.valueOf(table().getValueAt(row, column.ordinal())));
    }
    return texts;
  }

  private String text(String name) {
    return Display.part(frame, name, JTextComponent.class).getText();
  }

  private void press(String name) {
    JButton button = Display.part(frame, name, JButton.class);
    Display.onEdt(() -> {
      button.doClick();
      return null;
    });
  }

  /** Two processors that work, one that failed, and one without a pipeline. */
  private RunMonitor busy() {
    ProcessorSettings score = processor("focus_score.focus_score", "measure", "Brenner", "binning", "2");
    RunMonitor focus = run(score, "Focus Score", RunKind.LIVE);
    frames(focus, 1, Transfer.Mode.COPIED, "first call", 524_288);
    frames(focus, 400, Transfer.Mode.PINNED, "", 0);
    focus.frameLate(1);
    RunMonitor puncta = run(processor("count_puncta.count_puncta", "sigma", "1.5"), "Count Puncta", RunKind.ACQUISITION);
    frames(puncta, 37, Transfer.Mode.COPIED, "the data set holds the frame", 524_288);
    puncta.frameCame();
    puncta.frameFailed(new FrameFailure(
        "Count Puncta, frame time=36, channel=0, line 41: ValueError: the frame has no contrast. Lower the threshold.",
        TRACEBACK, "time=36, channel=0", "no contrast", System.currentTimeMillis()));
    processor("rolling_average.rolling_average", "frames", "8");
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("time", (long) i);
      row.put("score", 2e-3 / (1 + Math.pow((i - 150) / 40.0, 2)) + 1e-4 * random.nextGaussian());
      row.put("brightness", 1200 + 300 * Math.sin(i / 30.0) + 20 * random.nextGaussian());
      row.put("sharp", i > 110 && i < 190);
      focus.records().add(row);
    }
    return focus;
  }

  @Test
  void hasARowForEachProcessorAndPipeline() throws Exception {
    RunMonitor focus = busy();
    open();
    assertThat(column(ProcessorTableModel.Column.PIPELINE)).containsExactly("live", "acquisition", "none yet");
    assertThat(column(ProcessorTableModel.Column.STATE)).containsExactly("running", "failed", "idle");
    assertThat(column(ProcessorTableModel.Column.ROUTINE))
        .containsExactly("Focus Score", "Count Puncta", "rolling_average.rolling_average");
    assertThat(column(ProcessorTableModel.Column.PARAMETERS).get(0)).isEqualTo("measure = Brenner, binning = 2");
    assertThat(column(ProcessorTableModel.Column.HAND_OVER)).containsExactly("2.4", "2.4", "\u2013");
    assertThat(column(ProcessorTableModel.Column.PYTHON).get(0)).isEqualTo("310.0");
    assertThat(column(ProcessorTableModel.Column.PIXELS))
        .containsExactly("Pinned", "Copied (the data set holds the frame)", "");
    assertThat(column(ProcessorTableModel.Column.LATE).get(0)).isEqualTo("1");
    frames(focus, 100, Transfer.Mode.PINNED, "", 0);
    Display.until("the speed", () -> Double.parseDouble(column(ProcessorTableModel.Column.SPEED).get(0)) > 10);
    Display.until("the counts", () -> column(ProcessorTableModel.Column.FRAMES).get(0).equals("501"));
    Display.assertNothingIsClipped(frame);
  }

  @Test
  void showsTheFailureOfTheSelectedRowAndReloadsAndStopsIt() throws Exception {
    busy();
    open();
    Display.onEdt(() -> {
      table().setRowSelectionInterval(1, 1);
      return null;
    });
    Display.until("the failure", () -> text("traceback").equals(TRACEBACK));
    assertThat(text("error message")).contains("time=36").contains("line 41");
    Display.picture("panel-error", frame);
    press("Reload");
    press("Stop");
    Display.until("the orders", () -> reloads.get() == 1 && stops.get() == 1);
    Display.onEdt(() -> {
      table().setRowSelectionInterval(2, 2);
      return null;
    });
    Display.until("no run", () -> !Display.part(frame, "Reload", JButton.class).isEnabled());
  }

  @Test
  void showsRecordsAsRowsAndLines() throws Exception {
    RunMonitor focus = busy();
    ProcessorLog.add("a line of the log");
    open();
    Display.onEdt(() -> {
      Display.part(frame, "details", JTabbedPane.class).setSelectedIndex(1);
      return null;
    });
    JTable records = Display.part(frame, "records table", JTable.class);
    assertThat(records.getRowCount()).isEqualTo(300);
    assertThat(records.getColumnName(0)).isEqualTo("time");
    assertThat(records.getValueAt(299, 3)).isEqualTo("false");
    for (boolean night : new boolean[] {false, true}) {
      Display.skin(night);
      Display.assertNothingIsClipped(frame);
      Display.picture(night ? "panel-night" : "panel-day", frame);
    }
    focus.records().add(Collections.<String, Object>singletonMap("score", 1.0));
    Display.until("the new row", () -> records.getRowCount() == 301);
    press("clear");
    assertThat(Display.onEdt(records::getRowCount)).isZero();
    assertThat(text("log")).contains("a line of the log");
    Display.picture("panel-cleared", frame);
  }

  @Test
  void aSelectionFollowsItsProcessorIntoTheNextPipeline() throws Exception {
    ProcessorSettings first = processor("a.a");
    ProcessorSettings second = processor("b.b");
    run(first, "A", RunKind.LIVE).setState(RunState.RUNNING);
    RunMonitor old = run(second, "B", RunKind.LIVE);
    frames(old, 3, Transfer.Mode.PINNED, "", 0);
    open();
    Display.onEdt(() -> {
      table().setRowSelectionInterval(1, 1);
      return null;
    });
    old.setState(RunState.ENDED);
    run(first, "A", RunKind.WAITING);
    RunMonitor next = run(second, "B new", RunKind.LIVE);
    next.setState(RunState.RUNNING);
    Display.until("the new pipeline", () -> column(ProcessorTableModel.Column.ROUTINE).contains("B new"));
    assertThat(column(ProcessorTableModel.Column.ROUTINE)).containsExactly("A", "B new", "B");
    int selected = Display.onEdt(() -> table().getSelectedRow());
    assertThat(column(ProcessorTableModel.Column.ROUTINE).get(selected)).startsWith("B");
  }

  @Test
  void anEmptyPanelSaysWhereProcessorsAreAdded() throws Exception {
    open();
    assertThat(table().getRowCount()).isZero();
    assertThat(text("heading")).contains("No processor");
    Display.until("the interpreter", () -> !text("interpreter").startsWith("Looking"));
    Display.picture("panel-empty", frame);
    Display.assertNothingIsClipped(frame);
  }

  @Test
  void keepsItsPlaceInTheProfile() throws Exception {
    open();
    Thread.sleep(600);
    Display.onEdt(() -> {
      frame.setBounds(40, 50, 900, 700);
      Display.part(frame, "details", JTabbedPane.class).setSelectedIndex(2);
      return null;
    });
    Thread.sleep(300);
    Rectangle bounds = frame.getBounds();
    Display.onEdt(() -> {
      frame.dispatchEvent(new WindowEvent(frame, WindowEvent.WINDOW_CLOSING));
      return null;
    });
    Display.until("the end of the window", () -> !frame.isShowing());
    String kept = studio.profile().toJson();
    studio.close();
    studio = new TestStudio(new TestStudio.Options().profile(HostProfile.fromJson(kept)));
    MicroManagerRuntime.setStudio(studio);
    open();
    Display.until("the size that it had", () -> frame.getSize().equals(bounds.getSize()));
    assertThat(Display.part(frame, "details", JTabbedPane.class).getSelectedIndex()).isEqualTo(2);
  }
}
