package io.drua.fiji.imglib;

import net.imglib2.RandomAccessible;
import net.imglib2.view.fluent.RandomAccessibleView;

/** Views that {@code image.view()} gives: each stands for another image or view. They came with ImgLib2 7.1. */
final class FluentViews {
  private static final boolean PRESENT = isPresent();

  private FluentViews() {}

  private static boolean isPresent() {
    try {
      Class.forName("net.imglib2.view.fluent.RandomAccessibleView", false, RandomAccessible.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException older) {
      return false;
    }
  }

  /** What a view stands for; an image that is no such view, itself. */
  @SuppressWarnings("unchecked")
  static <I> I behind(I image) {
    // Both are views of the same kind on the same interval.
    return PRESENT ? (I) Present.behind(image) : image;
  }

  /** Nothing loads this class where ImgLib2 is older. */
  private static final class Present {
    private static Object behind(Object image) {
      Object found = image;
      while (found instanceof RandomAccessibleView) {
        found = ((RandomAccessibleView<?, ?>) found).delegate();
      }
      return found;
    }
  }
}
