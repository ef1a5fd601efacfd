package io.drua.fiji.imglib;

import io.drua.bridge.Nullable;
import io.drua.bridge.PixelType;
import java.lang.reflect.Array;
import net.imglib2.Dirty;
import net.imglib2.Interval;
import net.imglib2.RandomAccess;
import net.imglib2.img.basictypeaccess.array.ArrayDataAccess;
import net.imglib2.img.cell.AbstractCellImg;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.planar.PlanarImg;
import net.imglib2.util.Intervals;
import net.imglib2.view.IntervalView;

/**
 * Arrays of the Java heap that parts of an image lie in: its planes, its cells, or all of it. A cropped view of an image in
 * cells has these too. For one thread.
 */
final class HeapParts {
  private final Interval image;
  @Nullable private final AbstractCellImg<?, ?, ?, ?> cellImage;
  @Nullable private final RandomAccess<? extends Cell<?>> cells;

  HeapParts(Interval image) {
    this.image = image;
    this.cellImage = cellsBehind(image);
    this.cells = cellImage == null ? null : cellImage.getCells().randomAccess();
  }

  /** The image in cells that an image is, or is a cropped view of; else null. */
  @Nullable
  static AbstractCellImg<?, ?, ?, ?> cellsBehind(Interval image) {
    Object source = FluentViews.behind(image instanceof IntervalView ? ((IntervalView<?>) image).getSource() : image);
    return source instanceof AbstractCellImg ? (AbstractCellImg<?, ?, ?, ?>) source : null;
  }

  /** An array, and where its elements lie, counted from the image's first pixel. */
  static final class Part {
    final Object array;
    final Interval stored;

    private Part(Object array, Interval stored) {
      this.array = array;
      this.stored = stored;
    }
  }

  /**
   * The array that a part lies in, null if there is none. Loads the cell, where it is one that wasn't yet.
   *
   * @param part of one cell or plane, as {@link ImageCopies} takes images apart, counted from the image's first pixel
   */
  @Nullable
  Part of(Interval part, PixelType type, boolean toWrite) {
    Object access = null;
    Interval stored = part;
    if (image instanceof PlanarImg) {
      access = planeOf((PlanarImg<?, ?>) image, part);
    } else if (cells != null) {
      for (int d = 0; d < part.numDimensions(); d++) {
        cells.setPosition((part.min(d) + image.min(d)) / cellImage.getCellGrid().cellDimension(d), d);
      }
      Cell<?> cell = cells.get();
      access = cell.getData();
      stored = Intervals.translateInverse(cell, Intervals.minAsLongArray(image));
    }
    // What is written behind the back of an access that notes changes would be lost with its cache.
    if (!(access instanceof ArrayDataAccess) || toWrite && access instanceof Dirty) {
      return null;
    }
    Object array = ((ArrayDataAccess<?>) access).getCurrentStorageArray();
    boolean whole = array != null
        && array.getClass().isArray()
        && !(array instanceof boolean[])
        && Array.getLength(array) >= Intervals.numElements(stored) * MemoryImages.numbers(type);
    return whole ? new Part(array, stored) : null;
  }

  @Nullable
  private static Object planeOf(PlanarImg<?, ?> image, Interval part) {
    long index = 0;
    for (int d = part.numDimensions() - 1; d >= 0; d--) {
      if (d < 2 && part.dimension(d) != image.dimension(d) || d >= 2 && part.dimension(d) != 1) {
        return null;
      }
      index = d < 2 ? index : index * image.dimension(d) + part.min(d);
    }
    return image.getPlane((int) index);
  }
}
