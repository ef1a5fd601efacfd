package io.drua.bridge.internal.wire;

import io.drua.bridge.ConversionException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Strict UTF-8: what one side could not read back is refused, and replaced only where the writer asked for that. */
final class Utf8 {
  /** From this length on, looking through a text once more to copy it in one piece is worth while. */
  private static final int LONG_TEXT = 32;

  private Utf8() {}

  /** Knows where in the arguments a text stands. */
  interface Place {
    /** The place, in words that follow "The text". */
    String where();

    /** Whether half of a surrogate pair becomes U+FFFD instead of an error. */
    boolean replacesHalves();
  }

  /**
   * Encodes a text.
   *
   * @param target must have room for three bytes a character
   * @param place says where in the arguments the text stands, for the error
   * @return position after the last byte
   */
  static int encode(CharSequence text, ByteBuffer target, int start, Place place) {
    int length = text.length();
    if (length > LONG_TEXT && text instanceof String && isAscii((String) text)) {
      ByteBuffer range = target.duplicate();
      range.clear();
      range.position(start);
      range.put(((String) text).getBytes(StandardCharsets.US_ASCII));
      return start + length;
    }
    int at = start;
    for (int i = 0; i < length; i++) {
      char unit = text.charAt(i);
      if (unit < 0x80) {
        target.put(at++, (byte) unit);
      } else if (unit < 0x800) {
        target.put(at++, (byte) (0xC0 | unit >> 6));
        target.put(at++, (byte) (0x80 | unit & 0x3F));
      } else if (!Character.isSurrogate(unit)) {
        target.put(at++, (byte) (0xE0 | unit >> 12));
        target.put(at++, (byte) (0x80 | unit >> 6 & 0x3F));
        target.put(at++, (byte) (0x80 | unit & 0x3F));
      } else {
        boolean paired =
            Character.isHighSurrogate(unit) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1));
        if (!paired) {
          if (!place.replacesHalves()) {
            throw unpaired(unit, i, place.where());
          }
          target.put(at++, (byte) 0xEF);
          target.put(at++, (byte) 0xBF);
          target.put(at++, (byte) 0xBD);
          continue;
        }
        int point = Character.toCodePoint(unit, text.charAt(++i));
        target.put(at++, (byte) (0xF0 | point >> 18));
        target.put(at++, (byte) (0x80 | point >> 12 & 0x3F));
        target.put(at++, (byte) (0x80 | point >> 6 & 0x3F));
        target.put(at++, (byte) (0x80 | point & 0x3F));
      }
    }
    return at;
  }

  private static boolean isAscii(String text) {
    int all = 0;
    for (int i = 0; i < text.length(); i++) {
      all |= text.charAt(i);
    }
    return all < 0x80;
  }

  private static ConversionException unpaired(char unit, int index, String where) {
    return new ConversionException(
        String.format("The text%s has an unpaired surrogate (U+%04X) at character %d.", where, (int) unit, index),
        "Such a text is not Unicode; remove that character, or pass the data as byte[].");
  }

  /** Decodes a text; the range has been checked. */
  static String decode(ByteBuffer source, int start, int length) {
    char[] ascii = new char[length];
    for (int i = 0; i < length; i++) {
      byte unit = source.get(start + i);
      if (unit < 0) {
        return decodeAll(source, start, length);
      }
      ascii[i] = (char) unit;
    }
    return new String(ascii);
  }

  private static String decodeAll(ByteBuffer source, int start, int length) {
    ByteBuffer range = source.duplicate();
    range.clear();
    range.position(start);
    range.limit(start + length);
    try {
      CharBuffer chars =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(range);
      return chars.toString();
    } catch (CharacterCodingException malformed) {
      throw new ConversionException(
          "A text in a block from Python is not UTF-8, at byte " + start + ".",
          "This is a defect of Drua; please report it.",
          malformed);
    }
  }
}
