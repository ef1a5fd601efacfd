package net.imagej;

import net.imglib2.img.Img;
import net.imglib2.type.numeric.RealType;

/** An image that the application knows. */
public interface Dataset extends Img<RealType<?>> {
  ImgPlus<? extends RealType<?>> getImgPlus();

  String getName();

  boolean isRGBMerged();

  void setRGBMerged(boolean merged);

  @Override
  Dataset copy();
}
