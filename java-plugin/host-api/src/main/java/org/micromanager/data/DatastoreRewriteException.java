package org.micromanager.data;

/** An image or a summary would replace another one in a dataset that allows no such thing. */
public class DatastoreRewriteException extends UnsupportedOperationException {
  public DatastoreRewriteException() {
    super("The dataset holds one already, and can't replace it.");
  }
}
