package io.drua.micromanager.monitor;

/** Which pipeline a processor works in. */
public enum RunKind {
  /** It has seen no frame yet. */
  WAITING("waiting"),
  /** Snap and live: on the user interface's thread, with a bounded wait. */
  LIVE("live"),
  /** An acquisition: on a thread of the pipeline. */
  ACQUISITION("acquisition"),
  /** Frames from elsewhere: an old data set, the album, a script. */
  OTHER("other data");

  private final String label;

  RunKind(String label) {
    this.label = label;
  }

  @Override
  public String toString() {
    return label;
  }
}
