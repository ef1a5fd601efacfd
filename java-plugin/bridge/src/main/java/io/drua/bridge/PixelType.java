package io.drua.bridge;

/** Element types of an image. Their codes are part of the native interface. */
public enum PixelType {
  /** One byte, 0 or 1. */
  BOOL(1, 1, "bool"),
  /** Unsigned 8 bit. */
  UINT8(2, 1, "uint8"),
  /** Signed 8 bit. */
  INT8(3, 1, "int8"),
  /** Unsigned 16 bit. */
  UINT16(4, 2, "uint16"),
  /** Signed 16 bit. */
  INT16(5, 2, "int16"),
  /** Unsigned 32 bit. */
  UINT32(6, 4, "uint32"),
  /** Signed 32 bit. */
  INT32(7, 4, "int32"),
  /** Unsigned 64 bit. */
  UINT64(8, 8, "uint64"),
  /** Signed 64 bit. */
  INT64(9, 8, "int64"),
  /** IEEE 754 binary32. */
  FLOAT32(10, 4, "float32"),
  /** IEEE 754 binary64. */
  FLOAT64(11, 8, "float64"),
  /** Two binary32: real part, imaginary part. */
  COMPLEX64(12, 8, "complex64"),
  /** Two binary64: real part, imaginary part. */
  COMPLEX128(13, 16, "complex128"),
  /** IEEE 754 binary16; in Java its bits in a {@code short}. */
  FLOAT16(14, 2, "float16");

  private static final PixelType[] BY_CODE = new PixelType[15];

  static {
    for (PixelType type : values()) {
      BY_CODE[type.code] = type;
    }
  }

  private final int code;
  private final int bytes;
  private final String numpyName;

  PixelType(int code, int bytes, String numpyName) {
    this.code = code;
    this.bytes = bytes;
    this.numpyName = numpyName;
  }

  /** Size of one element in bytes. */
  public int bytes() {
    return bytes;
  }

  /** Number of this type in the native interface. */
  public int code() {
    return code;
  }

  /** NumPy's name of this type, for instance {@code "uint16"}. */
  public String numpyName() {
    return numpyName;
  }

  /**
   * The type with a number of the native interface.
   *
   * @throws ConversionException if there is none
   */
  public static PixelType ofCode(int code) {
    PixelType type = code > 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    if (type == null) {
      throw new ConversionException(
          "Element type " + code + " is unknown to this version of Drua.",
          "Use the Java and native parts of one release.");
    }
    return type;
  }
}
