package io.drua.micromanager.panel;

import io.drua.micromanager.swing.Look;
import java.awt.BasicStroke;
import java.awt.Dimension;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.event.MouseEvent;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.swing.JComponent;
import javax.swing.ToolTipManager;

/**
 * Numbers over rows: each series has a strip with a scale of its own, as a score and a count have nothing in common but
 * the rows. All strips share the axis of rows. More rows than pixels are drawn as the range that they span.
 */
final class LinePlot extends JComponent {
  private static final long serialVersionUID = 1L;
  private static final int LINES_OF_STRIP = 6;
  private static final int FEW_ROWS = 60;

  private transient List<PlotSeries> series = new ArrayList<>();
  private int rows;
  private long firstRow;

  LinePlot() {
    setName("plot");
    setOpaque(true);
    ToolTipManager.sharedInstance().registerComponent(this);
  }

  /**
   * Shows series.
   *
   * @param rowCount number of rows
   * @param first number of the first row, from 1
   */
  void show(List<PlotSeries> shown, int rowCount, long first) {
    boolean relayout = shown.size() != series.size();
    series = new ArrayList<>(shown);
    rows = rowCount;
    firstRow = first;
    if (relayout) {
      revalidate();
    }
    repaint();
  }

  // -- Sizes --

  @Override
  public Dimension getPreferredSize() {
    int strips = Math.max(1, series.size());
    return new Dimension(Look.width(50), strips * LINES_OF_STRIP * Look.line() + 3 * Look.line());
  }

  @Override
  public Dimension getMinimumSize() {
    return new Dimension(Look.width(20), 4 * Look.line());
  }

  private int left(FontMetrics metrics) {
    return metrics.stringWidth("-0.00000") + 2 * Look.gap();
  }

  private int right() {
    return 2 * Look.gap();
  }

  private int bottom(FontMetrics metrics) {
    return 2 * metrics.getHeight() + Look.gap();
  }

  /** The area of a strip's lines: below its title, above the next. */
  private Rectangle strip(int index, FontMetrics metrics) {
    int height = (getHeight() - bottom(metrics)) / Math.max(1, series.size());
    int title = metrics.getHeight() + Look.gap() / 2;
    int left = left(metrics);
    int width = getWidth() - left - right();
    return new Rectangle(left, index * height + title, Math.max(1, width), Math.max(1, height - title - Look.gap()));
  }

  private double x(Rectangle area, int row) {
    return rows < 2 ? area.getCenterX() : area.x + row * (area.width - 1.0) / (rows - 1);
  }

  // -- Drawing --

  @Override
  protected void paintComponent(Graphics graphics) {
    Graphics2D canvas = (Graphics2D) graphics.create();
    Look.smooth(canvas);
    canvas.setFont(Look.font());
    canvas.setColor(Look.background());
    canvas.fillRect(0, 0, getWidth(), getHeight());
    FontMetrics metrics = canvas.getFontMetrics();
    if (series.isEmpty() || rows == 0) {
      String text = "Numbers that the routine gives to record() are drawn here.";
      canvas.setColor(Look.muted());
      canvas.drawString(text, Math.max(Look.gap(), (getWidth() - metrics.stringWidth(text)) / 2), getHeight() / 2);
    } else {
      for (int index = 0; index < series.size(); index++) {
        drawStrip(canvas, metrics, index);
      }
      drawRowAxis(canvas, metrics);
    }
    canvas.dispose();
  }

