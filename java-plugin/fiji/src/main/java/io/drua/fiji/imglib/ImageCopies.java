package io.drua.fiji.imglib;

import io.drua.bridge.ConversionException;
import io.drua.bridge.Nullable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import net.imglib2.Cursor;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.cell.AbstractCellImg;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.parallel.Parallelization;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.type.Type;
import net.imglib2.type.numeric.ComplexType;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.util.IntervalIndexer;
import net.imglib2.util.Intervals;
import net.imglib2.view.IntervalView;
import net.imglib2.view.RandomAccessibleIntervalCursor;

/** Pixels of one image into another one of the same size by several threads, cell by cell where an image has cells. */
public final class ImageCopies {
  private static final long LEAST_IN_A_TASK = 1 << 16;

  private ImageCopies() {}

  /**
   * Copies all pixels. A cell of a cached image is loaded once.
   *
   * @throws ConversionException if the images' sizes differ, or no conversion leads from one type to the other
   */
  public static void copy(RandomAccessibleInterval<?> source, RandomAccessibleInterval<?> target) {
    long[] size = Intervals.dimensionsAsLongArray(source);
    long[] other = Intervals.dimensionsAsLongArray(target);
    if (!Arrays.equals(size, other)) {
      throw new ConversionException(
          "The pixels of an image of size " + Arrays.toString(size) + " don't fit into one of "
              + Arrays.toString(other) + ".",
          "Give images of one size.");
    }
    if (Intervals.isEmpty(source)) {
      return;
    }
    copyPixels(source, target);
  }

  private static <S, T> void copyPixels(RandomAccessibleInterval<S> source, RandomAccessibleInterval<T> target) {
    BiConsumer<S, T> pixel = pixelCopy(ImageMemory.pixelOf(source), ImageMemory.pixelOf(target));
    TaskExecutor threads = Parallelization.getTaskExecutor();
    threads.forEach(
        parts(source, target, threads.suggestNumberOfTasks()), part -> copyPart(source, target, part, pixel));
  }

  private static <S, T> void copyPart(
      RandomAccessibleInterval<S> source, RandomAccessibleInterval<T> target, Interval part, BiConsumer<S, T> pixel) {
    Cursor<S> from = new RandomAccessibleIntervalCursor<S>(source, moved(part, source));
    Cursor<T> to = new RandomAccessibleIntervalCursor<T>(target, moved(part, target));
    while (from.hasNext()) {
      pixel.accept(from.next(), to.next());
    }
  }

  /** A part that counts from the first pixel, in the coordinates of an image. */
  private static Interval moved(Interval part, Interval image) {
    long[] min = Intervals.minAsLongArray(part);
    long[] max = Intervals.maxAsLongArray(part);
    for (int d = 0; d < min.length; d++) {
      min[d] += image.min(d);
      max[d] += image.min(d);
    }
    return new FinalInterval(min, max);
  }

  // -- Types --

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <S, T> BiConsumer<S, T> pixelCopy(Object source, Object target) {
    if (source.getClass() == target.getClass() && source instanceof Type) {
      return (from, to) -> ((Type) to).set((Type) from);
    } else if (source instanceof IntegerType && target instanceof IntegerType) {
      // Of 64 bits without a sign, a long holds the bits.
      return (from, to) -> ((IntegerType<?>) to).setInteger(((IntegerType<?>) from).getIntegerLong());
    } else if (source instanceof RealType && target instanceof RealType) {
      return (from, to) -> ((RealType<?>) to).setReal(((RealType<?>) from).getRealDouble());
    } else if (source instanceof ComplexType && target instanceof ComplexType) {
      return (from, to) -> {
        ComplexType<?> number = (ComplexType<?>) from;
        ((ComplexType<?>) to).setComplexNumber(number.getRealDouble(), number.getImaginaryDouble());
      };
    }
    throw new ConversionException(
        "Pixels of type " + source.getClass().getSimpleName() + " can't be written as "
            + target.getClass().getSimpleName() + ".",
        "Convert them first.");
  }

  // -- Parts --

  private static List<Interval> parts(Interval source, Interval target, int tasks) {
    AbstractCellImg<?, ?, ?, ?> cells = cellsBehind(source);
    if (cells != null) {
      return cellsOf(cells.getCellGrid(), source);
    }
    cells = cellsBehind(target);
    return cells != null
        ? cellsOf(cells.getCellGrid(), target)
        : slabs(Intervals.dimensionsAsLongArray(source), tasks);
  }

  @Nullable
  private static AbstractCellImg<?, ?, ?, ?> cellsBehind(Interval image) {
    Object source = image instanceof IntervalView ? ((IntervalView<?>) image).getSource() : image;
    return source instanceof AbstractCellImg ? (AbstractCellImg<?, ?, ?, ?>) source : null;
  }

  /** What of each cell lies in an interval, counted from the interval's first pixel. */
  private static List<Interval> cellsOf(CellGrid grid, Interval interval) {
    int n = grid.numDimensions();
    long[] first = new long[n];
    long[] counts = new long[n];
    for (int d = 0; d < n; d++) {
      first[d] = interval.min(d) / grid.cellDimension(d);
      counts[d] = interval.max(d) / grid.cellDimension(d) - first[d] + 1;
    }
    List<Interval> parts = new ArrayList<>();
    long[] cell = new long[n];
    for (long index = 0; index < Intervals.numElements(counts); index++) {
      IntervalIndexer.indexToPosition(index, counts, cell);
      long[] min = new long[n];
      long[] max = new long[n];
      for (int d = 0; d < n; d++) {
        long begin = (first[d] + cell[d]) * grid.cellDimension(d);
        min[d] = Math.max(begin, interval.min(d)) - interval.min(d);
        max[d] = Math.min(begin + grid.cellDimension(d) - 1, interval.max(d)) - interval.min(d);
      }
      parts.add(new FinalInterval(min, max));
    }
    return parts;
  }

  /** Parts along the slowest axis that has enough pixels for all tasks. */
  private static List<Interval> slabs(long[] size, int tasks) {
    int axis = size.length - 1;
    while (axis > 0 && size[axis] == 1) {
      axis--;
    }
    long wanted = Math.max(1, Math.min(tasks, Intervals.numElements(size) / LEAST_IN_A_TASK));
    long count = Math.min(size[axis], wanted);
    List<Interval> parts = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      long[] min = new long[size.length];
      long[] max = new long[size.length];
      for (int d = 0; d < size.length; d++) {
        max[d] = size[d] - 1;
      }
      min[axis] = size[axis] * i / count;
      max[axis] = size[axis] * (i + 1) / count - 1;
      parts.add(new FinalInterval(min, max));
    }
    return parts;
  }
}
