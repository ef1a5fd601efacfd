package io.drua.micromanager.configurator;

import io.drua.bridge.Nullable;
import io.drua.bridge.RoutineManifest;
import io.drua.bridge.form.ParameterForm;
import io.drua.micromanager.runtime.MicroManagerRuntime;
import io.drua.micromanager.settings.ProcessorSettings;
import io.drua.micromanager.swing.FormRows;
import io.drua.micromanager.swing.Look;
import io.drua.micromanager.swing.SkinButton;
import io.drua.micromanager.swing.SystemEditor;
import io.drua.micromanager.swing.TextLines;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.Font;
import java.awt.Rectangle;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JEditorPane;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JOptionPane;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSeparator;
import javax.swing.ScrollPaneConstants;
import javax.swing.SwingUtilities;
import org.micromanager.Studio;

/** The window of one Python Processor. */
final class ProcessorFrame extends JFrame {
  private static final long serialVersionUID = 1L;
  /** A window that becomes active reads the routines again, as a user may come back from an editor; not more often. */
  private static final long FRESH_NANOS = 2_000_000_000L;
  private static final int TEXT_COLUMNS = 64;

  private final transient PythonProcessorConfigurator owner;
  private final transient Runnable openPanel;
  private final transient RoutineListing.Source source;

  private final RoutineBox routines = new RoutineBox();
  private final TextLines summary = new TextLines("", TEXT_COLUMNS, Look::muted);
  private final TextLines state = new TextLines("", TEXT_COLUMNS, Look::foreground);
  private final TextLines failure = new TextLines("", TEXT_COLUMNS, Look::error);
  private final TextLines problems = new TextLines("", TEXT_COLUMNS, Look::error);
  private final FormRows rows = new FormRows();
  private final ParameterRows parameters = new ParameterRows(this::apply);
  private final JSeparator parametersLine = new JSeparator();
  private final FailureRows onFailure;
  private final JLabel parametersTitle = title("Parameters");
  private final JButton refresh = new SkinButton("Refresh", "Reads the routine folders again");
  private final JButton editor = new SkinButton("Open in Editor", SystemEditor.HELP);
  private final JButton help = new SkinButton("Help", "The documentation of the routine and its parameters");
  private final JButton environment =
      new SkinButton("Python Environment...", "Which Python is used, and the choice of another one");

  @Nullable private transient RoutineListing listing;
  private boolean reading;
  private boolean showing;
  private long readAt;

  ProcessorFrame(PythonProcessorConfigurator owner, Studio studio, Runnable openPanel, RoutineListing.Source source, int number) {
    this.owner = owner;
    this.openPanel = openPanel;
    this.source = source;
    this.onFailure = new FailureRows(owner);
    setName("python processor");
    setDefaultCloseOperation(HIDE_ON_CLOSE);
    Look.icon(this, studio);
    name(state, "state");
    name(failure, "failure");
    name(problems, "problems");
    name(summary, "summary");
    setContentPane(content());
    connect();
    showTitle();
    routines.show(Collections.<String, RoutineManifest>emptyMap(), owner.settings().routine());
    read(false);
    showListing();
    fit();
    Look.place(this, studio, number);
    routines.requestFocusInWindow();
  }

  private static void name(TextLines text, String name) {
    text.setName(name);
    text.setVisible(false);
  }

  private static JLabel title(String text) {
    JLabel label =
        new JLabel(text) {
          private static final long serialVersionUID = 1L;

          @Override
          public void updateUI() {
            super.updateUI();
            setFont(Look.font().deriveFont(Font.BOLD));
          }
        };
    label.setBorder(BorderFactory.createEmptyBorder(Look.gap(), 0, 0, 0));
    return label;
  }

  // -- Parts --

