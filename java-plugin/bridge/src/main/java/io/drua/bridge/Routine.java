package io.drua.bridge;

/** A Python function that is run on images. */
public final class Routine implements AutoCloseable {
  private Routine() {}

  /** Its name. */
  public String name() {
    throw new UnsupportedOperationException();
  }

  /** What it declares. */
  public RoutineTraits traits() {
    throw new UnsupportedOperationException();
  }

  /** Runs it, and waits for it. */
  public RoutineResult run(RoutineCall call) {
    throw new UnsupportedOperationException();
  }

  /** Where its results come from: routine, source hash, package versions. */
  public java.util.Map<String, Object> provenance() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
