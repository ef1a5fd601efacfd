package io.drua.micromanager.panel;

import io.drua.bridge.BridgeException;
import io.drua.bridge.FailureText;
import io.drua.bridge.Nullable;
import io.drua.micromanager.runtime.MicroManagerRuntime;
import io.drua.micromanager.runtime.ProcessorLog;
import io.drua.micromanager.swing.Look;
import io.drua.micromanager.swing.SkinButton;
import io.drua.micromanager.swing.TextLines;
import java.awt.BorderLayout;
import java.awt.FlowLayout;
import java.nio.file.Path;
import java.util.function.Supplier;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JFileChooser;
import javax.swing.JMenuItem;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import javax.swing.SwingUtilities;

/** The interpreter in use, or why there is none; the choice of another one; the folders with routines. */
final class EnvironmentView extends JPanel {
  private static final long serialVersionUID = 1L;
  private static final String HINT =
      "Processors are added in Plugins > On-The-Fly Image Processing: Add... > Python Processor.";

  private final TextLines interpreter = new TextLines("Looking for Python...", 90, Look::foreground);
  private final TextLines problem = new TextLines("", 90, Look::error);
  private final JButton start = new SkinButton("Start Python");
  private final JButton choose = new SkinButton("Choose Python...");
  private final JButton folders = new SkinButton("Routine Folders...");
  private boolean running;
  private boolean asking;

  EnvironmentView() {
    super(new BorderLayout(2 * Look.gap(), 0));
    interpreter.setName("interpreter");
    problem.setName("problem");
    start.setName("start");
    choose.setName("choose");
    folders.setName("folders");
    problem.setVisible(false);
    start.setToolTipText("Starts it now instead of with the first frame, and says what is wrong if it can't be started");
    JPanel texts = new JPanel();
    texts.setLayout(new BoxLayout(texts, BoxLayout.PAGE_AXIS));
    texts.add(interpreter);
    texts.add(problem);
    texts.add(new TextLines(HINT, 90, Look::muted));
    add(texts, BorderLayout.CENTER);
    JPanel buttons = new JPanel(new FlowLayout(FlowLayout.TRAILING, Look.gap(), 0));
    buttons.add(start);
    buttons.add(choose);
    buttons.add(folders);
    JPanel right = new JPanel(new BorderLayout());
    right.add(buttons, BorderLayout.PAGE_START);
    add(right, BorderLayout.LINE_END);
    start.addActionListener(event -> ask(EnvironmentReport::start));
    choose.addActionListener(event -> offer());
    folders.addActionListener(event -> new FoldersDialog(SwingUtilities.getWindowAncestor(this)).setVisible(true));
  }

  /** Asks again if Python started since; called a few times a second. */
  void update() {
    if (MicroManagerRuntime.isRunning() != running) {
      refresh();
    }
  }

  /** Asks again what is in use. */
  void refresh() {
    ask(() -> null);
  }

  /** Does something beside, then shows what is in use and what went wrong. */
  private void ask(Supplier<String> work) {
    if (asking) {
      return;
    }
    asking = true;
    start.setEnabled(false);
    MicroManagerRuntime.inBackground(
        "Python environment",
        () -> {
          String wrong = null;
          String summary = "";
          String all = "";
          boolean runs = false;
          try {
            wrong = work.get();
            // Python may start meanwhile; then update() asks again.
            runs = MicroManagerRuntime.isRunning();
            summary = EnvironmentReport.summary();
            all = EnvironmentReport.all();
          } catch (BridgeException failed) {
            wrong = FailureText.message(failed);
          } finally {
            show(summary, all, wrong, runs);
          }
        });
  }

  private void show(String summary, String all, @Nullable String wrong, boolean runs) {
    SwingUtilities.invokeLater(
        () -> {
          asking = false;
          running = runs;
          start.setVisible(!running);
          start.setEnabled(true);
          interpreter.show(summary.isEmpty() ? "Python can't be used." : summary);
          interpreter.setToolTipText(all.isEmpty() ? null : Look.toolTip(all));
          problem.show(wrong == null ? "" : wrong);
          revalidate();
        });
  }

  private void offer() {
    JPopupMenu menu = new JPopupMenu();
    JMenuItem other = new JMenuItem("Choose a python program...");
    other.addActionListener(event -> choosePython());
    menu.add(other);
    JMenuItem search = new JMenuItem("Search for one again");
    search.setEnabled(MicroManagerRuntime.python() != null);
    search.addActionListener(event -> set(null));
    menu.add(search);
    menu.show(choose, 0, choose.getHeight());
  }

  private void choosePython() {
    JFileChooser chooser = new JFileChooser();
    chooser.setDialogTitle("The python program of an environment, or the environment's folder");
    chooser.setFileSelectionMode(JFileChooser.FILES_AND_DIRECTORIES);
    chooser.setFileHidingEnabled(false);
    Path before = MicroManagerRuntime.python();
    if (before != null) {
      chooser.setSelectedFile(before.toFile());
    }
    if (chooser.showDialog(this, "Use") == JFileChooser.APPROVE_OPTION) {
      set(chooser.getSelectedFile().toPath());
    }
  }

  /** Keeps a choice if it can be used; null: search. */
  void set(@Nullable Path python) {
    ask(
        () -> {
          Path before = MicroManagerRuntime.python();
          MicroManagerRuntime.setPython(python);
          String refused = python == null ? null : EnvironmentReport.whyNot();
          if (refused != null) {
            MicroManagerRuntime.setPython(before);
            return python + " can't be used: " + refused;
          }
          String next = python == null ? "Python will be searched for" : python + " will be used";
          boolean later = MicroManagerRuntime.isRunning();
          ProcessorLog.add(next + (later ? " when Micro-Manager starts again." : "."));
          return later ? next + " when Micro-Manager starts again; the running one stays until then." : null;
        });
  }
}