  private JPanel content() {
    JPanel content = new JPanel(new BorderLayout());
    rows.setBorder(Look.space(2));
    rows.wide(state);
    rows.wide(failure);
    JPanel choice = new JPanel(new BorderLayout(Look.gap(), 0));
    choice.setOpaque(false);
    choice.add(routines, BorderLayout.CENTER);
    choice.add(refresh, BorderLayout.LINE_END);
    rows.add("Routine", choice).setLabelFor(routines);
    rows.below(summary);
    rows.wide(parametersLine);
    rows.wide(parametersTitle);
    rows.wide(parameters);
    rows.wide(new JSeparator());
    onFailure.addTo(rows);
    rows.wide(problems);
    rows.fill();
    JScrollPane scroll =
        new JScrollPane(
            rows, ScrollPaneConstants.VERTICAL_SCROLLBAR_AS_NEEDED, ScrollPaneConstants.HORIZONTAL_SCROLLBAR_NEVER);
    scroll.setBorder(BorderFactory.createEmptyBorder());
    scroll.setViewportBorder(null);
    content.add(scroll, BorderLayout.CENTER);
    JPanel buttons = new JPanel(new FlowLayout(FlowLayout.TRAILING, Look.gap(), Look.gap()));
    buttons.setBorder(BorderFactory.createEmptyBorder(0, Look.gap(), Look.gap(), Look.gap()));
    buttons.add(environment);
    buttons.add(help);
    buttons.add(editor);
    JButton panel = new SkinButton("Panel...", "All Python processors with their speed, errors and records");
    panel.addActionListener(event -> openPanel.run());
    buttons.add(panel);
    content.add(buttons, BorderLayout.PAGE_END);
    return content;
  }

  private void connect() {
    routines.addActionListener(
        event -> {
          if (!showing) {
            choose(routines.chosen());
          }
        });
    refresh.addActionListener(event -> read(true));
    environment.addActionListener(event -> openPanel.run());
    editor.addActionListener(
        event -> {
          RoutineManifest manifest = routines.chosen().manifest;
          if (manifest != null) {
            SystemEditor.open(this, manifest.file());
          }
        });
    help.addActionListener(event -> showHelp());
    addWindowListener(
        new WindowAdapter() {
          @Override
          public void windowActivated(WindowEvent event) {
            if (System.nanoTime() - readAt > FRESH_NANOS) {
              read(false);
            }
          }
        });
  }

  private void fit() {
    pack();
    setMinimumSize(new Dimension(Look.width(40), 12 * Look.line()));
    setSize(Math.max(getWidth(), Look.width(72)), Math.max(getHeight(), 20 * Look.line()));
  }

  /** Makes room for what another routine asks for, within reason; the window never shrinks under the user's hands. */
  private void grow() {
    validate();
    Dimension wanted = getPreferredSize();
    int width = Math.max(getWidth(), Math.min(wanted.width, Look.width(110)));
    int height = Math.max(getHeight(), Math.min(wanted.height + Look.line(), 48 * Look.line()));
    if (width > getWidth() || height > getHeight()) {
      setBounds(Look.onScreen(new Rectangle(getX(), getY(), width, height)));
    }
    validate();
  }

  // -- Reading the routines --

  /** Reads the routines beside; the window goes on working. */
  private void read(boolean retry) {
    if (reading) {
      return;
    }
    reading = true;
    showState();
    MicroManagerRuntime.inBackground(
        "Looking for routines",
        () -> {
          RoutineListing[] found = new RoutineListing[1];
          try {
            found[0] = source.read(retry);
          } finally {
            SwingUtilities.invokeLater(() -> read(found[0]));
          }
        });
  }

  private void read(@Nullable RoutineListing found) {
    reading = false;
    readAt = System.nanoTime();
    if (found != null) {
      listing = found;
    }
    showListing();
  }

  private void showListing() {
    RoutineListing current = listing;
    boolean changed = false;
    if (current != null) {
      String key = routines.chosen().key;
      showing = true;
      routines.show(current.routines(), key);
      showing = false;
      changed = showRoutine(owner.settings().routine().equals(key) ? owner.settings().parameters() : parameters.texts());
      failure.show(current.failure());
      List<String> wrong = current.problems();
      problems.show(wrong.isEmpty() ? "" : "Files that can't be used:\n" + String.join("\n", wrong));
      showTitle();
    }
    showState();
    if (changed) {
      grow();
    }
  }

