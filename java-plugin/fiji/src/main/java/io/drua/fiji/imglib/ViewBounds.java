package io.drua.fiji.imglib;

import io.drua.bridge.ConversionException;
import java.util.Arrays;
import net.imglib2.Interval;
import net.imglib2.img.Img;
import net.imglib2.img.WrappedImg;
import net.imglib2.transform.integer.Mixed;
import net.imglib2.util.Intervals;
import net.imglib2.view.IntervalView;
import net.imglib2.view.MixedTransformView;
import net.imglib2.view.SubsampleView;

/**
 * Whether a view stays inside the image that it shows. ImgLib2 lets views be larger than their images, and finds out
 * where such a pixel is read, or never: an array over shared memory would reach into memory of others.
 */
final class ViewBounds {
  private long[] min;
  private long[] max;

  private ViewBounds(Interval view) {
    min = Intervals.minAsLongArray(view);
    max = Intervals.maxAsLongArray(view);
  }

  /**
   * Checks an image or a view.
   *
   * @throws ConversionException if it shows pixels that its image hasn't got
   */
  static void check(Interval view) {
    if (!Intervals.isEmpty(view)) {
      new ViewBounds(view).checkSource(view);
    }
  }

  private void checkSource(Object view) {
    Object source = view;
    for (Object inner = inner(source); inner != null; inner = inner(source)) {
      source = inner;
    }
    // Others, such as images that were extended, have pixels everywhere, or check by themselves.
    if (source instanceof Img) {
      checkImage((Interval) source);
    }
  }

  /** What a view shows, into whose coordinates this goes over; null if it is no view. */
  private Object inner(Object view) {
    Object fluent = FluentViews.behind(view);
    if (fluent != view) {
      return fluent;
    } else if (view instanceof IntervalView) {
      return ((IntervalView<?>) view).getSource();
    } else if (view instanceof MixedTransformView) {
      toSource(((MixedTransformView<?>) view).getTransformToSource());
      return ((MixedTransformView<?>) view).getSource();
    } else if (view instanceof SubsampleView) {
      long[] steps = ((SubsampleView<?>) view).getSteps();
      for (int d = 0; d < steps.length; d++) {
        min[d] *= steps[d];
        max[d] *= steps[d];
      }
      return ((SubsampleView<?>) view).getSource();
    } else if (view instanceof WrappedImg && Layout.isSameInterval(view, ((WrappedImg<?>) view).getImg())) {
      return ((WrappedImg<?>) view).getImg();
    }
    return null;
  }

  private void toSource(Mixed transform) {
    int n = transform.numTargetDimensions();
    long[] low = new long[n];
    long[] high = new long[n];
    for (int d = 0; d < n; d++) {
      long moved = transform.getTranslation(d);
      if (transform.getComponentZero(d)) {
        low[d] = moved;
        high[d] = moved;
      } else {
        int from = transform.getComponentMapping(d);
        boolean turned = transform.getComponentInversion(d);
        low[d] = moved + (turned ? -max[from] : min[from]);
        high[d] = moved + (turned ? -min[from] : max[from]);
      }
    }
    min = low;
    max = high;
  }

  private void checkImage(Interval image) {
    for (int d = 0; d < min.length; d++) {
      if (min[d] < image.min(d) || max[d] > image.max(d)) {
        throw new ConversionException(
            "The view shows pixels from " + Arrays.toString(min) + " to " + Arrays.toString(max)
                + " of an image that goes from " + Arrays.toString(Intervals.minAsLongArray(image)) + " to "
                + Arrays.toString(Intervals.maxAsLongArray(image)) + ".",
            "Crop the view, or say what lies outside of the image, as with Views.extendZero(image).");
      }
    }
  }
}
