package io.drua.fiji.stack;

/**
 * Who calls. ImageJ has one question, {@code isVirtual()}, for stacks that it must read plane by plane, and for those
 * that lose changes; only the caller tells which is meant.
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
