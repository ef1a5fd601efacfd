package io.drua.mmhost;

/** The acquisition engine, which plugins reach through {@code getAcquisitionEngine} of the program's main class. Any thread. */
public final class HostEngine {
  private volatile boolean abortRequested;
  private volatile boolean running;

  HostEngine() {}

  /** Whether the running acquisition, or else the last one, was to end early. */
  public boolean abortRequested() {
    return abortRequested;
  }

  public boolean isAcquisitionRunning() {
    return running;
  }

  void setRunning(boolean isRunning) {
    running = isRunning;
  }

  void setAbortRequested(boolean requested) {
    abortRequested = requested;
  }
}
