package io.drua.micromanager.swing;

import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.GridBagLayoutInfo;
import java.awt.Insets;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.Scrollable;

/** Rows of a label and a component, as wide as there is room. In a scroll pane it scrolls up and down only. */
public final class FormRows extends JPanel implements Scrollable {
  private static final long serialVersionUID = 1L;
  private final List<JLabel> labels = new ArrayList<>();
  private int row;

  /** Makes one without rows. */
  public FormRows() {
    super(new PreferredSizes());
    setOpaque(false);
  }

  @Override
  public void removeAll() {
    super.removeAll();
    labels.clear();
    row = 0;
  }

  /** Adds a label and what it is for. */
  public JLabel add(String text, JComponent component) {
    JLabel label = new JLabel(text);
    label.setLabelFor(component);
    labels.add(label);
    boolean tall = component.getPreferredSize().height > 3 * Look.line();
    GridBagConstraints left = constraints(0, 1, 0);
    left.anchor = tall ? GridBagConstraints.FIRST_LINE_START : GridBagConstraints.LINE_START;
    left.insets = new Insets(Look.gap(), 0, 0, 2 * Look.gap());
    add(label, left);
    GridBagConstraints right = constraints(1, 1, 1);
    right.fill = GridBagConstraints.HORIZONTAL;
    add(component, right);
    row++;
    return label;
  }

  /** Adds a component close below the one before, in its column. */
  public void below(JComponent component) {
    GridBagConstraints right = constraints(1, 1, 1);
    right.fill = GridBagConstraints.HORIZONTAL;
    right.insets = new Insets(0, 0, 0, 0);
    add(component, right);
    row++;
  }

  /** Adds a component without a label, in the column of those that have one. */
  public void unlabelled(JComponent component) {
    GridBagConstraints right = constraints(1, 1, 1);
    right.fill = GridBagConstraints.HORIZONTAL;
    add(component, right);
    row++;
  }

  /** Adds a component over both columns. */
  public void wide(JComponent component) {
    GridBagConstraints both = constraints(0, 2, 1);
    both.fill = GridBagConstraints.HORIZONTAL;
    add(component, both);
    row++;
  }

  /** Takes the room that is left, so that the rows stay at the top. */
  public void fill() {
    GridBagConstraints rest = constraints(0, 2, 1);
    rest.weighty = 1;
    JPanel nothing = new JPanel();
    nothing.setOpaque(false);
    add(nothing, rest);
    row++;
  }

  /** Gives the labels of some forms one width, so that what stands beside them is aligned. */
  public static void align(FormRows... forms) {
    int widest = 0;
    for (FormRows form : forms) {
      for (JLabel label : form.labels) {
        label.setPreferredSize(null);
        widest = Math.max(widest, label.getPreferredSize().width);
      }
    }
    for (FormRows form : forms) {
      for (JLabel label : form.labels) {
        Dimension size = label.getPreferredSize();
        label.setPreferredSize(new Dimension(widest, size.height));
        label.setMinimumSize(new Dimension(widest, size.height));
      }
      form.revalidate();
    }
  }

  private GridBagConstraints constraints(int column, int width, double weight) {
    GridBagConstraints place = new GridBagConstraints();
    place.gridx = column;
    place.gridy = row;
    place.gridwidth = width;
    place.weightx = weight;
    place.anchor = GridBagConstraints.LINE_START;
    place.insets = new Insets(Look.gap(), 0, 0, 0);
    return place;
  }

  /**
   * GridBagLayout gives all parts their smallest sizes as soon as one pixel is missing: lines vanish, fields are a letter
   * wide. Here what is missing is taken from the wide column, and from nothing else.
   */
  private static final class PreferredSizes extends GridBagLayout {
    private static final long serialVersionUID = 1L;

    @Override
    protected GridBagLayoutInfo getLayoutInfo(Container parent, int size) {
      return super.getLayoutInfo(parent, PREFERREDSIZE);
    }
  }

  // -- Scrolling --

  @Override
  public Dimension getPreferredScrollableViewportSize() {
    return getPreferredSize();
  }

  @Override
  public int getScrollableUnitIncrement(Rectangle visible, int orientation, int direction) {
    return Look.line();
  }

  @Override
  public int getScrollableBlockIncrement(Rectangle visible, int orientation, int direction) {
    return visible.height - Look.line();
  }

  @Override
  public boolean getScrollableTracksViewportWidth() {
    return true;
  }

  @Override
  public boolean getScrollableTracksViewportHeight() {
    Component parent = getParent();
    return parent != null && parent.getHeight() > getPreferredSize().height;
  }
}
