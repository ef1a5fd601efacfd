package io.drua.fiji.image;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.WindowManager;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import ij.process.LUT;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.PixelType;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Images of ImageJ from arrays of Python, with calibration and colour table. */
public final class NewImages {
  private static final int LUT_SIZE = 256;

  private NewImages() {}

  /**
   * Makes an image of one array, or of one for each plane of the source.
   *
   * @param source the image that the routine ran on, or null
   * @param labels whether the values are labels
   */
  public static ImagePlus ofResult(List<ImageBuffer> buffers, ImagePlus source, String title, boolean labels) {
    ImageBuffer first = buffers.get(0);
    Map<String, Object> metadata = first.metadata();
    String axes = axes(first, metadata);
    boolean colour = axes.endsWith("S");
    List<ImageProcessor> planes = NewPlanes.of(buffers, colour);
    ImagePlus image = new ImagePlus(WindowManager.makeUniqueName(title), stack(planes));
    arrange(image, buffers, first.shape(), axes, source);
    calibrate(image, source, metadata, axes);
    if (labels) {
      showAsLabels(image);
    } else if (!colour) {
      showAsImage(image, planes, metadata);
    }
    boolean composite = !labels && !colour && image.getNChannels() > 1 && image.getNChannels() <= CompositeImage.MAX_CHANNELS;
    return composite ? new CompositeImage(image, ij.IJ.COMPOSITE) : image;
  }

  /**
   * Makes an image of one array with everything that its metadata say.
   *
   * @param buffer closed afterwards; its axes in ImageJ's order: T, Z, C, Y, X, and S for colours
   * @param title empty: the name in the metadata
   */
  public static ImagePlus of(ImageBuffer buffer, String title) {
    try (ImageBuffer closed = buffer) {
      return made(closed, title);
    }
  }

  private static ImagePlus made(ImageBuffer buffer, String title) {
    Map<String, Object> metadata = buffer.metadata();
    String axes = axes(buffer, metadata);
    boolean colour = axes.endsWith("S");
    List<ImageBuffer> one = Collections.singletonList(buffer);
    List<ImageProcessor> planes = NewPlanes.of(one, colour);
    Object name = metadata.get("name");
    ImagePlus image = new ImagePlus(title.isEmpty() && name != null ? String.valueOf(name) : title, stack(planes));
    arrange(image, one, buffer.shape(), axes, null);
    showInFull(image, planes, colour);
    return ImageDetails.apply(image, metadata, axes);
  }

  /**
   * Gives an image all that the metadata of an array say, as far as it can have them: for images whose pixels lie
   * elsewhere than in the array.
   *
   * @param described closed afterwards; its pixels are not looked at
   * @return the image, or a composite one in its place
   */
  public static ImagePlus describe(ImagePlus image, ImageBuffer described) {
    try (ImageBuffer closed = described) {
      Map<String, Object> metadata = closed.metadata();
      return ImageDetails.apply(image, metadata, axes(closed, metadata));
    }
  }

  private static void showInFull(ImagePlus image, List<ImageProcessor> planes, boolean colour) {
    if (!colour && planes.get(0).getBitDepth() != 8) {
      double[] range = range(planes);
      if (range[0] < range[1]) {
        image.setDisplayRange(range[0], range[1]);
      }
    }
  }

  /** The axes that the array's metadata names, else what the shape suggests; {@code S} are colours of one pixel. */
  private static String axes(ImageBuffer buffer, Map<String, Object> metadata) {
    long[] shape = buffer.shape();
    Object named = metadata.get("axes");
    boolean isNamed = named instanceof String && ((String) named).length() == shape.length;
    if (isNamed && (((String) named).endsWith("YX") || ((String) named).endsWith("YXS"))) {
      return (String) named;
    }
    long last = shape.length == 0 ? 0 : shape[shape.length - 1];
    if (shape.length >= 3 && buffer.type() == PixelType.UINT8 && (last == 3 || last == 4)) {
      return axesOf(shape.length - 1) + "S";
    }
    return axesOf(shape.length);
  }

  private static String axesOf(int dimensions) {
    String all = "TZCYX";
    if (dimensions > all.length()) {
      throw new IllegalArgumentException(
          "The result has " + dimensions + " axes; an ImageJ image has at most five (T, Z, C, Y, X).");
    }
    // Three axes are a stack in depth, which is how ImageJ reads a stack that says nothing.
    return dimensions == 3 ? "ZYX" : all.substring(all.length() - dimensions);
  }

