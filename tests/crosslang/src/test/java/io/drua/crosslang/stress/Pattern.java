package io.drua.crosslang.stress;

import io.drua.bridge.ImageBuffer;
import io.drua.bridge.PixelType;
import java.util.Random;

/**
 * An image on the Java heap whose every pixel is known at any time: its place times a number of its own, plus what
 * Python added so far. A write that went to where the array no longer is, or to another array, shows.
 */
final class Pattern {
  private final Object array;
  private final PixelType type;
  private final int rows;
  private final int columns;
  private final int seed;
  private int added;

  private Pattern(Object array, PixelType type, int rows, int columns, int seed) {
    this.array = array;
    this.type = type;
    this.rows = rows;
    this.columns = columns;
    this.seed = seed;
  }

  /** A new image of one of four types. */
  static Pattern make(Random random, int rows, int columns) {
    int count = rows * columns;
    int seed = random.nextInt();
    Pattern made;
    switch (random.nextInt(4)) {
      case 0:
        made = new Pattern(new byte[count], PixelType.UINT8, rows, columns, seed);
        break;
      case 1:
        made = new Pattern(new int[count], PixelType.INT32, rows, columns, seed);
        break;
      case 2:
        made = new Pattern(new float[count], PixelType.FLOAT32, rows, columns, seed);
        break;
      default:
        made = new Pattern(new short[count], PixelType.UINT16, rows, columns, seed);
        break;
    }
    made.fill();
    return made;
  }

  private int expected(int i) {
    return i * 31 + seed;
  }

  /** Floats hold whole numbers exactly up to 2^24. */
  private float expectedFloat(int i) {
    return (expected(i) & 0xFFFFF) + added;
  }

  private void fill() {
    int count = rows * columns;
    if (array instanceof byte[]) {
      for (int i = 0; i < count; i++) {
        ((byte[]) array)[i] = (byte) expected(i);
      }
    } else if (array instanceof int[]) {
      for (int i = 0; i < count; i++) {
        ((int[]) array)[i] = expected(i);
      }
    } else if (array instanceof float[]) {
      for (int i = 0; i < count; i++) {
        ((float[]) array)[i] = expectedFloat(i);
      }
    } else {
      for (int i = 0; i < count; i++) {
        ((short[]) array)[i] = (short) expected(i);
      }
    }
  }

  /** The image for a call. */
  ImageBuffer image() {
    return ImageBuffer.ofArray(array, type, rows, columns);
  }

  /** Notes that Python has added a number to every pixel. */
  void added(int value) {
    added += value;
  }

  /** Fails unless every pixel is as it should be. */
  void check() {
    int wrong = firstWrong();
    if (wrong >= 0) {
      throw new AssertionError(
          "pixel " + wrong + " of a " + rows + " x " + columns + " " + type + " image is " + java.lang.reflect.Array.get(array, wrong)
              + ", not what " + expected(wrong) + " plus " + added + " gives");
    }
  }

  private int firstWrong() {
    int count = rows * columns;
    for (int i = 0; i < count; i++) {
      boolean right;
      if (array instanceof byte[]) {
        right = ((byte[]) array)[i] == (byte) (expected(i) + added);
      } else if (array instanceof int[]) {
        right = ((int[]) array)[i] == expected(i) + added;
      } else if (array instanceof float[]) {
        right = ((float[]) array)[i] == expectedFloat(i);
      } else {
        right = ((short[]) array)[i] == (short) (expected(i) + added);
      }
      if (!right) {
        return i;
      }
    }
    return -1;
  }

  /** The sum of all pixels as NumPy's unsigned or signed types give it. */
  double sum() {
    double sum = 0;
    int count = rows * columns;
    for (int i = 0; i < count; i++) {
      if (array instanceof byte[]) {
        sum += ((byte[]) array)[i] & 0xFF;
      } else if (array instanceof int[]) {
        sum += ((int[]) array)[i];
      } else if (array instanceof float[]) {
        sum += ((float[]) array)[i];
      } else {
        sum += ((short[]) array)[i] & 0xFFFF;
      }
    }
    return sum;
  }
}
