package io.drua.bridge;

/**
 * A Java function that Python may call. Pass it to Python like any other value.
 *
 * <p>It runs on whatever thread calls it in Python, without Python's lock. It is kept as long as Python refers to it.
 */
@FunctionalInterface
public interface JavaFunction {
  /**
   * Does the work.
   *
   * @param args the positional arguments, converted to Java; objects among them belong to the function, which should
   *     close those it does not keep
   * @return any value that the bridge can convert
   * @throws Exception anything; Python sees it as {@code drua.JavaError}, and Java as the cause if Python lets it pass
   */
  @Nullable
  Object call(Object[] args) throws Exception;
}
