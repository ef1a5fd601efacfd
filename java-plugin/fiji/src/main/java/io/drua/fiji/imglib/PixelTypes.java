package io.drua.fiji.imglib;

import io.drua.bridge.ConversionException;
import io.drua.bridge.Nullable;
import io.drua.bridge.PixelType;
import java.util.HashMap;
import java.util.Map;
import net.imglib2.Volatile;
import net.imglib2.type.BooleanType;
import net.imglib2.type.NativeType;
import net.imglib2.type.logic.NativeBoolType;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.type.numeric.ComplexType;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.complex.ComplexDoubleType;
import net.imglib2.type.numeric.complex.ComplexFloatType;
import net.imglib2.type.numeric.integer.ByteType;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.integer.LongType;
import net.imglib2.type.numeric.integer.ShortType;
import net.imglib2.type.numeric.integer.Unsigned12BitType;
import net.imglib2.type.numeric.integer.Unsigned2BitType;
import net.imglib2.type.numeric.integer.Unsigned4BitType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedIntType;
import net.imglib2.type.numeric.integer.UnsignedLongType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.DoubleType;
import net.imglib2.type.numeric.real.FloatType;

/** Which type of ImgLib2 is which of Python's. Types of odd widths have the next wider one; colours are three bytes. */
final class PixelTypes {
  private static final Map<String, PixelType> KNOWN = new HashMap<>();

  static {
    know(PixelType.BOOL, NativeBoolType.class);
    know(PixelType.UINT8, UnsignedByteType.class);
    know(PixelType.UINT8, Unsigned2BitType.class, Unsigned4BitType.class, ARGBType.class);
    know(PixelType.INT8, ByteType.class);
    know(PixelType.UINT16, UnsignedShortType.class, Unsigned12BitType.class);
    know(PixelType.INT16, ShortType.class);
    know(PixelType.UINT32, UnsignedIntType.class);
    know(PixelType.INT32, IntType.class);
    know(PixelType.UINT64, UnsignedLongType.class);
    know(PixelType.INT64, LongType.class);
    know(PixelType.FLOAT32, FloatType.class);
    know(PixelType.FLOAT64, DoubleType.class);
    know(PixelType.COMPLEX64, ComplexFloatType.class);
    know(PixelType.COMPLEX128, ComplexDoubleType.class);
  }

  private PixelTypes() {}

  private static void know(PixelType type, Class<?>... classes) {
    for (Class<?> one : classes) {
      KNOWN.put(one.getName(), type);
    }
  }

  /** Types of imglib2-unsafe, which need not be there, are those of ImgLib2 with other indices. */
  private static String plainName(Object type) {
    return type.getClass().getName().replace("LongAccess", "");
  }

  /** Whether pixels of a type are colours, packed in an {@code int}. */
  static boolean isColour(Object type) {
    return plainName(type).equals(ARGBType.class.getName());
  }

  /**
   * The type that Python has for the same bits; null for types of which it has none, such as packed bits. Colours have
   * that of their samples.
   */
  @Nullable
  static PixelType exactly(Object type) {
    return narrowBits(type) > 0 ? null : KNOWN.get(plainName(type));
  }

  /** Bits of a type that has fewer than Python's has; otherwise 0. */
  static int narrowBits(Object type) {
    if (type instanceof Unsigned12BitType) {
      return 12;
    }
    return type instanceof Unsigned4BitType ? 4 : type instanceof Unsigned2BitType ? 2 : 0;
  }

  /**
   * The type that Python has for a type of ImgLib2: that of the same values, or the next wider one.
   *
   * @param type one of its objects
   * @throws ConversionException if there is none
   */
  static PixelType of(Object type) {
    PixelType known = KNOWN.get(plainName(type));
    if (known != null) {
      return known;
    }
    if (type instanceof BooleanType) {
      return PixelType.BOOL;
    }
    if (type instanceof Volatile) {
      throw new ConversionException(
          "Pixels of type " + type.getClass().getSimpleName() + " may not be loaded yet: give the image that the volatile"
              + " view was made of.",
          null);
    }
    if (!(type instanceof IntegerType)) {
      // Types of other libraries: as much as their interface gives.
      if (type instanceof RealType) {
        return PixelType.FLOAT64;
      }
      if (type instanceof ComplexType) {
        return PixelType.COMPLEX128;
      }
    }
    throw new ConversionException(
        "Python has no type for pixels of type " + type.getClass().getSimpleName() + ": convert them to one of 8, 16, 32 or"
            + " 64 bit, a real or complex one.",
        "Use net.imglib2.converter.RealTypeConverters.convert(image, UnsignedLongType()), for instance.");
  }

  /**
   * An object of the type that ImgLib2 has for a type of Python.
   *
   * @throws ConversionException for half precision, which ImgLib2 hasn't got
   */
  static NativeType<?> of(PixelType type) {
    switch (type) {
      case BOOL:
        return new NativeBoolType();
      case UINT8:
        return new UnsignedByteType();
      case INT8:
        return new ByteType();
      case UINT16:
        return new UnsignedShortType();
      case INT16:
        return new ShortType();
      case UINT32:
        return new UnsignedIntType();
      case INT32:
        return new IntType();
      case UINT64:
        return new UnsignedLongType();
      case INT64:
        return new LongType();
      case FLOAT32:
        return new FloatType();
      case FLOAT64:
        return new DoubleType();
      case COMPLEX64:
        return new ComplexFloatType();
      case COMPLEX128:
        return new ComplexDoubleType();
      default:
        throw new ConversionException(
            "ImgLib2 has no type for " + type.numpyName() + ".", "Convert the pixels to float32.");
    }
  }
}
