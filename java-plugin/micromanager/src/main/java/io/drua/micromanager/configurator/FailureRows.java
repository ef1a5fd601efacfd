package io.drua.micromanager.configurator;

import io.drua.micromanager.settings.FailurePolicy;
import io.drua.micromanager.settings.ProcessorSettings;
import io.drua.micromanager.swing.FormRows;
import io.drua.micromanager.swing.Look;
import java.awt.BorderLayout;
import javax.swing.JCheckBox;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JSpinner;
import javax.swing.SpinnerNumberModel;

/** What does not depend on the routine: failures, raw frames, how long live view waits. */
final class FailureRows {
  private static final int LONGEST_WAIT = 10_000;
  private static final int WAIT_STEP = 10;

  private final JComboBox<FailurePolicy> policy = new JComboBox<>(FailurePolicy.values());
  private final JCheckBox keepRaw = new JCheckBox("Keep raw frames in channels of their own");
  private final JSpinner wait;

  FailureRows(PythonProcessorConfigurator owner) {
    ProcessorSettings settings = owner.settings();
    wait = new JSpinner(new SpinnerNumberModel(settings.liveWaitMillis(), 1, LONGEST_WAIT, WAIT_STEP));
    policy.setName("on failure");
    policy.setSelectedItem(settings.onFailure());
    policy.setToolTipText(Look.toolTip(
        "Stop the run: live mode or the acquisition ends, with Micro-Manager's message.\n"
            + "Pass the raw frame on: it is saved as it came, says so in its metadata, and the run goes on."));
    keepRaw.setName("keep raw");
    keepRaw.setOpaque(false);
    keepRaw.setSelected(settings.keepRaw());
    keepRaw.setToolTipText(Look.toolTip(
        "Processors work before frames are saved. With this, an acquisition saves each frame also as it came from the"
            + " camera."));
    wait.setName("live wait");
    wait.setToolTipText(Look.toolTip(
        "Live view waits so long for a frame. Then it shows the last result, or the raw frame, and the routine goes on"
            + " beside it: a slow routine never holds the windows up. Acquisitions always wait."));
    policy.addActionListener(
        event -> owner.change(owner.settings().withOnFailure((FailurePolicy) policy.getSelectedItem())));
    keepRaw.addActionListener(event -> owner.change(owner.settings().withKeepRaw(keepRaw.isSelected())));
    wait.addChangeListener(event -> owner.change(owner.settings().withLiveWaitMillis((Integer) wait.getValue())));
  }

  void addTo(FormRows rows) {
    rows.add("When the routine fails", leading(policy)).setLabelFor(policy);
    rows.add("Live view waits at most (ms)", leading(wait)).setLabelFor(wait);
    rows.unlabelled(keepRaw);
  }

  private static JComponent leading(JComponent component) {
    JPanel line = new JPanel(new BorderLayout());
    line.setOpaque(false);
    line.add(component, BorderLayout.LINE_START);
    return line;
  }
}
