package io.drua.bridge;

final class Cancellation {
  private Cancellation() {}

  static void request(RoutineCall call) {
    throw new UnsupportedOperationException();
  }
}
