package net.imagej.display;

/** What a display shows of some data. */
public interface DataView {
  Object getData();
}
