package io.drua.micromanager.swing;

import java.awt.Color;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import javax.swing.JTable;
import javax.swing.SwingConstants;
import javax.swing.UIManager;
import javax.swing.table.DefaultTableCellRenderer;
import javax.swing.table.TableCellRenderer;
import javax.swing.table.TableModel;

/**
 * A table to read: rows and columns as large as the font asks for, colours of the program's skin, the last column as
 * wide as there is room.
 */
public class PlainTable extends JTable {
  private static final long serialVersionUID = 1L;
  private String emptyText = "";

  /** Makes a table over a model. */
  public PlainTable(TableModel model) {
    super(model);
    setAutoResizeMode(AUTO_RESIZE_LAST_COLUMN);
    setFillsViewportHeight(true);
    getTableHeader().setReorderingAllowed(false);
    dress();
  }

  private void dress() {
    setRowHeight(Look.lineOf(getFont()) + Look.gap());
    setShowGrid(false);
    setShowHorizontalLines(true);
    setGridColor(Look.blend(Look.faint(), Look.background(), 0.6));
    setIntercellSpacing(new Dimension(0, 1));
  }

  @Override
  public void updateUI() {
    super.updateUI();
    // Swing keeps colours that were set once; the skin has others now.
    Color background = UIManager.getColor("Table.background");
    Color foreground = UIManager.getColor("Table.foreground");
    if (background != null && foreground != null) {
      setBackground(background);
      setForeground(foreground);
    }
    if (getColumnModel() != null) {
      dress();
    }
  }

  /** Sets how wide a column is, by a typical text and its title, and that numbers stand at its right. */
  public final void setColumn(int index, String typical, boolean number) {
    FontMetrics metrics = getFontMetrics(getFont());
    FontMetrics header = getTableHeader().getFontMetrics(getTableHeader().getFont());
    String title = getColumnName(index);
    int width = Math.max(metrics.stringWidth(typical), header.stringWidth(title)) + 4 * Look.gap();
    getColumnModel().getColumn(index).setPreferredWidth(width);
    getColumnModel().getColumn(index).setMinWidth(header.stringWidth("..") + 2 * Look.gap());
    getColumnModel().getColumn(index).setCellRenderer(new Cell(number));
    getColumnModel().getColumn(index).setHeaderRenderer(new HeaderCell(number));
  }

  /** Sets what stands in the table while it has no rows. */
  public final void setEmptyText(String text) {
    emptyText = text;
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    super.paintComponent(graphics);
    if (getRowCount() == 0 && !emptyText.isEmpty()) {
      Graphics2D canvas = (Graphics2D) graphics.create();
      Look.smooth(canvas);
      canvas.setFont(getFont());
      canvas.setColor(Look.muted());
      Rectangle seen = getVisibleRect();
      int width = canvas.getFontMetrics().stringWidth(emptyText);
      int left = seen.x + Math.max(Look.gap(), (seen.width - width) / 2);
      canvas.drawString(emptyText, left, seen.y + Math.min(seen.height, 3 * getRowHeight()) - Look.gap());
      canvas.dispose();
    }
  }

  @Override
  public boolean getScrollableTracksViewportWidth() {
    // Wider than its columns it fills the room; narrower, it scrolls.
    return getParent() != null && getPreferredSize().width < getParent().getWidth();
  }

  /** A text with space at both sides. */
  private static final class Cell extends DefaultTableCellRenderer {
    private static final long serialVersionUID = 1L;

    Cell(boolean number) {
      setHorizontalAlignment(number ? SwingConstants.TRAILING : SwingConstants.LEADING);
    }

    @Override
    public Component getTableCellRendererComponent(
        JTable table, Object value, boolean selected, boolean focused, int row, int column) {
      super.getTableCellRendererComponent(table, value, selected, false, row, column);
      setBorder(javax.swing.BorderFactory.createEmptyBorder(0, Look.gap(), 0, Look.gap()));
      return this;
    }
  }

  /** The header of the look and feel, its text above the column's. */
  private static final class HeaderCell implements TableCellRenderer {
    private final boolean number;

    HeaderCell(boolean number) {
      this.number = number;
    }

    @Override
    public Component getTableCellRendererComponent(
        JTable table, Object value, boolean selected, boolean focused, int row, int column) {
      TableCellRenderer usual = table.getTableHeader().getDefaultRenderer();
      Component header = usual.getTableCellRendererComponent(table, value, selected, focused, row, column);
      if (header instanceof javax.swing.JLabel) {
        ((javax.swing.JLabel) header).setHorizontalAlignment(number ? SwingConstants.TRAILING : SwingConstants.LEADING);
      }
      return header;
    }
  }
}
