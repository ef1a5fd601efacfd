package io.drua.micromanager.settings;

/** What happens to a frame, and to the run, when its routine fails. */
public enum FailurePolicy {
  /** The run ends, with Micro-Manager's own dialog. */
  STOP("Stop the run"),
  /** The raw frame goes on, flagged in its metadata, and so does the run. */
  PASS_RAW("Pass the raw frame on");

  private final String label;

  FailurePolicy(String label) {
    this.label = label;
  }

  /** Text for a dialog. */
  @Override
  public String toString() {
    return label;
  }

  /** The policy with this name; {@link #STOP} for any other text. */
  public static FailurePolicy of(String name) {
    for (FailurePolicy policy : values()) {
      if (policy.name().equals(name)) {
        return policy;
      }
    }
    return STOP;
  }
}
