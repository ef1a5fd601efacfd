package io.drua.fiji.imglib;

import io.drua.bridge.ConversionException;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.Nullable;
import io.drua.bridge.PixelType;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.ImgView;
import net.imglib2.img.WrappedImg;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.nio.BufferAccess;
import net.imglib2.img.cell.CellImg;
import net.imglib2.transform.integer.Mixed;
import net.imglib2.util.Intervals;
import net.imglib2.view.IntervalView;
import net.imglib2.view.MixedTransformView;
import net.imglib2.view.SubsampleView;

/**
 * Where the pixels of an image lie outside the Java heap: at which strides from which byte on. Views that crop, move, turn,
 * thin out or slice an image lie in its memory too.
 */
final class Layout {
  private static final String UNSAFE = "net.imglib2.img.basictypelongaccess.unsafe.";

  /** A direct buffer that the memory is in, or null for one that is at {@link #address}. */
  @Nullable final Buffer buffer;

  final long address;
  final boolean swapped;
  final boolean readOnly;
  /** Bytes between the samples of a colour, and whether there are four; 0 for other pixels. */
  final long sample;

  final boolean opacity;
  /** Byte that the pixel at the origin of the coordinates begins with, which may lie outside of the image. */
  final long first;
  /** Bytes to the next pixel along each axis, the fastest axis first. */
  final long[] strides;

  private Layout(@Nullable Buffer buffer, long address, boolean swapped, boolean readOnly, long sample, boolean opacity,
      long first, long[] strides) {
    this.buffer = buffer;
    this.address = address;
    this.swapped = swapped;
    this.readOnly = readOnly;
    this.sample = sample;
    this.opacity = opacity;
    this.first = first;
    this.strides = strides;
  }

  private Layout at(long newFirst, long[] newStrides) {
    return new Layout(buffer, address, swapped, readOnly, sample, opacity, newFirst, newStrides);
  }

  /**
   * The layout of an image or view, null where its pixels are not in one stretch of memory outside the Java heap.
   *
   * @throws ConversionException if the memory is known to be shorter than the image
   */
  @Nullable
  static Layout of(Object view) {
    Object image = FluentViews.behind(view);
    if (image instanceof IntervalView) {
      return of(((IntervalView<?>) image).getSource());
    } else if (image instanceof MixedTransformView) {
      MixedTransformView<?> turned = (MixedTransformView<?>) image;
      Layout source = of(turned.getSource());
      return source == null ? null : source.seenThrough(turned.getTransformToSource(), turned.numDimensions());
    } else if (image instanceof SubsampleView) {
      SubsampleView<?> thinned = (SubsampleView<?>) image;
      Layout source = of(thinned.getSource());
      return source == null ? null : source.thinned(thinned.getSteps());
    } else if (image instanceof WrappedImg && !(image instanceof ImgView)) {
      Object inner = ((WrappedImg<?>) image).getImg();
      return isSameInterval(image, inner) ? of(inner) : null;
    }
    if (image.getClass().getName().equals("net.imglib2.img.unsafe.UnsafeImg")) {
      return ofBlock((RandomAccessibleInterval<?>) image, UnsafeAddresses.accessOf(image));
    } else if (image instanceof ArrayImg) {
      return ofBlock((ArrayImg<?, ?>) image, ((ArrayImg<?, ?>) image).update(null));
    } else if (image instanceof CellImg) {
      return ofCells((CellImg<?, ?>) image);
    }
    return image instanceof StridedImg ? ofStrided((StridedImg<?>) image) : null;
  }

  static boolean isSameInterval(Object one, Object other) {
    return one instanceof Interval
        && other instanceof Interval
        && Intervals.equals((Interval) one, (Interval) other);
  }

  private Layout seenThrough(Mixed toSource, int axes) {
    long[] steps = new long[axes];
    long origin = first;
    for (int d = 0; d < strides.length; d++) {
      origin += toSource.getTranslation(d) * strides[d];
      if (!toSource.getComponentZero(d)) {
        steps[toSource.getComponentMapping(d)] = toSource.getComponentInversion(d) ? -strides[d] : strides[d];
      }
    }
    return at(origin, steps);
  }

