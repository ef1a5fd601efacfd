package io.drua.micromanager.monitor;

/** Why a frame failed, for people. Immutable. */
public final class FrameFailure {
  private final String message;
  private final String details;
  private final String coordinates;
  private final String kind;
  private final long atMillis;

  /**
   * Makes a report.
   *
   * @param message names the processor, the frame's coordinates and, where known, the line
   * @param details Python's traceback, or Java's; may be empty
   * @param coordinates of the frame, for instance {@code "time=36, channel=0"}; empty if it was no frame's failure
   * @param kind what went wrong whatever the frame; failures that are alike have the same
   * @param atMillis when, as {@link System#currentTimeMillis()}
   */
  public FrameFailure(String message, String details, String coordinates, String kind, long atMillis) {
    this.message = message;
    this.details = details;
    this.coordinates = coordinates;
    this.kind = kind;
    this.atMillis = atMillis;
  }

  /** What happened and what to do. */
  public String message() {
    return message;
  }

  /** The traceback. */
  public String details() {
    return details;
  }

  /** Coordinates of the frame; empty if it was no frame's failure. */
  public String coordinates() {
    return coordinates;
  }

  /** What went wrong, without the frame. */
  public String kind() {
    return kind;
  }

  /** When it happened. */
  public long atMillis() {
    return atMillis;
  }

  @Override
  public String toString() {
    return message;
  }
}
