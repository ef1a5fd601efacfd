package io.drua.fiji.imglib;

import io.drua.bridge.ConversionException;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.PixelType;
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
import net.imglib2.img.planar.PlanarImg;
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
  /** Pixels that the caches of a processor hold. */
  private static final long MOST_IN_A_PART = 1 << 17;

  private ImageCopies() {}

  /**
   * Copies an image's pixels into an array of Python, or these into an image. A cell of a cached image is loaded once.
   *
   * @param memory the array, closed afterwards; of the image's shape, and of the type that {@link ImageMemory#dtype()}
   *     says
   * @param samples 3 or 4, if its last axis is that of colours' samples; otherwise 0
   * @param toMemory from the image into the array
   * @throws ConversionException if the sizes differ, or no conversion leads from one type to the other
   */
  public static void copy(RandomAccessibleInterval<?> image, ImageBuffer memory, int samples, boolean toMemory) {
    // Otherwise Python's memory would stay until Java's collector comes: each next array would get fresh pages.
    try (ImageBuffer closed = memory) {
      copyPixels(FluentViews.behind(image), closed, samples, toMemory);
    }
  }

  private static void copyPixels(
      RandomAccessibleInterval<?> image, ImageBuffer memory, int samples, boolean toMemory) {
    PixelRows block = new PixelRows(memory, samples);
    RandomAccessibleInterval<?> pixels = block.image();
    checkSizes(image, pixels);
    if (Intervals.isEmpty(image)) {
      return;
    }
    PixelType exact = samples > 0 ? null : PixelTypes.exactly(ImageMemory.pixelOf(image));
    TaskExecutor threads = Parallelization.getTaskExecutor();
    List<Interval> parts = parts(image);
    if (exact == block.type() && exact != PixelType.BOOL) {
      ThreadLocal<BlockCopy> copies = ThreadLocal.withInitial(() -> new BlockCopy(image, block, toMemory));
      threads.forEach(parts, part -> copies.get().copy(part));
    } else if (toMemory) {
      copyPixels(image, pixels, threads, parts);
    } else {
      copyPixels(pixels, image, threads, parts);
    }
  }

  private static void checkSizes(Interval one, Interval other) {
    long[] size = Intervals.dimensionsAsLongArray(one);
    long[] otherSize = Intervals.dimensionsAsLongArray(other);
    if (!Arrays.equals(size, otherSize)) {
      throw new ConversionException(
          "The pixels of an image of size " + Arrays.toString(size) + " don't fit into one of "
              + Arrays.toString(otherSize) + ".",
          "Give images of one size.");
    }
  }

  private static <S, T> void copyPixels(
      RandomAccessibleInterval<S> source, RandomAccessibleInterval<T> target, TaskExecutor threads, List<Interval> parts) {
    BiConsumer<S, T> pixel = pixelCopy(ImageMemory.pixelOf(source), ImageMemory.pixelOf(target));
    threads.forEach(parts, part -> copyPart(source, target, part, pixel));
  }

  static <S, T> void copyPart(
      RandomAccessibleInterval<S> source, RandomAccessibleInterval<T> target, Interval part, BiConsumer<S, T> pixel) {
    Cursor<S> from = cursor(source, part);
    Cursor<T> to = cursor(target, part);
    while (from.hasNext()) {
      pixel.accept(from.next(), to.next());
    }
  }

  private static <T> Cursor<T> cursor(RandomAccessibleInterval<T> image, Interval part) {
    return new RandomAccessibleIntervalCursor<T>(new IntervalView<T>(image, moved(part, image)));
  }

  /** A part that counts from the first pixel, in the coordinates of an image. */
  static Interval moved(Interval part, Interval image) {
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
  static <S, T> BiConsumer<S, T> pixelCopy(Object source, Object target) {
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

  private static List<Interval> parts(Interval image) {
    AbstractCellImg<?, ?, ?, ?> cells = HeapParts.cellsBehind(image);
    if (cells != null) {
      return cellsOf(cells.getCellGrid(), image);
    } else if (image instanceof PlanarImg) {
      return blocks(image, 2, Long.MAX_VALUE);
    }
    return blocks(image, 0, MOST_IN_A_PART);
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

  /** Parts that have some axes wholly, and of the next ones as much as makes them no larger than said. */
  private static List<Interval> blocks(Interval image, int whole, long most) {
    int n = image.numDimensions();
    int[] lengths = new int[n];
    long size = 1;
    for (int d = 0; d < n; d++) {
      long fits = d < whole ? image.dimension(d) : most == Long.MAX_VALUE ? 1 : Math.max(1, most / size);
      lengths[d] = (int) Math.min(image.dimension(d), fits);
      size *= lengths[d];
    }
    long[] shape = Intervals.dimensionsAsLongArray(image);
    return cellsOf(new CellGrid(shape, lengths), new FinalInterval(shape));
  }
}
