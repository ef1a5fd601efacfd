package io.drua.fiji.stack;

import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Planes with a text: shown while a plane is computed, and where that failed. */
final class LazyNotice {
  private static final int LARGEST_FONT = 24;
  private static final int SMALLEST_FONT = 8;
  private static final int LINES_OF_HEIGHT = 12;
  /** Width of a letter in parts of the font's height. */
  private static final double LETTER = 0.6;

  private LazyNotice() {}

  /**
   * Writes a text on an empty plane. Pixels without text are 0, or NaN in 32-bit planes, so that nobody takes them for
   * measured ones.
   *
   * @param plane all of its pixels are replaced
   * @param value the pixels of the text, for a plane without colours
   */
  static void write(ImageProcessor plane, String text, double value) {
    if (plane instanceof FloatProcessor) {
      Arrays.fill((float[]) plane.getPixels(), Float.NaN);
    }
    int size = Math.max(SMALLEST_FONT, Math.min(LARGEST_FONT, plane.getHeight() / LINES_OF_HEIGHT));
    plane.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size));
    plane.setAntialiasedText(false);
    if (plane.getBitDepth() == 24) {
      plane.setColor(java.awt.Color.WHITE);
    } else {
      plane.setValue(value);
    }
    int letters = Math.max(1, (int) ((plane.getWidth() - size) / (LETTER * size)));
    int y = 2 * size;
    for (String line : lines(text, letters)) {
      plane.drawString(line, size / 2, y);
      y += size + size / 4;
    }
  }

  private static List<String> lines(String text, int letters) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.split("\n")) {
      StringBuilder line = new StringBuilder();
      for (String word : paragraph.split(" ")) {
        if (line.length() > 0 && line.length() + word.length() >= letters) {
          lines.add(line.toString());
          line.setLength(0);
        }
        line.append(line.length() == 0 ? "" : " ").append(word);
      }
      lines.add(line.toString());
    }
    return lines;
  }
}
