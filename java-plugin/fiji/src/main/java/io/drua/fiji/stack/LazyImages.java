package io.drua.fiji.stack;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.process.ImageProcessor;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.MapBlock;
import io.drua.fiji.image.ImageMetadata;
import java.io.File;
import java.util.List;

/** What Python's lazy images ask of ImageJ. */
public final class LazyImages {
  private LazyImages() {}

  // -- Python's planes for ImageJ --

  /**
   * An image on planes of Python. The first plane is computed now, because an ImagePlus can't be without one.
   *
   * @param source belongs to the image, and is let go of when it is closed, or this fails
   * @param bitDepth 8, 16, 32, or 24 for colours
   * @param names of the channels; empty where they have none
   * @throws IllegalStateException if the first plane can't be computed, with the cause
   * @throws io.drua.bridge.ParameterException if ImageJ can't hold such planes
   */
  public static ImagePlus create(
      LazyPlanes source,
      String title,
      int bitDepth,
      int width,
      int height,
      int channels,
      int slices,
      int frames,
      List<String> names) {
    int planes = Math.multiplyExact(Math.multiplyExact(channels, slices), frames);
    LazyStack stack = new LazyStack(source, title, width, height, planes, bitDepth, names);
    boolean made = false;
    try {
      ImagePlus image = new ImagePlus(title, stack);
      image.setDimensions(channels, slices, frames);
      if (channels > 1 && channels <= CompositeImage.MAX_CHANNELS && bitDepth != 24) {
        ImagePlus plain = image;
        // Grey, because that reads the one plane that is shown.
        image = new CompositeImage(plain, CompositeImage.GRAYSCALE);
        // Otherwise ImageJ counts two images with this stack, and closing the one doesn't end its use.
        plain.flush();
      }
      image.setOpenAsHyperStack(image.getNDimensions() > 3);
      made = true;
      return image;
    } finally {
      if (!made) {
        stack.close();
      }
    }
  }

  // -- ImageJ's planes for Python --

  /**
   * What Python must know before it reads a plane, as a block of {@link MapBlock}. No plane is read.
   *
   * @param image not closed
   * @param axes the axes that the metadata are for, slowest first; empty for all that the image has
   */
  public static byte[] describe(ImagePlus image, String axes) {
    ImageStack stack = image.getStack();
    int[] sizes = image.getDimensions();
    boolean fits = sizes[2] * sizes[3] * sizes[4] == stack.size();
    int channels = fits ? sizes[2] : 1;
    int slices = fits ? sizes[3] : stack.size();
    int frames = fits ? sizes[4] : 1;
    StringBuilder own = new StringBuilder();
    own.append(frames > 1 ? "T" : "").append(slices > 1 ? "Z" : "").append(channels > 1 ? "C" : "").append("YX");
    own.append(image.getBitDepth() == 24 ? "S" : "");
    MapBlock metadata = new MapBlock();
    ImageMetadata.of(image, image.getProcessor(), axes.isEmpty() ? own.toString() : axes).forEach(metadata::putValue);
    return new MapBlock()
        .put("T", frames)
        .put("Z", slices)
        .put("C", channels)
        .put("Y", stack.getHeight())
        .put("X", stack.getWidth())
        .put("depth", image.getBitDepth())
        .put("virtual", stack.isVirtual() ? 1 : 0)
        .put("axes", axes.isEmpty() ? own.toString() : axes)
        .putValue("metadata", metadata.finish())
        .finish();
  }

  /**
   * Copies a plane into memory of Python. Stacks that read files aren't safe for several threads: they are read by one at
   * a time, and so wait here, without Python's lock.
   *
   * @param n counted from 1
   * @param target as large as the plane, colours as (Y, X, 4) of UINT8; closed by this
   * @return empty, or what is the matter with the stack
   */
  public static String read(ImageStack stack, int n, int width, int height, int bitDepth, ImageBuffer target) {
    try (ImageBuffer memory = target) {
      if (stack instanceof LazyStack) {
        // Computed by one thread at a time as it is; its monitor would be kept for as long as that takes.
        return ((LazyStack) stack).isClosed()
            ? "it was closed"
            : copy(stack, n, new LazyPixels(width, height, bitDepth), memory);
      }
      synchronized (stack) {
        return copy(stack, n, new LazyPixels(width, height, bitDepth), memory);
      }
    }
  }

  private static String copy(ImageStack stack, int n, LazyPixels pixels, ImageBuffer memory) {
    if (n > stack.size()) {
      return "it has " + stack.size() + " planes now, and plane " + n + " is asked for";
    }
    String missing = missingFile(stack, n);
    if (missing != null) {
      return "the file of plane " + n + " is gone: " + missing;
    }
    if (!stack.isVirtual() && stack.getPixels(n) == null) {
      return "it was closed";
    }
    ImageProcessor plane = stack.getProcessor(n);
    if (plane == null || plane.getPixels() == null) {
      return "it gives no pixels for plane " + n;
    }
    if (plane.getWidth() != pixels.width
        || plane.getHeight() != pixels.height
        || plane.getBitDepth() != pixels.bitDepth) {
      return "plane " + n + " is " + plane.getWidth() + " x " + plane.getHeight() + " pixels of " + plane.getBitDepth()
          + " bit now, where " + pixels.width + " x " + pixels.height + " of " + pixels.bitDepth + " bit are expected";
    }
    pixels.write(plane.getPixels(), memory.asByteBuffer());
    return "";
  }

  /** A plain virtual stack shows a text in place of a file that isn't there, which nobody takes for pixels in Python. */
  private static String missingFile(ImageStack stack, int n) {
    if (stack.getClass() != VirtualStack.class) {
      return null;
    }
    VirtualStack files = (VirtualStack) stack;
    String directory = files.getDirectory();
    if (directory == null) {
      return null;
    }
    File file = new File(directory + files.getFileName(files.translate(n)));
    return file.exists() ? null : file.getPath();
  }
}
