package io.drua.fiji.stack;

import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.drua.bridge.ConversionException;
import io.drua.bridge.PixelType;
import java.awt.image.ColorModel;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One of ImageJ's types of pixels: how they lie in a block, and how in an array. Positions count pixels. Buffers
 * have the byte order of the block.
 */
abstract class PlanePixels {
  /** Bits of a pixel, as ImageJ counts them. */
  final int bitDepth;
  /** Bytes of a pixel in the block. */
  final int bytes;

  private PlanePixels(int bitDepth, int bytes) {
    this.bitDepth = bitDepth;
    this.bytes = bytes;
  }

  /**
   * The pixels for an element type.
   *
   * @throws ConversionException for a type that ImageJ hasn't got
   */
  static PlanePixels of(PixelType type) {
    switch (type) {
      case UINT8:
        return new Bytes();
      case UINT16:
        return new Shorts();
      case FLOAT32:
        return new Floats();
      default:
        throw new ConversionException(
            "ImageJ has no images of " + type.numpyName() + "; a shared stack is uint8, uint16, float32, or RGB.",
            "Choose one of these types.");
    }
  }

  /** Red, green and blue, a byte each. */
  static PlanePixels colours() {
    return new Colours();
  }

  /** The pixels of ImageJ's bit depth: 8, 16, 32, or 24 for colours. */
  static PlanePixels ofDepth(int bitDepth) {
    return bitDepth == 24 ? colours() : bitDepth == 16 ? new Shorts() : bitDepth == 32 ? new Floats() : new Bytes();
  }

  /** A new array for so many pixels. */
  abstract Object newArray(int pixels);

  /** Whether it is an array of this type, so long. */
  abstract boolean fits(Object array, int pixels);

  /** A plane over an array. */
  abstract ImageProcessor processor(int width, int height, Object array, ColorModel colours);

  /** Reads {@code count} pixels from the first of a buffer on into an array, from {@code at} on. */
  abstract void read(ByteBuffer from, Object array, int at, int count);

  /** Writes {@code count} pixels of an array from {@code at} on into a buffer, from its pixel {@code to} on. */
  abstract void write(ByteBuffer buffer, int to, Object array, int at, int count);

  /** Whether two arrays have the same pixels. */
  abstract boolean same(Object one, Object other);

  /** Whether two arrays have the same pixel at one place. */
  abstract boolean sameAt(Object one, int at, Object other, int there);

  /** First place from {@code at} on where the arrays differ, or don't; {@code end} if there is none before it. */
  final int next(boolean differing, Object one, Object other, int at, int end) {
    int place = at;
    while (place < end && sameAt(one, place, other, place) == differing) {
      place++;
    }
    return place;
  }

  /**
   * Takes newer pixels over, but where the array was changed.
   *
   * @param fresh the newer pixels, from its first on
   * @param array what is lent
   * @param snapshot what the lent pixels were; becomes the newer pixels
   * @return whether a pixel of the array was changed
   */
  final boolean merge(Object fresh, Object array, Object snapshot, int at, int count) {
    boolean changed = false;
    for (int i = 0; i < count; i++) {
      if (!sameAt(fresh, i, snapshot, at + i)) {
        if (sameAt(array, at + i, snapshot, at + i)) {
          System.arraycopy(fresh, i, array, at + i, 1);
          changed = true;
        }
        System.arraycopy(fresh, i, snapshot, at + i, 1);
      }
    }
    return changed;
  }

  /** 8 bit. */
  private static final class Bytes extends PlanePixels {
    Bytes() {
      super(8, 1);
    }

    @Override
    Object newArray(int pixels) {
      return new byte[pixels];
    }

    @Override
    boolean fits(Object array, int pixels) {
      return array instanceof byte[] && ((byte[]) array).length == pixels;
    }

    @Override
    ImageProcessor processor(int width, int height, Object array, ColorModel colours) {
      return new ByteProcessor(width, height, (byte[]) array, colours);
    }

    @Override
    void read(ByteBuffer from, Object array, int at, int count) {
      from.duplicate().get((byte[]) array, at, count);
    }

    @Override
    void write(ByteBuffer buffer, int to, Object array, int at, int count) {
      ((java.nio.Buffer) buffer).position(to);
      buffer.put((byte[]) array, at, count);
    }

    @Override
    boolean same(Object one, Object other) {
      return Arrays.equals((byte[]) one, (byte[]) other);
    }

    @Override
    boolean sameAt(Object one, int at, Object other, int there) {
      return ((byte[]) one)[at] == ((byte[]) other)[there];
    }
  }

  /** 16 bit. */
  private static final class Shorts extends PlanePixels {
    Shorts() {
      super(16, 2);
    }

