package org.micromanager.data;

/** An image has another size or pixel type than the others of its dataset, or than the summary says. */
public class ImagesDifferInSizeException extends UnsupportedOperationException {
  public ImagesDifferInSizeException() {
    super("The size of this image isn't that of its dataset.");
  }
}
