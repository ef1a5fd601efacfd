package io.drua.fiji.image;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.PixelType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
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
   * Copies some planes into one block.
   *
   * @throws IllegalArgumentException if they are larger than one block can be (2 GiB)
   */
  public ImageBuffer read(int[] slices) {
    PixelType type = Planes.type(image);
    int pixels = image.getWidth() * image.getHeight();
    long bytes = (long) pixels * slices.length * (colour ? SAMPLES : type.bytes());
    if (bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "The part of \"" + image.getTitle() + "\" with the axes " + axes + " has " + bytes
              + " bytes; one block holds 2147483647. Crop it, or use a routine that works plane by plane (axes YX).");
    }
    ByteBuffer block = ByteBuffer.allocateDirect((int) bytes).order(ByteOrder.nativeOrder());
    ImageStack stack = image.getStack();
    for (int slice : slices) {
      put(block, stack.getProcessor(slice));
    }
    ((java.nio.Buffer) block).flip();
    long[] shape = shape();
    return ImageBuffer.ofDirect(block, type, shape).withMetadata(metadata(slices));
  }

  private long[] shape() {
    if (colour) {
      return new long[] {image.getHeight(), image.getWidth(), SAMPLES};
    }
    long[] shape = new long[axes.length()];
    for (int i = 0; i < shape.length; i++) {
      switch (axes.charAt(i)) {
        case 'T':
          shape[i] = image.getNFrames();
          break;
        case 'Z':
          shape[i] = image.getNSlices();
          break;
        case 'C':
          shape[i] = image.getNChannels();
          break;
        case 'Y':
          shape[i] = image.getHeight();
          break;
        default:
          shape[i] = image.getWidth();
          break;
      }
    }
    return shape;
  }

  private Map<String, Object> metadata(int[] slices) {
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
      advance(block, 2L * ((short[]) pixels).length);
    } else if (pixels instanceof float[]) {
      block.asFloatBuffer().put((float[]) pixels);
      advance(block, 4L * ((float[]) pixels).length);
    } else {
      for (int colours : (int[]) pixels) {
        block.put((byte) (colours >> 16)).put((byte) (colours >> 8)).put((byte) colours);
      }
    }
  }

  private static void advance(ByteBuffer block, long bytes) {
    ((java.nio.Buffer) block).position((int) (block.position() + bytes));
  }

  /** Copies a block back into the planes that it came from. */
  public void write(ImageBuffer buffer, int[] slices) {
    ByteBuffer block = buffer.asByteBuffer().duplicate().order(ByteOrder.nativeOrder());
    ImageStack stack = image.getStack();
    for (int slice : slices) {
      ImageProcessor plane = stack.getSize() == 1 ? image.getProcessor() : stack.getProcessor(slice);
      get(block, plane);
      if (stack.getSize() > 1) {
        stack.setPixels(plane.getPixels(), slice);
      }
    }
  }

  private static void get(ByteBuffer block, ImageProcessor plane) {
    Object pixels = plane.getPixels();
    if (pixels instanceof byte[]) {
      block.get((byte[]) pixels);
    } else if (pixels instanceof short[]) {
      block.asShortBuffer().get((short[]) pixels);
      advance(block, 2L * ((short[]) pixels).length);
    } else if (pixels instanceof float[]) {
      block.asFloatBuffer().get((float[]) pixels);
      advance(block, 4L * ((float[]) pixels).length);
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
