package io.drua.micromanager.swing;

import javax.swing.JTabbedPane;

/** Tabs in the colours of the program's skin, which leaves tabs out: they would stay light by night. */
public final class SkinTabs extends JTabbedPane {
  private static final long serialVersionUID = 1L;

  @Override
  public void updateUI() {
    super.updateUI();
    setBackground(Look.background());
    setForeground(Look.foreground());
    String above = Look.hex(Look.blend(Look.foreground(), Look.background(), 0.12));
    // FlatLaf's own colours for the tab under the mouse and the one with the focus; other looks don't know the key.
    String text = Look.hex(Look.foreground());
    putClientProperty(
        "FlatLaf.style", "hoverColor: " + above + "; focusColor: " + above + "; selectedForeground: " + text);
  }
}
