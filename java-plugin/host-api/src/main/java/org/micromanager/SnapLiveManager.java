package org.micromanager;

import java.util.List;
import org.micromanager.data.Image;

/** The preview: single images and live mode. Its frames pass the live pipeline on the event thread. */
public interface SnapLiveManager {
  /**
   * Takes an image of each camera channel, or returns the newest raw ones while live mode is on.
   *
   * @param shouldDisplay whether they go through the live pipeline to the preview; off the event thread that happens later
   * @return the raw images
   */
  List<Image> snap(boolean shouldDisplay);

  boolean isLiveModeOn();

  void setLiveModeOn(boolean on);

  /** Ends live mode for a while ({@code true}) or resumes it; calls are counted. */
  void setSuspended(boolean shouldSuspend);

  /** Sends an image through the live pipeline to the preview; on another thread than the event thread, later. */
  void displayImage(Image image);
}
