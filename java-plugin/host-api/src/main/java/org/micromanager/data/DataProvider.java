package org.micromanager.data;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A dataset that can be read. Any thread. */
public interface DataProvider extends Closeable {
  @Override
  void close() throws IOException;

  /** Some image; null if there is none. */
  Image getAnyImage() throws IOException;

  /** The axes that the summary names. */
  List<String> getAxes();

  /** The largest index on an axis and one; 0 if the summary doesn't name it. */
  int getNextIndex(String axis);

  /** The image at a place; null if there is none. */
  Image getImage(Coords coords) throws IOException;

  List<Image> getImagesIgnoringAxes(Coords coords, String... ignoreTheseAxes) throws IOException;

  boolean isFrozen();

  int getNumImages();

  /** Never null. */
  SummaryMetadata getSummaryMetadata();

  Iterable<Coords> getUnorderedImageCoords();

  boolean hasImage(Coords coords);

  String getName();

  void registerForEvents(Object subscriber);

  void unregisterForEvents(Object subscriber);
}
