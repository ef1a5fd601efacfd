package io.drua.fiji.imglib;

import io.drua.bridge.ImageBuffer;
import io.drua.bridge.PixelType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.DataAccess;
import net.imglib2.img.basictypeaccess.nio.ByteBufferAccess;
import net.imglib2.img.basictypeaccess.nio.DoubleBufferAccess;
import net.imglib2.img.basictypeaccess.nio.FloatBufferAccess;
import net.imglib2.img.basictypeaccess.nio.IntBufferAccess;
import net.imglib2.img.basictypeaccess.nio.LongBufferAccess;
import net.imglib2.img.basictypeaccess.nio.ShortBufferAccess;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.img.cell.CellImg;
import net.imglib2.img.cell.CellImgFactory;
import net.imglib2.img.list.ListImg;
import net.imglib2.type.NativeType;
import net.imglib2.type.NativeTypeFactory;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.util.Fraction;

/**
 * Images of ImgLib2 over memory outside the Java heap; nothing is copied. Pixels one behind the other are an
 * {@link ArrayImg} over a buffer or, above 2 GiB, a {@link CellImg} of such; others, and single booleans and colours, an
 * image that reckons with strides. The memory is kept alive as long as the image, or an access of it, is. Writing memory
 * that is read-only throws {@link java.nio.ReadOnlyBufferException}.
 */
public final class MemoryImages {
  private MemoryImages() {}

  /**
   * An image.
   *
   * @param memory the stretch of memory that all elements lie in, in bytes; stays open
   * @param dtype name of the elements' type in NumPy
   * @param swapped whether they have the byte order that isn't the machine's
   * @param shape lengths of the axes, the fastest first, without that of colours' samples
   * @param first byte of the memory that the element at the origin begins with
   * @param strides bytes to the next element along each axis
   * @param samples 3 or 4 for colours, red first, with opacity; 0 for other pixels
   * @param sample bytes from one sample to the next
   * @throws io.drua.bridge.ConversionException if ImgLib2 has no such type
   */
  public static Img<?> of(ImageBuffer memory, String dtype, boolean swapped, long[] shape, long first, long[] strides,
      int samples, long sample) {
    PixelType type = PixelType.valueOf(dtype.toUpperCase(java.util.Locale.ROOT));
    NativeType<?> pixel = samples > 0 ? new ARGBType() : PixelTypes.of(type);
    return of(memory, type, pixel, swapped, shape, first, strides, samples, sample);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <T extends NativeType<T>> Img<?> of(ImageBuffer memory, PixelType type, NativeType<?> pixel,
      boolean swapped, long[] shape, long first, long[] strides, int samples, long sample) {
    NativeTypeFactory factory = ((T) pixel).getNativeTypeFactory();
    if (swapped || samples > 0 || type == PixelType.BOOL || !isBlock(type, shape, strides)) {
      StridedImg strided = new StridedImg<T>(
          new Windows(memory, swapped), type, swapped, shape, first, strides, sample, samples == 4);
      strided.setLinkedType(factory.createLinkedType(strided));
      return strided;
    }
    if (memory.sizeInBytes() <= Integer.MAX_VALUE) {
      ArrayImg block = new ArrayImg(access(memory.asByteBuffer(), type), shape, new Fraction(numbers(type), 1));
      block.setLinkedType(factory.createLinkedType(block));
      return block;
    }
    CellImg cells = cells(memory, type, (T) pixel, shape);
    cells.setLinkedType(factory.createLinkedType(cells));
    return cells;
  }

  /** How many numbers a pixel is. */
  static int numbers(PixelType type) {
    return type == PixelType.COMPLEX64 || type == PixelType.COMPLEX128 ? 2 : 1;
  }

  private static boolean isBlock(PixelType type, long[] shape, long[] strides) {
    long next = type.bytes();
    for (int d = 0; d < shape.length; d++) {
      if (shape[d] == 0) {
        return true;
      }
      if (shape[d] > 1 && strides[d] != next) {
        return false;
      }
      next *= shape[d];
    }
    return true;
  }

  /** Cells of less than 2 GiB, each of which is one stretch of the memory. */
  private static <T extends NativeType<T>> CellImg<T, DataAccess> cells(
      ImageBuffer memory, PixelType type, T pixel, long[] shape) {
    int[] lengths = new int[shape.length];
    long bytes = type.bytes();
    boolean whole = true;
    for (int d = 0; d < shape.length; d++) {
      lengths[d] = whole ? (int) Math.min(shape[d], Integer.MAX_VALUE / bytes) : 1;
      whole &= lengths[d] == shape[d];
      bytes *= lengths[d];
    }
    CellGrid grid = new CellGrid(shape, lengths);
    long[] counts = grid.getGridDimensions();
    List<Cell<DataAccess>> cells = new ArrayList<>();
    long first = 0;
    for (long index = 0; index < net.imglib2.util.Intervals.numElements(counts); index++) {
      long[] min = new long[shape.length];
      int[] dims = new int[shape.length];
      grid.getCellDimensions(index, min, dims);
      int length = type.bytes();
      for (int dim : dims) {
        length *= dim;
      }
      cells.add(new MemoryCell(dims, min, access(memory.asByteBuffer(first, length), type), memory));
      first += length;
    }
    return new CellImg<T, DataAccess>(
        new CellImgFactory<T>(pixel), grid, new ListImg<>(cells, counts), new Fraction(numbers(type), 1));
  }

  /** A cell that keeps its memory: a part of memory above 2 GiB doesn't know its owner. */
  static final class MemoryCell extends Cell<DataAccess> {
    private static final long serialVersionUID = 1L;
    final transient ImageBuffer memory;

    MemoryCell(int[] dims, long[] min, DataAccess access, ImageBuffer memory) {
      super(dims, min, access);
      this.memory = memory;
    }
  }

  private static DataAccess access(ByteBuffer bytes, PixelType type) {
    switch (type) {
      case UINT8:
      case INT8:
        return new ByteBufferAccess(bytes, true);
      case UINT16:
      case INT16:
        return new ShortBufferAccess(bytes, true);
      case UINT32:
      case INT32:
        return new IntBufferAccess(bytes, true);
      case UINT64:
      case INT64:
        return new LongBufferAccess(bytes, true);
      case FLOAT32:
      case COMPLEX64:
        return new FloatBufferAccess(bytes, true);
      default:
        return new DoubleBufferAccess(bytes, true);
    }
  }
}
