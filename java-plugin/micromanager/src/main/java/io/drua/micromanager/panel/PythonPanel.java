package io.drua.micromanager.panel;

import io.drua.bridge.Nullable;
import io.drua.micromanager.monitor.RunDirectory;
import io.drua.micromanager.swing.Look;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.HashMap;
import java.util.Map;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import org.micromanager.Studio;

/** The window {@code Plugins > Python...}. There is one; it looks at the counts four times a second while it shows. */
public final class PythonPanel {
  private static final int POLL_MILLIS = 250;
  private static final String TOP = "processorsDivider";
  private static final String BOTTOM = "logDivider";
  private static final String RECORDS = "recordsDivider";

  @Nullable private static PythonPanel only;

  private final Studio studio;
  private final JFrame frame = new JFrame("Python");
  private final EnvironmentView environment = new EnvironmentView();
  private final ProcessorTable processors;
  private final DetailsView details = new DetailsView();
  private final LogView log = new LogView();
  private final WindowMemory memory;
  private final Timer poll = new Timer(POLL_MILLIS, event -> update());

  /** Shows the window, in front of others. Any thread. */
  public static void show(Studio studio) {
    if (!SwingUtilities.isEventDispatchThread()) {
      SwingUtilities.invokeLater(() -> show(studio));
      return;
    }
    if (only == null || only.studio != studio) {
      if (only != null) {
        only.frame.dispose();
      }
      only = new PythonPanel(studio);
    }
    only.open();
  }

  private PythonPanel(Studio studio) {
    this.studio = studio;
    frame.setName("python panel");
    frame.setDefaultCloseOperation(JFrame.HIDE_ON_CLOSE);
    Look.icon(frame, studio);
    processors = new ProcessorTable(RunDirectory.get());
    memory = new WindowMemory(frame, details.tabs(), studio.profile().getSettings(PythonPanel.class));
    frame.setContentPane(content());
    processors.getSelectionModel().addListSelectionListener(event -> details.show(processors.selected()));
    ComponentAdapter hidden =
        new ComponentAdapter() {
          @Override
          public void componentHidden(ComponentEvent event) {
            poll.stop();
          }
        };
    frame.addComponentListener(hidden);
    frame.addWindowListener(
        new WindowAdapter() {
          @Override
          public void windowIconified(WindowEvent event) {
            poll.stop();
          }

          @Override
          public void windowDeiconified(WindowEvent event) {
            poll.start();
          }

          @Override
          public void windowClosed(WindowEvent event) {
            poll.stop();
          }
        });
  }

  private JPanel content() {
    JPanel table = new JPanel(new BorderLayout());
    table.add(new JScrollPane(processors), BorderLayout.CENTER);
    JPanel logPart = new JPanel(new BorderLayout(0, Look.gap() / 2));
    JLabel title = new JLabel("Log");
    title.setBorder(BorderFactory.createEmptyBorder(Look.gap(), 0, 0, 0));
    logPart.add(title, BorderLayout.PAGE_START);
    logPart.add(log, BorderLayout.CENTER);
    JSplitPane lower = split(details, logPart, 0.75);
    JSplitPane all = split(table, lower, 0.25);
    memory.add(TOP, all);
    memory.add(BOTTOM, lower);
    memory.add(RECORDS, details.records().split());
    JPanel content = new JPanel(new BorderLayout(0, 2 * Look.gap()));
    content.setBorder(Look.space(2));
    content.add(environment, BorderLayout.PAGE_START);
    content.add(all, BorderLayout.CENTER);
    return content;
  }

  private static JSplitPane split(JComponent upper, JComponent lower, double weight) {
    JSplitPane split = new JSplitPane(JSplitPane.VERTICAL_SPLIT, upper, lower);
    split.setResizeWeight(weight);
    split.setContinuousLayout(true);
    split.setBorder(null);
    Dimension least = new Dimension(Look.width(20), 3 * Look.line());
    upper.setMinimumSize(least);
    lower.setMinimumSize(least);
    return split;
  }

  private void open() {
    boolean first = !frame.isDisplayable();
    if (first) {
      frame.pack();
      frame.setMinimumSize(new Dimension(Look.width(60), 24 * Look.line()));
      if (!memory.restoreBounds()) {
        // As wide as the table, where the screen is.
        int width = processors.getPreferredSize().width + 8 * Look.gap() + Look.line();
        frame.setSize(Math.max(width, Look.width(120)), 46 * Look.line());
        Look.place(frame, studio, 0);
      }
    }
    frame.setExtendedState(frame.getExtendedState() & ~JFrame.ICONIFIED);
    frame.setVisible(true);
    if (first) {
      Map<String, Double> parts = new HashMap<>();
      parts.put(TOP, 0.22);
      parts.put(BOTTOM, 0.74);
      parts.put(RECORDS, 0.4);
      memory.restoreParts(parts);
    }
    frame.toFront();
    environment.refresh();
    update();
    poll.start();
  }

  private void update() {
    processors.update();
    details.show(processors.selected());
    environment.update();
    log.update();
  }
}
