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
  /** The user stopped it, or the acquisition was aborted: raw frames pass, until the user reloads it. */
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
