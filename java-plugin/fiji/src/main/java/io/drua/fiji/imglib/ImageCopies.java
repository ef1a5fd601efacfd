package io.drua.fiji.imglib;

import io.drua.bridge.ConversionException;
import java.util.ArrayList;
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
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

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
    if (!Intervals.equalDimensions(source, target)) {
      throw new ConversionException(
          "The pixels of an image of " + source + " don't fit into " + target + ".", "Give images of one size.");
    }
    if (Intervals.isEmpty(source)) {
      return;
    }
    copyPixels(source, target);
  }

  private static <S, T> void copyPixels(RandomAccessibleInterval<S> source, RandomAccessibleInterval<T> target) {
    BiConsumer<S, T> pixel = pixelCopy(ImageMemory.pixelOf(source), ImageMemory.pixelOf(target));
    RandomAccessibleInterval<S> from = Views.zeroMin(source);
    RandomAccessibleInterval<T> to = Views.zeroMin(target);
    TaskExecutor threads = Parallelization.getTaskExecutor();
    threads.forEach(parts(source, target, threads.suggestNumberOfTasks()), part -> copyPart(from, to, part, pixel));
  }

  private static <S, T> void copyPart(
      RandomAccessibleInterval<S> source, RandomAccessibleInterval<T> target, Interval part, BiConsumer<S, T> pixel) {
    Cursor<S> from = Views.flatIterable(Views.interval(source, part)).cursor();
    Cursor<T> to = Views.flatIterable(Views.interval(target, part)).cursor();
    while (from.hasNext()) {
      pixel.accept(from.next(), to.next());
    }
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
    Interval cells = source instanceof AbstractCellImg ? source : target instanceof AbstractCellImg ? target : null;
    if (cells != null) {
      return cellsOf(((AbstractCellImg<?, ?, ?, ?>) cells).getCellGrid());
    }
    return slabs(Intervals.dimensionsAsLongArray(source), tasks);
  }

  private static List<Interval> cellsOf(CellGrid grid) {
    List<Interval> parts = new ArrayList<>();
    long count = Intervals.numElements(grid.getGridDimensions());
    int n = grid.numDimensions();
    for (long index = 0; index < count; index++) {
      long[] min = new long[n];
      int[] size = new int[n];
      grid.getCellDimensions(index, min, size);
      long[] max = new long[n];
      for (int d = 0; d < n; d++) {
        max[d] = min[d] + size[d] - 1;
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
