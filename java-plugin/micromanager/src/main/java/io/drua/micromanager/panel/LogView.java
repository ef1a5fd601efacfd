package io.drua.micromanager.panel;

import io.drua.micromanager.runtime.ProcessorLog;
import io.drua.micromanager.swing.Look;
import java.awt.BorderLayout;
import java.util.List;
import javax.swing.JPanel;
import javax.swing.JScrollBar;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.text.BadLocationException;

/** The newest lines of the log. It scrolls with them unless the user looks at earlier ones. */
final class LogView extends JPanel {
  private static final long serialVersionUID = 1L;
  private static final int MOST_LINES = 2_000;

  private final JTextArea text =
      new JTextArea() {
        private static final long serialVersionUID = 1L;

        @Override
        public void updateUI() {
          super.updateUI();
          setFont(Look.monospaced());
        }
      };
  private final JScrollPane scroll = new JScrollPane(text);
  private long seen;

  LogView() {
    super(new BorderLayout());
    text.setName("log");
    text.setEditable(false);
    text.setLineWrap(true);
    text.setWrapStyleWord(true);
    text.setRows(4);
    add(scroll, BorderLayout.CENTER);
  }

  /** Adds the lines that came since. */
  void update() {
    long count = ProcessorLog.count();
    if (count == seen) {
      return;
    }
    List<String> lines = ProcessorLog.linesFrom(seen);
    JScrollBar bar = scroll.getVerticalScrollBar();
    boolean atEnd = bar.getValue() + bar.getVisibleAmount() >= bar.getMaximum() - Look.line();
    for (String line : lines.subList(0, (int) Math.min(lines.size(), count - seen))) {
      text.append(text.getDocument().getLength() == 0 ? line : "\n" + line);
    }
    seen = count;
    trim();
    if (atEnd) {
      text.setCaretPosition(text.getDocument().getLength());
    }
  }

  private void trim() {
    int surplus = text.getLineCount() - MOST_LINES;
    if (surplus > 0) {
      try {
        text.replaceRange("", 0, text.getLineStartOffset(surplus));
      } catch (BadLocationException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }
}
