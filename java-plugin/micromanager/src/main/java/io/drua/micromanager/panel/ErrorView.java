package io.drua.micromanager.panel;

import io.drua.bridge.Nullable;
import io.drua.micromanager.monitor.FrameFailure;
import io.drua.micromanager.swing.Look;
import io.drua.micromanager.swing.TextLines;
import java.awt.BorderLayout;
import java.text.DateFormat;
import java.util.Date;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;

/** The last failure of a run: what happened and what to do, where, and the traceback. */
final class ErrorView extends JPanel {
  private static final long serialVersionUID = 1L;

  private final TextLines message = new TextLines("", 90, Look::error);
  private final TextLines place = new TextLines("", 90, Look::muted);
  private final JTextArea details =
      new JTextArea() {
        private static final long serialVersionUID = 1L;

        @Override
        public void updateUI() {
          super.updateUI();
          setFont(Look.monospaced());
        }
      };
  private final JScrollPane scroll = new JScrollPane(details);
  private final TextLines none = new TextLines("No frame has failed.", 60, Look::muted);
  @Nullable private transient FrameFailure shown;

  ErrorView() {
    super(new BorderLayout(0, Look.gap()));
    setBorder(Look.space(1));
    message.setName("error message");
    details.setName("traceback");
    details.setEditable(false);
    JPanel top = new JPanel();
    top.setLayout(new javax.swing.BoxLayout(top, javax.swing.BoxLayout.PAGE_AXIS));
    top.add(none);
    top.add(message);
    top.add(place);
    add(top, BorderLayout.PAGE_START);
    add(scroll, BorderLayout.CENTER);
    show(null);
  }

  /** Shows a failure, or that there is none. */
  void show(@Nullable FrameFailure failure) {
    if (failure == shown && failure != null) {
      return;
    }
    shown = failure;
    none.setVisible(failure == null);
    message.show(failure == null ? "" : failure.message());
    place.show(failure == null ? "" : place(failure));
    String text = failure == null ? "" : failure.details();
    if (!text.equals(details.getText())) {
      details.setText(text);
      details.setCaretPosition(0);
    }
    scroll.setVisible(!text.isEmpty());
    revalidate();
  }

  private static String place(FrameFailure failure) {
    String time = DateFormat.getTimeInstance(DateFormat.MEDIUM).format(new Date(failure.atMillis()));
    return failure.coordinates().isEmpty() ? time : time + ", frame " + failure.coordinates();
  }
}
