package io.drua.fiji.stack;

import ij.ImagePlus;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.PixelType;

/** Parts of a shared stack as a routine asks for them, in place (Shared, 0 bytes copied). Any thread. */
public final class SharedVolumes {
  private final SharedStack stack;
  private final int channels;
  private final int slices;

  private SharedVolumes(SharedStack stack, ImagePlus image) {
    this.stack = stack;
    this.channels = image.getNChannels();
    this.slices = image.getNSlices();
  }

  /**
   * Those of an image; null if it has another stack, or a file's whose planes or bytes are in another order: those reach
   * routines as copies.
   */
  public static SharedVolumes of(ImagePlus image) {
    SharedStack stack = SharedStack.of(image);
    return stack == null || !stack.layout().isPlain() ? null : new SharedVolumes(stack, image);
  }

  /** Whether an image's stack is a shared one of whatever layout, which keeps what is changed. */
  public static boolean keepsChanges(ImagePlus image) {
    SharedStack stack = SharedStack.of(image);
    return stack != null && !stack.isReadOnly();
  }

  /** Whether they can be written. */
  public boolean isWritable() {
    return !stack.isReadOnly();
  }

  /**
   * One plane, after ImageJ's changes were written into it.
   *
   * @param slice its number, from 1
   */
  public ImageBuffer plane(int slice) {
    return block(new int[] {slice}, stack.isColour() ? "YXS" : "YX", shape(stack.isColour()));
  }

  private long[] shape(boolean colour) {
    return colour
        ? new long[] {stack.getHeight(), stack.getWidth(), 3}
        : new long[] {stack.getHeight(), stack.getWidth()};
  }

  /**
   * Several planes, after ImageJ's changes were written into them.
   *
   * @param of slices, from 1, in the order of the block
   * @param axes of the block, slowest first: some of T, Z and C before {@code YX}, or {@code YXS}
   * @param shape lengths of these axes
   */
  public ImageBuffer block(int[] of, String axes, long[] shape) {
    stack.flush();
    PixelType type = stack.type();
    long row = (long) stack.getWidth() * (stack.isColour() ? 3 : type.bytes());
    long plane = row * stack.getHeight();
    long[] steps = new long[shape.length];
    long bytes = plane;
    for (int axis = 0; axis < steps.length; axis++) {
      steps[axis] = step(axes.charAt(axis), plane, row, type.bytes());
      if ("TZC".indexOf(axes.charAt(axis)) >= 0) {
        bytes += (shape[axis] - 1) * steps[axis];
      }
    }
    // No more of the block than that is borrowed: other calls may work on other planes meanwhile.
    long first = stack.offset() + (of[0] - 1) * plane;
    ImageBuffer all = stack.block().image(first, type, bytes / type.bytes());
    return all.part(0, shape, steps);
  }

  private long step(char axis, long plane, long row, int element) {
    switch (axis) {
      case 'T':
        return plane * channels * slices;
      case 'Z':
        return plane * channels;
      case 'C':
        return plane;
      case 'Y':
        return row;
      case 'X':
        return stack.isColour() ? 3 : element;
      default:
        return element;
    }
  }

  /** Puts the pixels of a plane back, for instance after a routine failed half way. */
  public void restore(int slice, Object pixels) {
    stack.restore(slice, pixels);
  }

  /** Has ImageJ take over what was written, in arrays that it has of it. */
  public void written() {
    stack.refresh();
  }
}
