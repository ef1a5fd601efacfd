package io.drua.fiji.imglib;

import io.drua.bridge.PixelType;
import net.imglib2.Cursor;
import net.imglib2.FlatIterationOrder;
import net.imglib2.Interval;
import net.imglib2.Point;
import net.imglib2.RandomAccess;
import net.imglib2.img.AbstractNativeImg;
import net.imglib2.img.Img;
import net.imglib2.img.ImgFactory;
import net.imglib2.img.array.ArrayImgFactory;
import net.imglib2.type.NativeType;
import net.imglib2.util.Fraction;
import net.imglib2.util.ImgUtil;
import net.imglib2.view.RandomAccessibleIntervalCursor;

/**
 * An image over memory whose elements lie a fixed number of bytes apart along each axis: any strides, negative ones and 0
 * too, at any address, in either byte order.
 */
final class StridedImg<T extends NativeType<T>> extends AbstractNativeImg<T, StridedAccess> {
  final Windows windows;
  final PixelType type;
  final boolean swapped;
  /** Byte of the memory that the pixel at the origin begins with, and bytes to the next one along each axis. */
  final long first;

  final long[] strides;
  /** Bytes from one sample of a colour to the next one; 0 for other pixels. */
  final long sample;

  final boolean opacity;

  StridedImg(Windows windows, PixelType type, boolean swapped, long[] dims, long first, long[] strides, long sample,
      boolean opacity) {
    super(dims, new Fraction());
    this.windows = windows;
    this.type = type;
    this.swapped = swapped;
    this.first = first;
    this.strides = strides;
    this.sample = sample;
    this.opacity = opacity;
  }

  @Override
  public StridedAccess update(Object position) {
    return position instanceof Position ? ((Position<?>) position).access : access();
  }

  private StridedAccess access() {
    StridedAccess access = StridedAccess.of(type, windows, sample, opacity);
    access.at = first;
    return access;
  }

  @Override
  public RandomAccess<T> randomAccess() {
    return new Position<T>(this);
  }

  @Override
  public RandomAccess<T> randomAccess(Interval interval) {
    return randomAccess();
  }

  @Override
  public Cursor<T> cursor() {
    return new RandomAccessibleIntervalCursor<T>(this);
  }

  @Override
  public Cursor<T> localizingCursor() {
    return cursor();
  }

  @Override
  public FlatIterationOrder iterationOrder() {
    return new FlatIterationOrder(this);
  }

  @Override
  public ImgFactory<T> factory() {
    return new ArrayImgFactory<T>(getType());
  }

  @Override
  public Img<T> copy() {
    Img<T> copy = factory().create(this);
    ImgUtil.copy(this, copy);
    return copy;
  }

  private static final class Position<T extends NativeType<T>> extends Point implements RandomAccess<T> {
    private final StridedImg<T> image;
    private final StridedAccess access;
    private final T pixel;

    Position(StridedImg<T> image) {
      super(image.numDimensions());
      this.image = image;
      access = image.access();
      pixel = image.createLinkedType();
      pixel.updateContainer(this);
    }

    @Override
    public T get() {
      long at = image.first;
      for (int d = 0; d < n; d++) {
        at += position[d] * image.strides[d];
      }
      access.at = at;
      return pixel;
    }

    @Override
    public T getType() {
      return pixel;
    }

    @Override
    public RandomAccess<T> copy() {
      Position<T> copy = new Position<T>(image);
      copy.setPosition(this);
      return copy;
    }
  }
}
