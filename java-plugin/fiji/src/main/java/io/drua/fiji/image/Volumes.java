package io.drua.fiji.image;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.MemoryBlock;
import io.drua.bridge.ParameterException;
import io.drua.bridge.PixelType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parts of an image with more axes than a plane has, as one block of memory.
 *
 * <p>A stack of ImageJ is a list of arrays, so a block of several planes is a copy: planes are copied into one off-heap
 * block, which Python shares, and back if the routine works in place. Axes are {@code T Z C} in any order before
 * {@code YX}; an axis that the routine doesn't ask for is gone through one block at a time. {@code YXS} asks for an RGB
 * image as red, green, blue bytes, the last axis fastest.
 */
public final class Volumes {
  private static final String STACK_AXES = "TZC";
  private static final String COLOUR = "YXS";
  private static final int SAMPLES = 3;

  private final ImagePlus image;
  private final String axes;
  private final boolean colour;

  /**
   * Reads the axes that a routine asks for.
   *
   * @throws IllegalArgumentException if ImageJ's images can't have them
   */
  public Volumes(ImagePlus image, String axes) {
    this.image = image;
    this.colour = axes.equals(COLOUR) || axes.equals("YXC");
    this.axes = colour ? COLOUR : axes;
    String outer = axes.endsWith("YX") ? axes.substring(0, axes.length() - 2) : "?";
    for (char axis : outer.toCharArray()) {
      if (!colour && (STACK_AXES.indexOf(axis) < 0 || outer.indexOf(axis) != outer.lastIndexOf(axis))) {
        throw new IllegalArgumentException(
            "The routine asks for the axes " + axes
                + ". ImageJ has T, Z and C (each once) before YX, or YXS for colours.");
      }
    }
    if (colour && image.getType() != ImagePlus.COLOR_RGB) {
      throw new IllegalArgumentException(
          "The routine takes RGB images; \"" + image.getTitle()
              + "\" isn't one. Convert it with Image > Type > RGB Color.");
    }
    if (!colour && image.getType() == ImagePlus.COLOR_RGB) {
      throw new IllegalArgumentException(
          "\"" + image.getTitle()
              + "\" is an RGB image, which the routine doesn't take. Convert it with Image > Type.");
    }
  }

  /** The blocks to go through: slices (from 1) of each, in the order of the block's planes. */
  public List<int[]> blocks() {
    List<int[]> blocks = new ArrayList<>();
    if (colour) {
      for (int slice = 1; slice <= image.getStackSize(); slice++) {
        blocks.add(new int[] {slice});
      }
      return blocks;
    }
    String outer = axes.substring(0, axes.length() - 2);
    int[] lengths = {image.getNFrames(), image.getNSlices(), image.getNChannels()};
    for (int[] fixed : positions(lengths, outer, false)) {
      List<int[]> inner = positions(lengths, outer, true);
      int[] slices = new int[inner.size()];
      for (int i = 0; i < slices.length; i++) {
        int[] at = inner.get(i);
        slices[i] = image.getStackIndex(fixed[2] + at[2] + 1, fixed[1] + at[1] + 1, fixed[0] + at[0] + 1);
      }
      blocks.add(slices);
    }
    return blocks;
  }

  /** All positions along the axes of the block ({@code inside}) or along the others; the last letter is the fastest. */
  private static List<int[]> positions(int[] lengths, String outer, boolean inside) {
    StringBuilder order = new StringBuilder(inside ? outer : "");
    for (char axis : STACK_AXES.toCharArray()) {
      if (!inside && outer.indexOf(axis) < 0) {
        order.append(axis);
      }
    }
    List<int[]> positions = new ArrayList<>();
    positions.add(new int[SAMPLES]);
    for (char axis : order.toString().toCharArray()) {
      int which = STACK_AXES.indexOf(axis);
      List<int[]> longer = new ArrayList<>();
      for (int[] position : positions) {
        for (int i = 0; i < lengths[which]; i++) {
          int[] next = position.clone();
          next[which] = i;
          longer.add(next);
        }
      }
      positions = longer;
    }
    return positions;
  }

