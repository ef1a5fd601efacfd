package org.micromanager.acquisition;

import java.util.List;
import org.micromanager.data.Image;

/** Starts, ends and watches acquisitions. */
public interface AcquisitionManager {
  boolean isAcquisitionRunning();

  /** Asks the user, then ends the running acquisition as {@link #abortAcquisition} does. */
  void haltAcquisition();

  /** Ends the running acquisition soon, without asking. */
  void abortAcquisition();

  void setPause(boolean state);

  boolean isPaused();

  /** Whether an event's source is the program's own engine. */
  boolean isOurAcquisition(Object source);

  /**
   * Takes an image of each camera channel. No pipeline is involved.
   *
   * @throws Exception if the hardware fails
   */
  List<Image> snap() throws Exception;
}