    @Override
    Object newArray(int pixels) {
      return new short[pixels];
    }

    @Override
    boolean fits(Object array, int pixels) {
      return array instanceof short[] && ((short[]) array).length == pixels;
    }

    @Override
    ImageProcessor processor(int width, int height, Object array, ColorModel colours) {
      return new ShortProcessor(width, height, (short[]) array, colours);
    }

    @Override
    void read(ByteBuffer from, Object array, int at, int count) {
      from.asShortBuffer().get((short[]) array, at, count);
    }

    @Override
    void write(ByteBuffer buffer, int to, Object array, int at, int count) {
      ((java.nio.Buffer) buffer).position(2 * to);
      buffer.asShortBuffer().put((short[]) array, at, count);
    }

    @Override
    boolean same(Object one, Object other) {
      return Arrays.equals((short[]) one, (short[]) other);
    }

    @Override
    boolean sameAt(Object one, int at, Object other, int there) {
      return ((short[]) one)[at] == ((short[]) other)[there];
    }
  }

  /** 32 bit. Compared bit by bit: NaN is the same as itself, and the two zeros differ. */
  private static final class Floats extends PlanePixels {
    Floats() {
      super(32, 4);
    }

    @Override
    Object newArray(int pixels) {
      return new float[pixels];
    }

    @Override
    boolean fits(Object array, int pixels) {
      return array instanceof float[] && ((float[]) array).length == pixels;
    }

    @Override
    ImageProcessor processor(int width, int height, Object array, ColorModel colours) {
      return new FloatProcessor(width, height, (float[]) array, colours);
    }

    @Override
    void read(ByteBuffer from, Object array, int at, int count) {
      from.asFloatBuffer().get((float[]) array, at, count);
    }

    @Override
    void write(ByteBuffer buffer, int to, Object array, int at, int count) {
      ((java.nio.Buffer) buffer).position(4 * to);
      buffer.asFloatBuffer().put((float[]) array, at, count);
    }

    @Override
    boolean same(Object one, Object other) {
      return Arrays.equals((float[]) one, (float[]) other);
    }

    @Override
    boolean sameAt(Object one, int at, Object other, int there) {
      return Float.floatToRawIntBits(((float[]) one)[at]) == Float.floatToRawIntBits(((float[]) other)[there]);
    }
  }

  /** RGB: three bytes in the block, an int in ImageJ whose highest byte means nothing. */
  private static final class Colours extends PlanePixels {
    private static final int OPAQUE = 0xff000000;
    private static final int COLOUR = 0xffffff;
    private static final int PART = 1 << 14;

    Colours() {
      super(24, 3);
    }

    @Override
    Object newArray(int pixels) {
      return new int[pixels];
    }

    @Override
    boolean fits(Object array, int pixels) {
      return array instanceof int[] && ((int[]) array).length == pixels;
    }

    @Override
    ImageProcessor processor(int width, int height, Object array, ColorModel colours) {
      return new ColorProcessor(width, height, (int[]) array);
    }

    @Override
    void read(ByteBuffer from, Object array, int at, int count) {
      int[] colours = (int[]) array;
      ByteBuffer source = from.duplicate();
      byte[] part = new byte[3 * Math.min(PART, count)];
      for (int done = 0; done < count; done += PART) {
        int some = Math.min(PART, count - done);
        source.get(part, 0, 3 * some);
        for (int i = 0, in = 0; i < some; i++, in += 3) {
          colours[at + done + i] =
              OPAQUE | (part[in] & 0xff) << 16 | (part[in + 1] & 0xff) << 8 | part[in + 2] & 0xff;
        }
      }
    }

    @Override
    void write(ByteBuffer buffer, int to, Object array, int at, int count) {
      int[] colours = (int[]) array;
      ((java.nio.Buffer) buffer).position(3 * to);
      byte[] part = new byte[3 * Math.min(PART, count)];
      for (int done = 0; done < count; done += PART) {
        int some = Math.min(PART, count - done);
        for (int i = 0, out = 0; i < some; i++, out += 3) {
          int colour = colours[at + done + i];
          part[out] = (byte) (colour >> 16);
          part[out + 1] = (byte) (colour >> 8);
          part[out + 2] = (byte) colour;
        }
        buffer.put(part, 0, 3 * some);
      }
    }

    @Override
    boolean same(Object one, Object other) {
      return Arrays.equals((int[]) one, (int[]) other);
    }

    @Override
    boolean sameAt(Object one, int at, Object other, int there) {
      return ((((int[]) one)[at] ^ ((int[]) other)[there]) & COLOUR) == 0;
    }
  }
}
