package io.drua.fiji.stack;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.Undo;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import ij.process.LUT;
import io.drua.bridge.BridgeException;
import io.drua.bridge.ConversionException;
import io.drua.bridge.MemoryBlock;
import io.drua.bridge.Nullable;
import io.drua.bridge.ParameterException;
import io.drua.bridge.PixelType;
import java.nio.file.Path;

/** Images on shared stacks: new ones, and to and from ordinary ones. Any thread. */
public final class SharedImages {
  /** ImageJ's name of pixels with three colours. */
  public static final String RGB = "RGB";

  private SharedImages() {}

  // -- New ones --

  /**
   * A new image, all zero, which is not shown.
   *
   * @param type {@code "8-bit"}, {@code "16-bit"}, {@code "32-bit"} or {@code "RGB"}
   * @param file where the pixels lie; null: in memory
   * @throws ParameterException for another type, or lengths below 1
   * @throws BridgeException with a code of {@link MemoryBlock#allocate} or {@link MemoryBlock#create}
   */
  public static ImagePlus create(
      String title, String type, int width, int height, int channels, int slices, int frames, @Nullable Path file) {
    PlanePixels pixels = pixels(type);
    long planes = planes(channels, slices, frames);
    if (width < 1 || height < 1 || planes < 1) {
      throw new ParameterException(
          "Expected lengths of 1 or more, found " + width + " x " + height + " pixels, " + channels + " channels, "
              + slices + " slices, " + frames + " frames.",
          "Correct the lengths.");
    }
    if (planes > Integer.MAX_VALUE) {
      throw new ParameterException(
          planes + " planes are more than ImageJ can count (2147483647).", "Make several stacks.");
    }
    long bytes = bytes(width, height, planes, pixels);
    try (MemoryBlock block = file == null ? MemoryBlock.allocate(bytes) : MemoryBlock.create(file, bytes)) {
      return image(title, stack(block, 0, pixels, width, height, (int) planes), channels, slices, frames);
    }
  }

  private static long planes(int channels, int slices, int frames) {
    return channels < 1 || slices < 1 || frames < 1 ? 0 : Math.multiplyExact((long) channels * slices, (long) frames);
  }

  private static long bytes(int width, int height, long planes, PlanePixels pixels) {
    try {
      return Math.multiplyExact(Math.multiplyExact((long) width * height, planes), (long) pixels.bytes);
    } catch (ArithmeticException tooLarge) {
      throw new ParameterException(
          "An image of " + width + " x " + height + " x " + planes + " pixels is larger than any memory.",
          "Check the lengths.",
          tooLarge);
    }
  }

  private static PlanePixels pixels(String type) {
    switch (type) {
      case "8-bit":
        return PlanePixels.of(PixelType.UINT8);
      case "16-bit":
        return PlanePixels.of(PixelType.UINT16);
      case "32-bit":
        return PlanePixels.of(PixelType.FLOAT32);
      case RGB:
        return PlanePixels.colours();
      default:
        throw new ParameterException(
            "Expected the type 8-bit, 16-bit, 32-bit or RGB, found \"" + type + "\".", "Choose one of these.");
    }
  }

  private static SharedStack stack(
      MemoryBlock block, long offset, PlanePixels pixels, int width, int height, int planes) {
    switch (pixels.bitDepth) {
      case 8:
        return new SharedStack(block, offset, PixelType.UINT8, width, height, planes);
      case 16:
        return new SharedStack(block, offset, PixelType.UINT16, width, height, planes);
      case 32:
        return new SharedStack(block, offset, PixelType.FLOAT32, width, height, planes);
      default:
        return SharedStack.ofColours(block, offset, width, height, planes);
    }
  }

  /**
   * An image that shows a stack, which is not shown yet: a composite if there are several channels, a hyperstack if
   * there is more than one axis of planes.
   *
   * @throws ParameterException if the lengths don't give the stack's number of planes
   */
  public static ImagePlus image(String title, SharedStack stack, int channels, int slices, int frames) {
    if (planes(channels, slices, frames) != stack.getSize()) {
      throw new ParameterException(
          channels + " channels, " + slices + " slices and " + frames + " frames are not the " + stack.getSize()
              + " planes of the stack.",
          "Check channels, slices and frames: their product is the number of planes.");
    }
    ImagePlus image = new ImagePlus(title, stack);
    image.setDimensions(channels, slices, frames);
    boolean hyper = (channels > 1 ? 1 : 0) + (slices > 1 ? 1 : 0) + (frames > 1 ? 1 : 0) > 1 || channels > 1;
    image.setOpenAsHyperStack(hyper);
    if (channels > 1 && !stack.isColour()) {
      ImagePlus composite = new CompositeImage(image, IJ.COMPOSITE);
      composite.setOpenAsHyperStack(true);
      image = composite;
    }
    stack.shownBy(image);
    return image;
  }

  /**
   * An image over a part of a block, in place; one that shows it already is given again.
   *
   * @param blockNumber see {@link MemoryBlock#number}
   * @param type as for {@link #create}
   */
  public static ImagePlus over(
      long blockNumber,
      long offset,
      String title,
      String type,
      int width,
      int height,
      int channels,
      int slices,
      int frames) {
    PlanePixels pixels = pixels(type);
    int planes = (int) Math.min(Integer.MAX_VALUE, planes(channels, slices, frames));
    for (SharedStack known : Viewers.stacksIn(blockNumber)) {
      if (known.offset() == offset
          && known.getBitDepth() == pixels.bitDepth
          && known.getWidth() == width
          && known.getHeight() == height
          && known.getSize() == planes) {
        for (ImagePlus image : known.images()) {
          return image;
        }
      }
    }
    try (MemoryBlock block = MemoryBlock.ofNumber(blockNumber)) {
      return image(title, stack(block, offset, pixels, width, height, planes), channels, slices, frames);
    }
  }

