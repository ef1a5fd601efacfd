package org.micromanager.data;

/** A dataset was written after it was frozen. */
public class DatastoreFrozenException extends UnsupportedOperationException {
  public DatastoreFrozenException() {
    super("The dataset is frozen.");
  }
}
