package io.drua.micromanager.swing;

import java.awt.Color;
import java.util.Locale;
import javax.swing.JTabbedPane;

/** Tabs in the colours of the program's skin, which leaves tabs out: they would stay light by night. */
public final class SkinTabs extends JTabbedPane {
  private static final long serialVersionUID = 1L;

  @Override
  public void updateUI() {
    super.updateUI();
    setBackground(Look.background());
    setForeground(Look.foreground());
    String above = hex(Look.blend(Look.foreground(), Look.background(), 0.12));
    // FlatLaf's own colours for the tab under the mouse and the one with the focus; other looks don't know the key.
    putClientProperty("FlatLaf.style", "hoverColor: " + above + "; focusColor: " + above + "; selectedForeground: " + hex(Look.foreground()));
  }

  private static String hex(Color colour) {
    return String.format(Locale.ROOT, "#%06x", colour.getRGB() & 0xffffff);
  }
}