  /** Brings all images over a block up to date, and has them drawn; for Python, after it wrote. */
  public static void update(long blockNumber) {
    for (SharedStack stack : Viewers.stacksIn(blockNumber)) {
      stack.update();
    }
  }

  // -- To and from ordinary ones --

  /**
   * Gives an image a shared stack with its pixels, in place of its own (Copied, once). The image stays the same object
   * with its window, title, calibration, colour tables, display ranges, threshold, overlay, selection, properties and
   * position. Does nothing if it has one.
   *
   * @param file where the pixels lie from now on; null: in memory
   * @return its shared stack
   * @throws BridgeException with a code of {@link MemoryBlock#allocate} or {@link MemoryBlock#create}; the image is
   *     as it was then
   */
  public static SharedStack convert(ImagePlus image, @Nullable Path file) {
    SharedStack known = SharedStack.of(image);
    if (known != null && !known.isReadOnly() && file == null) {
      return known;
    }
    requirePixels(image);
    ImageStack from = image.getStack();
    PlanePixels pixels = pixels(image.getBitDepth() == 24 ? RGB : image.getBitDepth() + "-bit");
    long bytes = bytes(image.getWidth(), image.getHeight(), from.getSize(), pixels);
    try (MemoryBlock block = file == null ? MemoryBlock.allocate(bytes) : MemoryBlock.create(file, bytes)) {
      SharedStack to = stack(block, 0, pixels, image.getWidth(), image.getHeight(), from.getSize());
      try {
        to.copyFrom(from);
        replace(image, to);
      } catch (RuntimeException | Error failed) {
        to.close();
        throw failed;
      }
      to.shownBy(image);
      if (known != null) {
        known.leftBy(image);
      }
      return to;
    }
  }

  /**
   * Gives an image an ordinary stack with the pixels of its shared one (Copied, once); everything else stays, see
   * {@link #convert}. The memory of the shared stack is let go of. Does nothing if it has none.
   *
   * @throws BridgeException with code {@code "out-of-memory"} if the Java heap has no room; the image is as it was then
   */
  public static void convertBack(ImagePlus image) {
    SharedStack from = SharedStack.of(image);
    if (from == null) {
      return;
    }
    requireHeap(image.getTitle(), (long) from.getWidth() * from.getHeight() * from.getSize() * heapBytes(from));
    from.flush();
    ImageStack to = new ImageStack(from.getWidth(), from.getHeight());
    for (int n = 1; n <= from.getSize(); n++) {
      to.addSlice(from.getSliceLabel(n), from.copyPlane(n));
      IJ.showProgress(n, from.getSize());
    }
    replace(image, to);
    from.leftBy(image);
  }

  private static void requirePixels(ImagePlus image) {
    if (image.getProcessor() == null || image.getWidth() < 1 || image.getHeight() < 1) {
      throw new ConversionException("\"" + image.getTitle() + "\" has no pixels.", "Open an image first.");
    }
  }

  private static int heapBytes(SharedStack stack) {
    return stack.isColour() ? 4 : stack.getBitDepth() / 8;
  }

  private static void requireHeap(String title, long bytes) {
    Runtime runtime = Runtime.getRuntime();
    long free = runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
    if (bytes > free) {
      // What nobody refers to counts as used until it is collected.
      System.gc();
      free = runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
    }
    if (bytes > free) {
      throw new BridgeException(
          "out-of-memory",
          "\"" + title + "\" needs " + bytes + " bytes of Java's memory; " + free + " are free.",
          "Close images, raise Edit > Options > Memory & Threads, or work on the shared stack.",
          null);
    }
  }

  /** Another stack of the same planes, with all that ImagePlus forgets when it gets one. */
  private static void replace(ImagePlus image, ImageStack stack) {
    ImageProcessor shown = image.getProcessor();
    LUT colours = image.isRGB() ? null : shown.getLut();
    double low = shown.getMin();
    double high = shown.getMax();
    double from = shown.getMinThreshold();
    double to = shown.getMaxThreshold();
    int update = shown.getLutUpdateMode();
    Calibration calibration = image.getCalibration();
    boolean changes = image.changes;
    stack.setColorModel(shown.getColorModel());
    stack.update(shown);
    int[] lengths = image.getDimensions();
    image.setStack(stack, lengths[2], lengths[3], lengths[4]);
    ImageProcessor made = image.getProcessor();
    if (colours != null && !image.isComposite()) {
      made.setLut(colours);
    }
    if (!image.isRGB()) {
      made.setMinAndMax(low, high);
    }
    if (from != ImageProcessor.NO_THRESHOLD) {
      made.setThreshold(from, to, update);
    }
    image.setCalibration(calibration);
    // What Undo holds is of arrays that are no longer the image's.
    Undo.reset();
    image.changes = changes;
    // The title says (V) or no longer does.
    image.setTitle(image.getTitle());
    image.updateAndDraw();
  }
}
