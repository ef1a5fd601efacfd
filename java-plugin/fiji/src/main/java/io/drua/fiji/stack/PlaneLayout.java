package io.drua.fiji.stack;

import io.drua.bridge.ParameterException;
import java.nio.ByteOrder;

/**
 * How planes of a file lie in a block, where that is not as ImageJ and this machine have them: in another order of channels,
 * slices and frames, or with the bytes of a pixel turned round. Immutable.
 */
public final class PlaneLayout {
  private static final PlaneLayout PLAIN = new PlaneLayout(ByteOrder.nativeOrder(), 0, 0, 1, 0, 0);

  final ByteOrder order;
  private final int channels;
  private final int slices;
  private final int channelStep;
  private final int sliceStep;
  private final int frameStep;

  private PlaneLayout(ByteOrder order, int channels, int slices, int channelStep, int sliceStep, int frameStep) {
    this.order = order;
    this.channels = channels;
    this.slices = slices;
    this.channelStep = channelStep;
    this.sliceStep = sliceStep;
    this.frameStep = frameStep;
  }

  /** As ImageJ and this machine have them. */
  static PlaneLayout plain() {
    return PLAIN;
  }

  /**
   * A layout.
   *
   * @param order of the bytes of a pixel
   * @param axes of the planes, slowest first: some of T, Z and C, each once; other letters are left out
   * @throws ParameterException if an axis that is longer than 1 isn't named
   */
  public static PlaneLayout of(ByteOrder order, String axes, int channels, int slices, int frames) {
    int[] steps = new int[3];
    int[] lengths = {frames, slices, channels};
    int step = 1;
    for (int i = axes.length() - 1; i >= 0; i--) {
      int which = "TZC".indexOf(axes.charAt(i));
      if (which >= 0) {
        steps[which] = step;
        step = Math.multiplyExact(step, lengths[which]);
      }
    }
    for (int which = 0; which < lengths.length; which++) {
      if (lengths[which] > 1 && steps[which] == 0) {
        throw new ParameterException(
            "The axes " + axes + " don't name " + "TZC".charAt(which) + ", which has the length " + lengths[which] + ".",
            "Name all axes of the planes.");
      }
    }
    return new PlaneLayout(order, channels, slices, steps[2], steps[1], steps[0]);
  }

  /** Whether pixels and planes lie as this machine and ImageJ have them, so that they can be lent as they are. */
  boolean isPlain() {
    return order == ByteOrder.nativeOrder() && isInOrder();
  }

  /** Whether the planes are in ImageJ's order. */
  boolean isInOrder() {
    return channels == 0
        || (channelStep <= 1
            && (sliceStep == 0 || sliceStep == channels)
            && (frameStep == 0 || frameStep == channels * slices));
  }

  /** Where a plane lies, counted in planes, from its number in ImageJ's order; both from 0. */
  long place(int plane) {
    if (channels == 0) {
      return plane;
    }
    int channel = plane % channels;
    int slice = plane / channels % slices;
    int frame = plane / channels / slices;
    return (long) channel * channelStep + (long) slice * sliceStep + (long) frame * frameStep;
  }

  /** Planes from one to the next along an axis of an image that has these lengths. */
  long step(char axis, int imageChannels, int imageSlices) {
    if (isInOrder()) {
      return axis == 'C' ? 1 : axis == 'Z' ? imageChannels : (long) imageChannels * imageSlices;
    }
    if (imageChannels != channels || imageSlices != slices) {
      throw new ParameterException(
          "The image has another order of channels and slices now than the file that it shows.",
          "Set the dimensions back with Image > Properties..., or duplicate the image.");
    }
    return axis == 'C' ? channelStep : axis == 'Z' ? sliceStep : frameStep;
  }
}
