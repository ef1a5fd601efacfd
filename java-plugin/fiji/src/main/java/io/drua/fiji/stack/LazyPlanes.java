package io.drua.fiji.stack;

import io.drua.bridge.ImageBuffer;

/** Who computes the planes of a {@link LazyStack}: a function of Python. */
@FunctionalInterface
public interface LazyPlanes {
  /**
   * Computes one plane. Called by one thread at a time, which is never the AWT's.
   *
   * @param number counted from 0, in ImageJ's order: channels fastest, then slices, then frames
   * @return (Y, X) of the stack's type, (Y, X, 3) of UINT8 for colours; it belongs to the caller, who closes it
   * @throws Exception anything; it is the failure of this plane only
   */
  ImageBuffer plane(int number) throws Exception;
}
