package net.imagej;

import net.imagej.axis.Axes;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.RealType;
import org.scijava.Context;

/** A dataset; as ImageJ2 does, it takes three channels of unsigned bytes for colours until somebody says otherwise. */
public class DefaultDataset extends WrappedPixels<RealType<?>> implements Dataset {
  private final Context context;
  private final ImgPlus<? extends RealType<?>> pixels;
  private boolean merged;

  public DefaultDataset(Context context, ImgPlus<? extends RealType<?>> pixels) {
    super(untyped(pixels));
    this.context = context;
    this.pixels = pixels;
    merged = canBeMerged();
  }

  @SuppressWarnings("unchecked")
  private static Img<RealType<?>> untyped(Img<? extends RealType<?>> img) {
    return (Img<RealType<?>>) (Img<?>) img;
  }

  private boolean canBeMerged() {
    RealType<?> type = pixels.firstElement();
    if (!(type instanceof IntegerType) || type.getMinValue() < 0 || type.getBitsPerPixel() != 8) {
      return false;
    }
    for (int d = 0; d < numDimensions(); d++) {
      if (pixels.axis(d).type() == Axes.CHANNEL) {
        return dimension(d) == 3;
      }
    }
    return false;
  }

  public Context getContext() {
    return context;
  }

  @Override
  public ImgPlus<? extends RealType<?>> getImgPlus() {
    return pixels;
  }

  @Override
  public String getName() {
    return pixels.getName();
  }

  @Override
  public boolean isRGBMerged() {
    return merged;
  }

  @Override
  public void setRGBMerged(boolean merged) {
    if (merged && !canBeMerged()) {
      throw new IllegalArgumentException("no colours");
    }
    this.merged = merged;
  }

  @Override
  public Dataset copy() {
    return new DefaultDataset(context, pixels.copy());
  }
}
