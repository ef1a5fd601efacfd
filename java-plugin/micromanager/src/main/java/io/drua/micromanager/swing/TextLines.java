package io.drua.micromanager.swing;

import java.awt.Color;
import java.awt.Dimension;
import java.util.function.Supplier;
import javax.swing.BorderFactory;
import javax.swing.JTextArea;
import javax.swing.text.DefaultCaret;

/** Text that wraps to the width it has, looks like a label, and can be selected and copied. */
public final class TextLines extends JTextArea {
  private static final long serialVersionUID = 1L;
  private final int columns;
  /** Null only while the constructor of the superclass asks for colours. */
  private final transient Supplier<Color> colour;

  /**
   * Makes one.
   *
   * @param columns about as many characters a line has while nothing else sets the width
   * @param colour of the text, asked for again whenever the program's skin changes
   */
  public TextLines(String text, int columns, Supplier<Color> colour) {
    super(text);
    this.columns = columns;
    this.colour = colour;
    setEditable(false);
    setLineWrap(true);
    setWrapStyleWord(true);
    dress();
  }

  private void dress() {
    setOpaque(false);
    setCaret(new NoCaret());
    setBorder(BorderFactory.createEmptyBorder());
    setFont(Look.font());
    if (colour != null) {
      setForeground(colour.get());
    }
  }

  @Override
  public void updateUI() {
    super.updateUI();
    dress();
  }

  /** Selects, but does not blink: nobody can write here. */
  private static final class NoCaret extends DefaultCaret {
    private static final long serialVersionUID = 1L;

    NoCaret() {
      // A text that changes must not scroll the window to it.
      setUpdatePolicy(NEVER_UPDATE);
    }

    @Override
    public void setVisible(boolean visible) {
      super.setVisible(false);
    }
  }

  /** Shows a text; the empty one takes the component away. */
  public void show(String text) {
    if (!text.equals(getText())) {
      setText(text);
    }
    setVisible(!text.isEmpty());
  }

  @Override
  public void setBounds(int x, int y, int width, int height) {
    boolean wider = width != getWidth();
    super.setBounds(x, y, width, height);
    if (wider) {
      // The height that it wants depends on the width that it got.
      revalidate();
    }
  }

  @Override
  public Dimension getPreferredSize() {
    if (getWidth() <= 0) {
      setSize(Look.width(columns), Short.MAX_VALUE);
    }
    Dimension size = super.getPreferredSize();
    return new Dimension(Math.min(size.width, Look.width(columns)), size.height);
  }

  @Override
  public Dimension getMinimumSize() {
    return new Dimension(Look.width(Math.min(columns, 10)), getPreferredSize().height);
  }
}
