package io.drua.bridge;

/**
 * Hears what Python has to say while it runs. Called on a thread of the bridge, or on the one that ends a call, one
 * event at a time; it should return soon.
 */
public interface RuntimeListener {
  /**
   * Text was written to {@code sys.stdout} or {@code sys.stderr}.
   *
   * @param call number of the call ({@link RoutineCall#id()}), 0 if it belongs to none
   * @param error whether it went to {@code sys.stderr}
   * @param text as written; not necessarily a whole line
   */
  default void output(long call, boolean error, String text) {}

  /**
   * A routine reported progress.
   *
   * @param call number of the call, 0 if it belongs to none
   * @param fraction from 0 to 1; negative if unknown
   * @param message may be empty
   */
  default void progress(long call, double fraction, String message) {}

  /**
   * Something was logged with Python's {@code logging}.
   *
   * @param call number of the call, 0 if it belongs to none
   * @param level Python's level (10 debug, 20 info, 30 warning, 40 error, 50 critical)
   * @param text the formatted record
   */
  default void log(long call, int level, String text) {}
}
