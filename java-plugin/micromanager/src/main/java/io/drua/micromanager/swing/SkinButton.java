package io.drua.micromanager.swing;

import io.drua.bridge.Nullable;
import javax.swing.JButton;

/** A button that stays readable by night under the mouse and with the focus, where FlatLaf makes its buttons light. */
public class SkinButton extends JButton {
  private static final long serialVersionUID = 1L;

  /** Makes a button; its text is its name, too. */
  public SkinButton(String text) {
    this(text, null);
  }

  /** Makes a button with a tool tip. */
  public SkinButton(String text, @Nullable String help) {
    super(text);
    setName(text);
    setToolTipText(help);
  }

  @Override
  public void updateUI() {
    super.updateUI();
    String near = Look.hex(Look.blend(Look.foreground(), Look.background(), 0.1));
    String pressed = Look.hex(Look.blend(Look.foreground(), Look.background(), 0.2));
    // Other looks don't know the key.
    putClientProperty(
        "FlatLaf.style", "focusedBackground: " + near + "; hoverBackground: " + near + "; pressedBackground: " + pressed);
  }
}