  /**
   * Copies some planes into one block of memory, of any length, which goes when the image of it is closed.
   *
   * @throws io.drua.bridge.BridgeException with code {@code "out-of-memory"} if the system has less memory than that
   */
  public ImageBuffer read(int[] slices) {
    PixelType type = Planes.type(image);
    int plane = planeBytes(type);
    ImageStack stack = image.getStack();
    try (MemoryBlock block = MemoryBlock.allocate((long) plane * slices.length)) {
      for (int i = 0; i < slices.length; i++) {
        ImageProcessor from = stack.getProcessor(slices[i]);
        block.access((long) i * plane, plane, bytes -> put(bytes, from));
      }
      return block.image(type, shape()).withMetadata(metadata(slices));
    }
  }

  private int planeBytes(PixelType type) {
    long bytes = (long) image.getWidth() * image.getHeight() * (colour ? SAMPLES : type.bytes());
    if (bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "A plane of \"" + image.getTitle() + "\" has " + bytes
              + " bytes; 2147483647 can be copied at once. Crop it, or use a routine that works plane by plane (axes YX).");
    }
    return (int) bytes;
  }

  /** Lengths of the axes of a block. */
  public long[] shape() {
    return ImageAxes.shape(image, axes);
  }

  /** What Python may want to know of some planes. */
  public Map<String, Object> metadata(int[] slices) {
    ImageProcessor shown = image.getProcessor();
    Map<String, Object> map = ImageMetadata.of(image, shown, axes);
    Map<String, Object> position = new LinkedHashMap<>();
    for (Map.Entry<String, Object> at : Positions.ofSlice(image, slices[0]).entrySet()) {
      if (axes.indexOf(at.getKey()) < 0) {
        position.put(at.getKey(), at.getValue());
      }
    }
    map.put("slice", position);
    return map;
  }

  private static void put(ByteBuffer block, ImageProcessor plane) {
    Object pixels = plane.getPixels();
    if (pixels instanceof byte[]) {
      block.put((byte[]) pixels);
    } else if (pixels instanceof short[]) {
      block.asShortBuffer().put((short[]) pixels);
    } else if (pixels instanceof float[]) {
      block.asFloatBuffer().put((float[]) pixels);
    } else {
      for (int colours : (int[]) pixels) {
        block.put((byte) (colours >> 16)).put((byte) (colours >> 8)).put((byte) colours);
      }
    }
  }

  /**
   * Copies a block back into the planes that it came from.
   *
   * @throws ParameterException if the image was closed, or has another type or size by now; nothing was written then
   */
  public void write(ImageBuffer buffer, int[] slices) {
    boolean changed = image.getProcessor() == null || Planes.type(image) != buffer.type()
        || !Arrays.equals(shape(), buffer.shape()) || image.getStackSize() < slices[slices.length - 1];
    if (changed) {
      throw new ParameterException(
          "\"" + image.getTitle() + "\" was closed, or got another type or size, while the routine ran; nothing was"
              + " written into it.",
          "Run the routine again, and leave the image alone meanwhile.");
    }
    int plane = planeBytes(buffer.type());
    ImageStack stack = image.getStack();
    for (int i = 0; i < slices.length; i++) {
      ImageProcessor to = stack.getSize() == 1 ? image.getProcessor() : stack.getProcessor(slices[i]);
      get(buffer.asByteBuffer((long) i * plane, plane), to);
      if (stack.getSize() > 1) {
        stack.setPixels(to.getPixels(), slices[i]);
      }
    }
  }

  private static void get(ByteBuffer block, ImageProcessor plane) {
    Object pixels = plane.getPixels();
    if (pixels instanceof byte[]) {
      block.get((byte[]) pixels);
    } else if (pixels instanceof short[]) {
      block.asShortBuffer().get((short[]) pixels);
    } else if (pixels instanceof float[]) {
      block.asFloatBuffer().get((float[]) pixels);
    } else if (plane instanceof ColorProcessor) {
      int[] colours = (int[]) pixels;
      for (int i = 0; i < colours.length; i++) {
        int red = block.get() & 0xff;
        int green = block.get() & 0xff;
        colours[i] = 0xff000000 | red << 16 | green << 8 | block.get() & 0xff;
      }
    }
  }
}
