package net.imagej;

import net.imglib2.AbstractWrappedInterval;
import net.imglib2.Cursor;
import net.imglib2.Interval;
import net.imglib2.RandomAccess;
import net.imglib2.img.Img;
import net.imglib2.img.ImgFactory;

/** An image with the pixels of another one. */
abstract class WrappedPixels<T> extends AbstractWrappedInterval<Img<T>> implements Img<T> {
  WrappedPixels(Img<T> img) {
    super(img);
  }

  @Override
  public RandomAccess<T> randomAccess() {
    return sourceInterval.randomAccess();
  }

  @Override
  public RandomAccess<T> randomAccess(Interval interval) {
    return sourceInterval.randomAccess(interval);
  }

  @Override
  public Cursor<T> cursor() {
    return sourceInterval.cursor();
  }

  @Override
  public Cursor<T> localizingCursor() {
    return sourceInterval.localizingCursor();
  }

  @Override
  public long size() {
    return sourceInterval.size();
  }

  @Override
  public Object iterationOrder() {
    return sourceInterval.iterationOrder();
  }

  @Override
  public ImgFactory<T> factory() {
    return sourceInterval.factory();
  }
}