  private Layout thinned(long[] each) {
    long[] steps = strides.clone();
    for (int d = 0; d < steps.length; d++) {
      steps[d] *= each[d];
    }
    return at(first, steps);
  }

  // -- Images --

  private static Layout ofStrided(StridedImg<?> image) {
    ImageBuffer memory = image.windows.memory;
    return new Layout(null, memory.address(), image.swapped, memory.isReadOnly(), image.sample, image.opacity,
        image.first, image.strides);
  }

  @Nullable
  private static Layout ofCells(CellImg<?, ?> image) {
    if (Intervals.isEmpty(image)) {
      return null;
    }
    Object cell = image.getCells().firstElement();
    if (!(cell instanceof MemoryImages.MemoryCell)) {
      return null;
    }
    ImageBuffer memory = ((MemoryImages.MemoryCell) cell).memory;
    int bytes = PixelTypes.of(ImageMemory.pixelOf(image)).bytes();
    return new Layout(
        null, memory.address(), false, memory.isReadOnly(), 0, false, 0, blockStrides(image, bytes));
  }

  private static long[] blockStrides(Interval image, int bytes) {
    long[] strides = new long[image.numDimensions()];
    for (int d = 0; d < strides.length; d++) {
      strides[d] = d == 0 ? bytes : strides[d - 1] * image.dimension(d - 1);
    }
    return strides;
  }

  @Nullable
  private static Layout ofBlock(RandomAccessibleInterval<?> image, Object access) {
    Object pixel = ImageMemory.pixelOf(image);
    PixelType type = PixelTypes.exactly(pixel);
    boolean unsafe = access.getClass().getName().startsWith(UNSAFE);
    boolean direct = access instanceof BufferAccess && ((BufferAccess<?>) access).isDirect();
    if (type == null || type == PixelType.BOOL || !unsafe && !direct) {
      return null;
    }
    boolean colour = PixelTypes.isColour(pixel);
    // Packed colours are, lowest byte first, blue, green, red, opacity.
    long sample = colour ? -1 : 0;
    long first = colour ? 2 : 0;
    long[] strides = blockStrides(image, colour ? Integer.BYTES : type.bytes());
    if (unsafe) {
      long address = UnsafeAddresses.of(access);
      return address == 0 ? null : new Layout(null, address, false, false, sample, false, first, strides);
    }
    Buffer buffer = (Buffer) ((BufferAccess<?>) access).getCurrentStorageArray();
    checkLength(image, buffer, colour ? 1 : MemoryImages.numbers(type));
    boolean swapped = order(buffer) != ByteOrder.nativeOrder();
    // Of colours in the other order, the lowest byte is the opacity.
    return new Layout(buffer, 0, swapped && !colour, buffer.isReadOnly(), swapped ? -sample : sample, false,
        swapped && colour ? 1 : first, strides);
  }

  private static void checkLength(Interval image, Buffer buffer, int numbers) {
    long needed = Intervals.numElements(image) * numbers;
    if (needed > buffer.limit()) {
      throw new ConversionException(
          "The image has pixels for " + needed + " elements, and its buffer ends after " + buffer.limit() + ".",
          "Make the image of the buffer's size, or the buffer larger.");
    }
  }

  private static ByteOrder order(Buffer buffer) {
    if (buffer instanceof ShortBuffer) {
      return ((ShortBuffer) buffer).order();
    } else if (buffer instanceof IntBuffer) {
      return ((IntBuffer) buffer).order();
    } else if (buffer instanceof LongBuffer) {
      return ((LongBuffer) buffer).order();
    } else if (buffer instanceof FloatBuffer) {
      return ((FloatBuffer) buffer).order();
    } else if (buffer instanceof DoubleBuffer) {
      return ((DoubleBuffer) buffer).order();
    }
    // A byte has no order.
    return buffer instanceof ByteBuffer ? ByteOrder.nativeOrder() : null;
  }
}
