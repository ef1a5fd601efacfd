package io.drua.fiji.table;

import io.drua.bridge.ConversionException;
import io.drua.bridge.ImageBuffer;
import java.nio.CharBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;

/**
 * The texts of one column as two arrays, which cross to Python by one copy each: all characters one after the other,
 * and the length of each text. A cell without a text has the length {@link #NONE}.
 */
public final class Texts {
  /** Length of a text that isn't there. */
  public static final int NONE = -1;

  private char[] characters;
  private int used;
  private final int[] lengths;
  private int rows;

  Texts(int rows) {
    lengths = new int[rows];
    characters = new char[(int) Math.min(16L * rows + 16, 1 << 20)];
  }

  /** Adds the text of the next cell, null for none. */
  void add(String text) {
    if (text == null) {
      lengths[rows++] = NONE;
      return;
    }
    int length = text.length();
    if (length > characters.length - used) {
      grow((long) used + length);
    }
    text.getChars(0, length, characters, used);
    used += length;
    lengths[rows++] = length;
  }

  private void grow(long needed) {
    int most = Integer.MAX_VALUE - 8;
    if (needed > most) {
      throw new ConversionException(
          "The texts of a column have more than " + most + " characters, more than a Java array can hold.",
          "Take fewer rows at a time.");
    }
    characters = Arrays.copyOf(characters, (int) Math.min(most, Math.max(needed, 2L * characters.length)));
  }

  /** UTF-16 units of all texts; longer than they are. */
  public char[] characters() {
    return characters;
  }

  /** How many of the characters are texts. */
  public int used() {
    return used;
  }

  /** Length of each cell's text in UTF-16 units, {@link #NONE} where there is none. */
  public int[] lengths() {
    return lengths;
  }

  /**
   * Texts that came from Python.
   *
   * @param characters uint16, one axis: UTF-16 units
   * @param lengths int32, one axis: units of each text, -1 for none
   * @return one text a row, null for none
   */
  static String[] of(ImageBuffer characters, ImageBuffer lengths) {
    IntBuffer sizes = lengths.asByteBuffer().asIntBuffer();
    String[] texts = new String[sizes.remaining()];
    // A buffer without elements has no memory to look at.
    boolean none = characters.sizeInBytes() == 0;
    CharBuffer units = none ? CharBuffer.allocate(0) : characters.asByteBuffer().asCharBuffer();
    char[] one = new char[64];
    for (int row = 0; row < texts.length; row++) {
      int length = sizes.get(row);
      if (length == NONE) {
        continue;
      }
      if (length > one.length) {
        one = new char[Math.max(length, 2 * one.length)];
      }
      units.get(one, 0, length);
      texts[row] = new String(one, 0, length);
    }
    return texts;
  }
}
