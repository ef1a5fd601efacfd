package io.drua.fiji.imglib;

import io.drua.bridge.ConversionException;
import net.imglib2.img.basictypelongaccess.unsafe.ByteUnsafe;
import net.imglib2.img.basictypelongaccess.unsafe.DoubleUnsafe;
import net.imglib2.img.basictypelongaccess.unsafe.FloatUnsafe;
import net.imglib2.img.basictypelongaccess.unsafe.IntUnsafe;
import net.imglib2.img.basictypelongaccess.unsafe.LongUnsafe;
import net.imglib2.img.basictypelongaccess.unsafe.ShortUnsafe;
import net.imglib2.img.basictypelongaccess.unsafe.owning.AbstractOwningUnsafe;
import net.imglib2.img.basictypelongaccess.unsafe.owning.OwningLongUnsafe;
import net.imglib2.img.unsafe.UnsafeImg;

/** Addresses of imglib2-unsafe, which need not be there: nothing loads this class unless it met an object of it. */
final class UnsafeAddresses {
  private UnsafeAddresses() {}

  /** The access of an {@code UnsafeImg}. */
  static Object accessOf(Object image) {
    return ((UnsafeImg<?, ?>) image).update(null);
  }

  /**
   * Where the first element lies, 0 if it isn't known.
   *
   * @throws ConversionException for longs that imglib2-unsafe allocated: it gives them half of the memory they need (in
   *     version 1.1.0, OwningLongUnsafe reckons with the bytes of an int)
   */
  static long of(Object access) {
    if (access instanceof OwningLongUnsafe) {
      throw new ConversionException(
          "The image lies only half in its memory: imglib2-unsafe allocates 4 bytes for each long. Make it with"
              + " drua.ij.img_of(numpy.zeros(shape, 'int64')) or with ArrayImgs.",
          null);
    }
    if (access instanceof AbstractOwningUnsafe) {
      return ((AbstractOwningUnsafe) access).getAddress();
    } else if (access instanceof ByteUnsafe) {
      return ((ByteUnsafe) access).getAddres();
    } else if (access instanceof ShortUnsafe) {
      return ((ShortUnsafe) access).getAddres();
    } else if (access instanceof IntUnsafe) {
      return ((IntUnsafe) access).getAddres();
    } else if (access instanceof LongUnsafe) {
      return ((LongUnsafe) access).getAddres();
    } else if (access instanceof FloatUnsafe) {
      return ((FloatUnsafe) access).getAddres();
    } else if (access instanceof DoubleUnsafe) {
      return ((DoubleUnsafe) access).getAddres();
    }
    return 0;
  }
}
