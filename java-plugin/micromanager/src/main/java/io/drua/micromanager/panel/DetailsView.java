package io.drua.micromanager.panel;

import io.drua.bridge.BridgeException;
import io.drua.bridge.FailureText;
import io.drua.bridge.Nullable;
import io.drua.micromanager.monitor.RunMonitor;
import io.drua.micromanager.monitor.RunSnapshot;
import io.drua.micromanager.monitor.RunState;
import io.drua.micromanager.runtime.MicroManagerRuntime;
import io.drua.micromanager.runtime.ProcessorLog;
import io.drua.micromanager.swing.Look;
import io.drua.micromanager.swing.SkinButton;
import io.drua.micromanager.swing.SkinTabs;
import io.drua.micromanager.swing.SystemEditor;
import io.drua.micromanager.swing.TextLines;
import java.awt.BorderLayout;
import java.awt.FlowLayout;
import java.nio.file.Path;
import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.JTabbedPane;
import javax.swing.SwingUtilities;

/** All that is known of the selected processor, and what can be done with it. */
final class DetailsView extends JPanel {
  private static final long serialVersionUID = 1L;

  private final TextLines heading = new TextLines("", 80, Look::foreground);
  private final JButton reload =
      new SkinButton("Reload", "Loads the routine's file again before the next frame, and lifts a stop");
  private final JButton editor = new SkinButton("Open in Editor", SystemEditor.HELP);
  private final JButton stop =
      new SkinButton("Stop", "Cancels the routine; frames go on as they came until it is loaded again");
  private final ErrorView error = new ErrorView();
  private final RecordsView records = new RecordsView();
  private final PixelsView pixels = new PixelsView();
  private final JTabbedPane tabs = new SkinTabs();
  @Nullable private transient ProcessorRow row;

  DetailsView() {
    super(new BorderLayout(0, Look.gap()));
    heading.setName("heading");
    JPanel top = new JPanel(new BorderLayout(2 * Look.gap(), 0));
    top.setBorder(javax.swing.BorderFactory.createEmptyBorder(Look.gap(), 0, 0, 0));
    JPanel buttons = new JPanel(new FlowLayout(FlowLayout.TRAILING, Look.gap(), 0));
    buttons.add(reload);
    buttons.add(editor);
    buttons.add(stop);
    top.add(heading, BorderLayout.CENTER);
    top.add(buttons, BorderLayout.LINE_END);
    add(top, BorderLayout.PAGE_START);
    tabs.setName("details");
    tabs.addTab("Error", error);
    tabs.addTab("Records", records);
    tabs.addTab("Pixels", pixels);
    add(tabs, BorderLayout.CENTER);
    reload.addActionListener(event -> control("Reload", RunMonitor.Control::reload));
    stop.addActionListener(event -> control("Stop", RunMonitor.Control::stop));
    editor.addActionListener(event -> edit());
    show(null);
  }

  JTabbedPane tabs() {
    return tabs;
  }

  RecordsView records() {
    return records;
  }

  /** Shows a row as it is now; none for null. */
  void show(@Nullable ProcessorRow shown) {
    row = shown;
    RunMonitor run = shown == null ? null : shown.run();
    RunSnapshot now = shown == null ? null : shown.now();
    boolean lives = now != null && now.state != RunState.ENDED;
    heading.show(heading(shown, now));
    reload.setEnabled(lives);
    stop.setEnabled(lives && now.state != RunState.STOPPED);
    editor.setEnabled(shown != null && !shown.settings().routine().isEmpty());
    error.show(now == null ? null : now.failure);
    records.show(run);
    pixels.show(now);
    boolean failed = now != null && now.failure != null;
    tabs.setTitleAt(0, failed ? "Error (" + Math.max(1, now.failures) + ")" : "Error");
    long rows = run == null ? 0 : run.records().count();
    tabs.setTitleAt(1, rows == 0 ? "Records" : "Records (" + rows + ")");
  }

  private static String heading(@Nullable ProcessorRow shown, @Nullable RunSnapshot now) {
    if (shown == null) {
      return "No processor is selected.";
    }
    if (now == null) {
      return shown.routine() + ": no frame has come. Switch live mode on, snap, or start an acquisition.";
    }
    String text = shown.routine() + ", " + shown.pipeline() + ", " + shown.state();
    return now.note.isEmpty() ? text : text + ". " + now.note;
  }

  /** What a run is asked for may wait for a lock of its pipeline, so it is asked beside. */
  private void control(String what, java.util.function.Consumer<RunMonitor.Control> order) {
    RunMonitor run = row == null ? null : row.run();
    if (run != null) {
      MicroManagerRuntime.inBackground(what, () -> order.accept(run.control()));
    }
  }

  private void edit() {
    String key = row == null ? "" : row.settings().routine();
    MicroManagerRuntime.inBackground(
        "Open in editor",
        () -> {
          try {
            Path file = MicroManagerRuntime.library().find(key).file();
            SwingUtilities.invokeLater(() -> SystemEditor.open(this, file));
          } catch (BridgeException failed) {
            ProcessorLog.add("The routine " + key + " could not be opened: " + FailureText.message(failed));
          }
        });
  }
}