  private void drawStrip(Graphics2D canvas, FontMetrics metrics, int index) {
    PlotSeries shown = series.get(index);
    Rectangle area = strip(index, metrics);
    double[] range = range(shown);
    PlotTicks ticks = new PlotTicks(range[0], range[1], Math.max(1, area.height / (2 * metrics.getHeight())), 0);
    for (double tick : ticks.values()) {
      double y = y(area, range, tick);
      canvas.setColor(Look.faint());
      canvas.setStroke(new BasicStroke(0.5f));
      canvas.draw(new Line2D.Double(area.x, y, area.x + area.width, y));
      String text = ticks.text(tick);
      canvas.setColor(Look.muted());
      double baseline = y + (metrics.getAscent() - metrics.getDescent()) / 2.0;
      canvas.drawString(text, area.x - Look.gap() - metrics.stringWidth(text), (float) baseline);
    }
    drawTitle(canvas, metrics, index, area);
    canvas.clip(new Rectangle(area.x - 3, area.y - 3, area.width + 6, area.height + 6));
    canvas.setColor(Look.series(index));
    canvas.setStroke(new BasicStroke(1.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    canvas.draw(line(shown, area, range));
    if (rows <= FEW_ROWS) {
      drawDots(canvas, shown, area, range);
    }
    canvas.setClip(null);
  }

  private void drawTitle(Graphics2D canvas, FontMetrics metrics, int index, Rectangle area) {
    int baseline = area.y - metrics.getDescent() - Look.gap() / 2;
    int mark = metrics.getAscent();
    canvas.setColor(Look.series(index));
    canvas.setStroke(new BasicStroke(2.5f));
    canvas.draw(new Line2D.Double(area.x, baseline - mark / 3.0, area.x + mark, baseline - mark / 3.0));
    canvas.setColor(Look.foreground());
    canvas.drawString(series.get(index).name(), area.x + mark + Look.gap(), baseline);
  }

  private Path2D line(PlotSeries shown, Rectangle area, double[] range) {
    Path2D path = new Path2D.Double();
    boolean begun = false;
    int columns = 2 * area.width;
    int group = Math.max(1, (int) Math.ceil(rows / (double) columns));
    for (int row = 0; row < rows; row += group) {
      double[] span = shown.range(row, row + group);
      if (span == null) {
        begun = begun && group > 1;
        continue;
      }
      double x = x(area, row);
      if (begun) {
        path.lineTo(x, y(area, range, span[0]));
      } else {
        path.moveTo(x, y(area, range, span[0]));
      }
      if (span[1] > span[0]) {
        path.lineTo(x, y(area, range, span[1]));
      }
      begun = true;
    }
    return path;
  }

  private void drawDots(Graphics2D canvas, PlotSeries shown, Rectangle area, double[] range) {
    double size = Look.line() / 4.0;
    for (int row = 0; row < rows; row++) {
      double value = shown.value(row);
      if (!Double.isNaN(value) && !Double.isInfinite(value)) {
        canvas.fill(new Ellipse2D.Double(x(area, row) - size / 2, y(area, range, value) - size / 2, size, size));
      }
    }
  }

  private void drawRowAxis(Graphics2D canvas, FontMetrics metrics) {
    Rectangle area = strip(series.size() - 1, metrics);
    int top = area.y + area.height + Look.gap() / 2;
    canvas.setStroke(new BasicStroke(1));
    canvas.setColor(Look.muted());
    canvas.draw(new Line2D.Double(area.x, top, area.x + area.width, top));
    double last = firstRow + Math.max(1, rows - 1);
    String widest = String.valueOf((long) last);
    int room = Math.max(1, area.width / (metrics.stringWidth(widest) + 4 * Look.gap()));
    PlotTicks ticks = new PlotTicks(firstRow, last, Math.min(10, room), 1);
    for (double tick : ticks.values()) {
      int row = (int) Math.round(tick - firstRow);
      if (row > rows - 1) {
        continue;
      }
      double x = x(area, row);
      String text = ticks.text(tick);
      canvas.draw(new Line2D.Double(x, top, x, top + Look.gap() / 2.0));
      canvas.drawString(text, (float) (x - metrics.stringWidth(text) / 2.0), top + Look.gap() / 2 + metrics.getAscent());
    }
    int below = top + Look.gap() / 2 + metrics.getHeight() + metrics.getAscent();
    canvas.drawString("row", area.x + (area.width - metrics.stringWidth("row")) / 2, below);
  }

  /** What a strip spans: its values, with some air; a constant in the middle. */
  private double[] range(PlotSeries shown) {
    double[] range = shown.range(0, rows);
    if (range == null) {
      return new double[] {0, 1};
    }
    double air = (range[1] - range[0]) * 0.06;
    if (air <= Math.abs(range[1]) * 1e-12) {
      air = range[1] == 0 ? 1 : Math.abs(range[1]) * 0.1;
    }
    return new double[] {range[0] - air, range[1] + air};
  }

  private static double y(Rectangle area, double[] range, double value) {
    double bounded = Math.max(range[0], Math.min(range[1], value));
    return area.y + area.height * (1 - (bounded - range[0]) / (range[1] - range[0]));
  }

  @Override
  public String getToolTipText(MouseEvent event) {
    if (series.isEmpty() || rows == 0) {
      return null;
    }
    Rectangle area = strip(0, getFontMetrics(Look.font()));
    double part = (event.getX() - area.x) / Math.max(1.0, area.width - 1.0);
    int row = (int) Math.max(0, Math.min(rows - 1, Math.round(part * (rows - 1))));
    StringBuilder text = new StringBuilder("row " + (firstRow + row));
    for (PlotSeries shown : series) {
      text.append("\n").append(shown.name()).append(" = ").append(String.format(Locale.ROOT, "%.6g", shown.value(row)));
    }
    return Look.toolTip(text.toString());
  }
}
