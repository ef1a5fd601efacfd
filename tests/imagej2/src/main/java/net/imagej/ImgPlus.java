package net.imagej;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.imagej.axis.Axes;
import net.imagej.axis.AxisType;
import net.imagej.axis.CalibratedAxis;
import net.imagej.axis.DefaultLinearAxis;
import net.imglib2.display.ColorTable;
import net.imglib2.img.Img;
import net.imglib2.img.WrappedImg;

/** An image with name, axes, tables of colours and properties. */
public class ImgPlus<T> extends WrappedPixels<T> implements WrappedImg<T> {
  private final CalibratedAxis[] axes;
  private final List<ColorTable> tables = new ArrayList<ColorTable>();
  private final Map<Integer, Double> minima = new HashMap<Integer, Double>();
  private final Map<Integer, Double> maxima = new HashMap<Integer, Double>();
  private final Map<String, Object> properties = new HashMap<String, Object>();
  private int compositeChannels = 1;
  private String name;

  /** An image of X and Y, further axes unknown. */
  public ImgPlus(Img<T> img) {
    this(img, null, plainAxes(img.numDimensions()));
  }

  public ImgPlus(Img<T> img, String name, CalibratedAxis... axes) {
    super(img);
    if (axes.length != img.numDimensions()) {
      throw new IllegalArgumentException(axes.length + " axes for " + img.numDimensions() + " dimensions");
    }
    this.name = name;
    this.axes = axes.clone();
  }

  private static CalibratedAxis[] plainAxes(int count) {
    CalibratedAxis[] made = new CalibratedAxis[count];
    for (int d = 0; d < count; d++) {
      AxisType type = d == 0 ? Axes.X : d == 1 ? Axes.Y : Axes.unknown();
      made[d] = new DefaultLinearAxis(type);
    }
    return made;
  }

  @Override
  public Img<T> getImg() {
    return sourceInterval;
  }

  @Override
  public ImgPlus<T> copy() {
    return new ImgPlus<T>(sourceInterval.copy(), name, axes);
  }

  public CalibratedAxis axis(int d) {
    return axes[d];
  }

  public void setAxis(CalibratedAxis axis, int d) {
    axes[d] = axis;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public Map<String, Object> getProperties() {
    return properties;
  }

  public double getChannelMinimum(int channel) {
    return minima.getOrDefault(channel, Double.NaN);
  }

  public void setChannelMinimum(int channel, double value) {
    minima.put(channel, value);
  }

  public double getChannelMaximum(int channel) {
    return maxima.getOrDefault(channel, Double.NaN);
  }

  public void setChannelMaximum(int channel, double value) {
    maxima.put(channel, value);
  }

  public int getCompositeChannelCount() {
    return compositeChannels;
  }

  public void setCompositeChannelCount(int count) {
    compositeChannels = count;
  }

  public int getColorTableCount() {
    return tables.size();
  }

  public void initializeColorTables(int count) {
    tables.clear();
    for (int at = 0; at < count; at++) {
      tables.add(null);
    }
  }

  public ColorTable getColorTable(int at) {
    return at < tables.size() ? tables.get(at) : null;
  }

  public void setColorTable(ColorTable table, int at) {
    tables.set(at, table);
  }
}
