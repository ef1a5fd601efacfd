package io.drua.fiji.imglib;

import io.drua.bridge.Nullable;
import io.drua.bridge.PixelType;
import java.lang.reflect.Array;
import net.imglib2.Dirty;
import net.imglib2.Interval;
import net.imglib2.RandomAccess;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.ArrayDataAccess;
import net.imglib2.img.cell.AbstractCellImg;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.planar.PlanarImg;
import net.imglib2.util.Intervals;

/** Arrays of the Java heap that whole parts of an image lie in: its planes, its cells, or all of it. For one thread. */
final class HeapParts {
  private final Object image;
  @Nullable private final RandomAccess<? extends Cell<?>> cells;

  HeapParts(Object image) {
    this.image = image;
    this.cells = image instanceof AbstractCellImg ? ((AbstractCellImg<?, ?, ?, ?>) image).getCells().randomAccess() : null;
  }

  /**
   * The array whose elements are those of a part, null if there is none. Loads the cell, where it is one that wasn't yet.
   *
   * @param part a cell or plane, as {@link ImageCopies} takes images apart
   */
  @Nullable
  Object arrayOf(Interval part, PixelType type, boolean toWrite) {
    Object access = null;
    if (image instanceof PlanarImg) {
      access = planeOf((PlanarImg<?, ?>) image, part);
    } else if (cells != null) {
      int n = part.numDimensions();
      for (int d = 0; d < n; d++) {
        cells.setPosition(part.min(d) / ((AbstractCellImg<?, ?, ?, ?>) image).getCellGrid().cellDimension(d), d);
      }
      Cell<?> cell = cells.get();
      access = Intervals.equals(cell, part) ? cell.getData() : null;
    } else if (image instanceof ArrayImg && Intervals.equals((Interval) image, part)) {
      access = ((ArrayImg<?, ?>) image).update(null);
    }
    // What is written behind the back of an access that notes changes would be lost with its cache.
    if (!(access instanceof ArrayDataAccess) || toWrite && access instanceof Dirty) {
      return null;
    }
    Object array = ((ArrayDataAccess<?>) access).getCurrentStorageArray();
    boolean whole = array != null
        && array.getClass().isArray()
        && !(array instanceof boolean[])
        && Array.getLength(array) == Intervals.numElements(part) * MemoryImages.numbers(type);
    return whole ? array : null;
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
