package io.drua.micromanager.monitor;

/** How a run of a processor is doing. */
public enum RunState {
  /** No frame has come. */
  IDLE("idle"),
  /** Python or the routine is being loaded. */
  STARTING("starting"),
  /** Frames are processed. */
  RUNNING("running"),
  /** The last frame failed. */
  FAILED("failed"),
  /** The user, or the end of live or of the acquisition, stopped it: raw frames are passed on. */
  STOPPED("stopped"),
  /** Its pipeline has ended. */
  ENDED("ended");

  private final String label;

  RunState(String label) {
    this.label = label;
  }

  @Override
  public String toString() {
    return label;
  }
}
