package net.imagej.display;

/** A window with views. */
public interface ImageDisplay extends Iterable<DataView> {
  /** The view in front, null where there is none. */
  DataView getActiveView();
}
