package io.drua.bridge.internal.wire;

/** First bytes of values in a block. Numbers are little-endian, without padding. */
public final class Tag {
  /** Nothing. */
  public static final int NULL = 0;
  /** False. */
  public static final int FALSE = 1;
  /** True. */
  public static final int TRUE = 2;
  /** 8 bytes. */
  public static final int INT = 3;
  /** 8 bytes. */
  public static final int FLOAT = 4;
  /** Length, UTF-8. */
  public static final int TEXT = 5;
  /** Length, bytes. */
  public static final int BYTES = 6;
  /** Count, values. */
  public static final int LIST = 7;
  /** Count, keys and values. */
  public static final int MAP = 8;
  /** Handle of a Python object. */
  public static final int OBJECT = 9;
  /** Length, two's complement, most significant byte first. */
  public static final int BIG_INT = 10;
  /** Pixels lent with a frame. */
  public static final int LENT = 11;
  /** Pixels of a Python array. */
  public static final int ARRAY = 12;
  /** Id and name of a Java function. */
  public static final int HOST_FUNCTION = 13;
  /** Name and value. */
  public static final int TYPED = 14;

  /** Global reference, number of the class, handle that keeps it or 0. */
  public static final int HOST_OBJECT = 15;

  /** Flag of {@link #LENT} and {@link #ARRAY}: the array is an image with metadata. */
  public static final int ARRAY_IMAGE = 1;
  /** Flag of {@link #LENT} and {@link #ARRAY}: the array may be written. */
  public static final int ARRAY_WRITABLE = 2;

  private Tag() {}
}
