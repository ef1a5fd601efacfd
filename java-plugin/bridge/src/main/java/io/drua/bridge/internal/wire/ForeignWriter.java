package io.drua.bridge.internal.wire;

/** Writes the values that a plain block writer does not know: Python objects, pixels, functions. */
@FunctionalInterface
public interface ForeignWriter {
  /** For blocks that hold plain values only. */
  ForeignWriter NONE =
      // No lambda, as in all that runs while Python starts: the first ones cost the JVM milliseconds each.
      new ForeignWriter() {
        @Override
        public boolean write(Object value, WireWriter writer) {
          return false;
        }
      };

  /**
   * Writes one value, or does nothing.
   *
   * @return whether the value was written
   */
  boolean write(Object value, WireWriter writer);

  /**
   * Writes a value that nobody else can, as the object that it is, or does nothing.
   *
   * @return whether the value was written
   */
  default boolean writeObject(Object value, WireWriter writer) {
    return false;
  }
}
