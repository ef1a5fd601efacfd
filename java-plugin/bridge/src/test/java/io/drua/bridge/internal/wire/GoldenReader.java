package io.drua.bridge.internal.wire;

/** Reads plain blocks, for tests of other packages. */
public final class GoldenReader {
  private GoldenReader() {}

  /** The value of a block. */
  public static Object read(byte[] block, int offset) {
    return WireReader.decode(block, offset, GoldenValues.READER);
  }
}
