package io.drua.mmhost;

import org.micromanager.data.Image;

/** A camera, as far as frames go: what live mode, snaps and acquisitions take from. Called by one thread at a time. */
public interface FrameSource {
  /**
   * The next frame, of an array that the source doesn't touch again.
   *
   * @return null if there is none any more
   * @throws Exception if the camera fails
   */
  Image next() throws Exception;
}
