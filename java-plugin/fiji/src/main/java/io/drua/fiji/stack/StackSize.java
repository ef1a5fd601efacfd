package io.drua.fiji.stack;

import io.drua.bridge.ParameterException;

/** What ImageJ can show as a stack. */
final class StackSize {
  /** Elements that a Java array can have. */
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private StackSize() {}

  /**
   * Checks lengths before anything is made of them.
   *
   * @return the number of planes
   * @throws ParameterException for a stack without pixels, or a plane of more pixels than a Java array holds
   */
  static int require(int width, int height, int planes) {
    if (width < 1 || height < 1 || planes < 1) {
      throw new ParameterException(
          "ImageJ shows no image of " + width + " x " + height + " pixels and " + planes + " planes.",
          "Give lengths of 1 or more.");
    }
    if ((long) width * height > LARGEST_ARRAY) {
      throw new ParameterException(
          "A plane of " + width + " x " + height + " pixels has more than ImageJ can hold in an array (2147483639).",
          "Work on it in Python, or give a part of it, or every n-th pixel.");
    }
    return planes;
  }
}
