package io.drua.fiji.stack.command;

import ij.ImagePlus;
import io.drua.bridge.BufferInUseException;

/** Work on an image that no other command works on. */
final class Locked {
  private Locked() {}

  /**
   * Does something with an image.
   *
   * @throws BufferInUseException if another command works on it
   */
  static void run(ImagePlus image, Runnable work) {
    if (!image.lock()) {
      throw new BufferInUseException(
          "Another command works on \"" + image.getTitle() + "\".", "Wait for its end, and try again.");
    }
    try {
      work.run();
    } finally {
      image.unlock();
    }
  }
}
