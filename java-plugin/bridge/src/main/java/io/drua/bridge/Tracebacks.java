package io.drua.bridge;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Writes Python's traceback of an error block as Python itself prints it. */
final class Tracebacks {
  private static final int REPEATS_SHOWN = 3;
  private static final int MAX_CAUSES = 16;

  private Tracebacks() {}

  /** One line of a traceback. */
  static final class Line {
    final String file;
    final int number;
    final String function;
    final String source;

    private Line(String file, int number, String function, String source) {
      this.file = file;
      this.number = number;
      this.function = function;
      this.source = source;
    }

    /** From a list of file, line, function and source. */
    static Line of(@Nullable Object frame) {
      List<?> parts = frame instanceof List ? (List<?>) frame : Collections.emptyList();
      Object number = parts.size() > 1 ? parts.get(1) : null;
      return new Line(
          part(parts, 0, "?"),
          number instanceof Number ? ((Number) number).intValue() : -1,
          part(parts, 2, "?"),
          part(parts, 3, ""));
    }

    private static String part(List<?> parts, int index, String otherwise) {
      Object part = parts.size() > index ? parts.get(index) : null;
      return part == null ? otherwise : part.toString();
    }

    private boolean isSame(Line other) {
      return number == other.number && file.equals(other.file) && function.equals(other.function);
    }
  }

  /** The whole text, causes first. */
  static String text(Map<?, ?> block) {
    StringBuilder text = new StringBuilder();
    append(block, text, 0);
    return text.toString();
  }

  private static void append(Map<?, ?> block, StringBuilder text, int depth) {
    Object cause = block.get("cause");
    if (cause instanceof Map && depth < MAX_CAUSES) {
      append((Map<?, ?>) cause, text, depth + 1);
      text.append("\nThe above exception was the direct cause of the following exception:\n\n");
    }
    Object frames = block.get("frames");
    if (frames instanceof List && !((List<?>) frames).isEmpty()) {
      text.append("Traceback (most recent call last):\n");
      appendFrames((List<?>) frames, text);
    }
    Object type = block.get("type");
    Object message = block.get("message");
    text.append(type == null ? "Exception" : type);
    if (message != null && !message.toString().isEmpty()) {
      text.append(": ").append(message);
    }
    text.append('\n');
  }

  private static void appendFrames(List<?> frames, StringBuilder text) {
    Line last = null;
    int repeats = 0;
    for (Object frame : frames) {
      Line line = Line.of(frame);
      repeats = last != null && line.isSame(last) ? repeats + 1 : 0;
      if (repeats < REPEATS_SHOWN) {
        appendLine(line, text);
      } else if (repeats == REPEATS_SHOWN) {
        text.append("  [the previous line is repeated]\n");
      }
      last = line;
    }
  }

  private static void appendLine(Line line, StringBuilder text) {
    text.append("  File \"").append(line.file).append("\", line ").append(line.number);
    text.append(", in ").append(line.function).append('\n');
    if (!line.source.isEmpty()) {
      text.append("    ").append(line.source.trim()).append('\n');
    }
  }
}