  private static ImageStack stack(List<ImageProcessor> planes) {
    ImageProcessor first = planes.get(0);
    ImageStack stack = new ImageStack(first.getWidth(), first.getHeight());
    for (ImageProcessor plane : planes) {
      if (plane.getWidth() != first.getWidth() || plane.getHeight() != first.getHeight()) {
        throw new IllegalArgumentException(
            "The results of the planes differ in size: " + first.getWidth() + " x " + first.getHeight() + " and "
                + plane.getWidth() + " x " + plane.getHeight() + "; they can't be one stack.");
      }
      stack.addSlice(plane);
    }
    return stack;
  }

  private static void arrange(
      ImagePlus image, List<ImageBuffer> buffers, long[] shape, String axes, ImagePlus source) {
    if (buffers.size() > 1) {
      boolean same = source != null && source.getStackSize() == image.getStackSize();
      if (same) {
        image.setDimensions(source.getNChannels(), source.getNSlices(), source.getNFrames());
        image.setOpenAsHyperStack(source.isHyperStack());
      }
      return;
    }
    int channels = length(shape, axes, 'C');
    int slices = length(shape, axes, 'Z');
    int frames = length(shape, axes, 'T');
    if (image.getStackSize() == channels * slices * frames) {
      reorder(image, axes, channels, slices, frames);
      image.setDimensions(channels, slices, frames);
      image.setOpenAsHyperStack(image.getNDimensions() > 3);
    }
  }

  private static int length(long[] shape, String axes, char axis) {
    int at = axes.indexOf(axis);
    return at < 0 ? 1 : (int) shape[at];
  }

  /** ImageJ's order of planes is T, Z, C, slowest first; an array may have another one, for instance C, Z. */
  private static void reorder(ImagePlus image, String axes, int channels, int slices, int frames) {
    String outer = axes.substring(0, axes.indexOf('Y'));
    StringBuilder usual = new StringBuilder();
    for (char axis : "TZC".toCharArray()) {
      usual.append(outer.indexOf(axis) >= 0 ? String.valueOf(axis) : "");
    }
    if (outer.contentEquals(usual)) {
      return;
    }
    ImageStack stack = image.getStack();
    ImageStack ordered = new ImageStack(stack.getWidth(), stack.getHeight());
    for (int t = 0; t < frames; t++) {
      for (int z = 0; z < slices; z++) {
        for (int c = 0; c < channels; c++) {
          int at = 0;
          for (char axis : outer.toCharArray()) {
            at = axis == 'T' ? at * frames + t : axis == 'Z' ? at * slices + z : at * channels + c;
          }
          ordered.addSlice(stack.getProcessor(at + 1));
        }
      }
    }
    image.setStack(ordered);
  }

  private static void calibrate(ImagePlus image, ImagePlus source, Map<String, Object> metadata, String axes) {
    boolean sameSize =
        source != null && source.getWidth() == image.getWidth() && source.getHeight() == image.getHeight();
    Calibration calibration = sameSize ? source.getCalibration().copy() : new Calibration();
    // The source's function for pixel values says nothing of a result's values.
    calibration.disableDensityCalibration();
    AxisMaps.apply(calibration, metadata, axes);
    image.setCalibration(calibration);
  }

  /** Gives each label a colour. */
  public static void showAsLabels(ImagePlus image) {
    double largest = 0;
    ImageStack stack = image.getStack();
    for (int slice = 1; slice <= stack.getSize(); slice++) {
      ImageProcessor plane = stack.getProcessor(slice);
      plane.resetMinAndMax();
      largest = Math.max(largest, plane.getMax());
    }
    image.setLut(LabelLut.create());
    // One colour a label as long as the table is long enough.
    image.setDisplayRange(0, Math.max(largest, LUT_SIZE - 1));
  }

  private static void showAsImage(ImagePlus image, List<ImageProcessor> planes, Map<String, Object> metadata) {
    LUT lut = DisplayMaps.lutOf(metadata.get("lut"));
    if (lut != null) {
      image.setLut(lut);
    }
    if (planes.get(0).getBitDepth() == 8) {
      return;
    }
    double[] range = range(planes);
    if (range[0] < range[1]) {
      image.setDisplayRange(range[0], range[1]);
    }
  }

  private static double[] range(List<ImageProcessor> planes) {
    double smallest = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    for (ImageProcessor plane : planes) {
      plane.resetMinAndMax();
      smallest = Math.min(smallest, plane.getMin());
      largest = Math.max(largest, plane.getMax());
    }
    return new double[] {smallest, largest};
  }
}
