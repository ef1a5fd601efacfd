package org.micromanager.data;

import java.io.IOException;

/** A dataset that can be written until it is frozen. Any thread. */
public interface Datastore extends DataProvider {
  /**
   * Adds an image.
   *
   * @throws DatastoreFrozenException if it is frozen
   * @throws DatastoreRewriteException if it has an image at this place
   * @throws IllegalArgumentException if the image is on an axis that the summary doesn't name
   * @throws ImagesDifferInSizeException if its size or pixel type isn't that of the other images, or its size not the summary's
   * @throws IOException if it can't be written
   */
  void putImage(Image image) throws IOException;

  /**
   * Sets the summary; only once, and before the first image.
   *
   * @throws DatastoreFrozenException if it is frozen
   * @throws DatastoreRewriteException if it has a summary or an image
   * @throws IOException if it can't be written
   */
  void setSummaryMetadata(SummaryMetadata metadata) throws IOException;

  /** Ends writing. */
  void freeze() throws IOException;

  void setSavePath(String path);

  /** The folder that it is saved in; null if it is only in memory. */
  String getSavePath();

  void setName(String name);
}