  private void showState() {
    RoutineListing current = listing;
    refresh.setEnabled(!reading);
    routines.setEnabled(current != null);
    environment.setVisible(current != null && !current.failure().isEmpty());
    state.show(state(current));
  }

  private String state(@Nullable RoutineListing current) {
    if (current == null) {
      return reading ? "Looking for routines..." : "The routines could not be read; the panel's log says why.";
    }
    RoutineBox.Item chosen = routines.chosen();
    if (current.routines().isEmpty()) {
      return "No folder has a routine that can be a processor. Folders are added in the panel.";
    }
    if (chosen.manifest == null && !chosen.key.isEmpty()) {
      return "The routine " + chosen.key + " is not there any more. Choose another one, or bring its file back.";
    }
    if (chosen.manifest == null) {
      return "Choose the routine that frames go through. Until then they pass as they are.";
    }
    return parameters.isComplete() ? "" : "Not applied yet: a parameter needs a value.";
  }

  // -- The routine --

  private void choose(RoutineBox.Item item) {
    boolean again = owner.settings().routine().equals(item.key);
    showRoutine(again ? owner.settings().parameters() : Collections.<String, String>emptyMap());
    apply();
    grow();
  }

  /** Shows the chosen routine; says whether its parameters are new ones. Others stay: the user may be writing in them. */
  private boolean showRoutine(Map<String, String> texts) {
    RoutineManifest manifest = routines.chosen().manifest;
    ParameterForm shown = parameters.form();
    boolean same = manifest != null && shown != null && shown.routine().hash().equals(manifest.hash())
        && shown.routine().name().equals(manifest.name()) && shown.routine().file().equals(manifest.file());
    if (!same) {
      parameters.show(manifest == null ? null : new ParameterForm(manifest, texts));
    }
    parametersTitle.setVisible(manifest != null);
    parametersLine.setVisible(manifest != null);
    FormRows.align(rows, parameters.rows());
    summary.show(manifest == null ? "" : about(manifest));
    editor.setEnabled(manifest != null);
    help.setEnabled(manifest != null);
    routines.setToolTipText(manifest == null ? null : String.valueOf(manifest.file()));
    return !same;
  }

  private static String about(RoutineManifest manifest) {
    String text = manifest.summary();
    if (manifest.callsJava()) {
      text += (text.isEmpty() ? "" : " ") + "It calls Micro-Manager, so each frame is copied for it.";
    }
    return text;
  }

  /** Makes settings of what the window shows, as far as it is right. */
  private void apply() {
    RoutineBox.Item chosen = routines.chosen();
    if (chosen.manifest != null && parameters.isComplete()) {
      ProcessorSettings settings = owner.settings();
      ProcessorSettings routine = settings.routine().equals(chosen.key) ? settings : settings.withRoutine(chosen.key);
      owner.change(routine.withParameters(parameters.texts()));
      showTitle();
    }
    showState();
  }

  private void showTitle() {
    RoutineManifest manifest = routines.chosen().manifest;
    String key = owner.settings().routine();
    String label = manifest != null ? ParameterForm.title(manifest) : key;
    setTitle(label.isEmpty() ? "Python Processor" : label + " - Python Processor");
  }

  private void showHelp() {
    ParameterForm form = parameters.form();
    if (form == null) {
      return;
    }
    JEditorPane text = new JEditorPane("text/html", form.help());
    text.putClientProperty(JEditorPane.HONOR_DISPLAY_PROPERTIES, Boolean.TRUE);
    text.setFont(Look.font());
    text.setForeground(Look.foreground());
    text.setBackground(Look.background());
    text.setEditable(false);
    text.setCaretPosition(0);
    JScrollPane scroll = new JScrollPane(text);
    scroll.setPreferredSize(new Dimension(Look.width(70), 18 * Look.line()));
    JOptionPane pane = new JOptionPane(scroll, JOptionPane.PLAIN_MESSAGE);
    javax.swing.JDialog dialog = pane.createDialog(this, ParameterForm.title(form.routine()));
    dialog.setModal(false);
    dialog.setResizable(true);
    dialog.setVisible(true);
  }
}
