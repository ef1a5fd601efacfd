package io.drua.fiji.stack;

/**
 * Who calls. Where ImageJ has one method for two ends, only the caller tells which is meant: {@code isVirtual()}
 * asks whether a stack is read plane by plane, and whether it loses changes; {@code getImageArray()} asks for the
 * planes, and tells that the last image was closed.
 */
final class Callers {
  /** This method, the one that asks, and the one that was called, stand before the caller. */
  private static final int CALLER = 2;

  private Callers() {}

  /** Class and method, as {@code "ij.IJ.setupDialog"}, of who called the method that asks. */
  static String caller() {
    StackTraceElement[] trace = new Throwable().getStackTrace();
    return trace.length <= CALLER ? "" : trace[CALLER].getClassName() + "." + trace[CALLER].getMethodName();
  }
}
