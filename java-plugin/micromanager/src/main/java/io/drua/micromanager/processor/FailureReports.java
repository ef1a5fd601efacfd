package io.drua.micromanager.processor;

import io.drua.bridge.FailureText;
import io.drua.bridge.Nullable;
import io.drua.micromanager.monitor.FrameFailure;
import java.nio.file.Path;
import org.micromanager.data.Coords;
import org.micromanager.data.Image;

/** Says of a failure which processor, which frame and which line it was. */
final class FailureReports {
  private static final int MOST_CAUSES = 8;
  private static final int MOST_MESSAGE = 4_000;
  private static final int MOST_DETAILS = 64_000;

  private FailureReports() {}

  /** Coordinates for people, for instance {@code "time=36, channel=0"}. */
  static String coordinates(@Nullable Image image) {
    if (image == null) {
      return "";
    }
    Coords coords = image.getCoords();
    StringBuilder text = new StringBuilder();
    text.append("time=").append(coords.getIndex(Coords.TIME_POINT));
    text.append(", channel=").append(coords.getIndex(Coords.CHANNEL));
    for (String axis : coords.getAxes()) {
      if (!axis.equals(Coords.TIME_POINT) && !axis.equals(Coords.CHANNEL)) {
        text.append(", ").append(axis).append('=').append(coords.getIndex(axis));
      }
    }
    return text.toString();
  }

  /** The report of a failed frame; without a frame, of the processor itself. */
  static FrameFailure of(String label, @Nullable Path file, @Nullable Image image, Throwable problem, String more) {
    String where = coordinates(image);
    String kind = cut(FailureText.message(problem), MOST_MESSAGE);
    StringBuilder text = new StringBuilder("Python Processor \"").append(label).append('"');
    text.append(image == null ? " failed" : " failed at " + where);
    String line = line(file, problem);
    if (!line.isEmpty()) {
      text.append(" (").append(line).append(')');
    }
    text.append(": ").append(kind);
    if (!more.isEmpty()) {
      text.append(' ').append(more);
    }
    String details = cut(FailureText.details(problem), MOST_DETAILS);
    return new FrameFailure(text.toString(), details, where, kind, System.currentTimeMillis());
  }

  /** A text, or as much of it as this: a routine may put a whole array into its message. */
  static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + " ... (" + text.length() + " characters in all)";
  }

  /** The innermost line of the routine's own file, in the problem or in what caused it. */
  private static String line(@Nullable Path file, Throwable problem) {
    if (file == null) {
      return "";
    }
    String name = String.valueOf(file.getFileName());
    Throwable cause = problem;
    for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
      for (StackTraceElement frame : cause.getStackTrace()) {
        String place = frame.getFileName();
        if ("python".equals(frame.getClassName()) && place != null && place.endsWith(name)) {
          return name + ", line " + frame.getLineNumber();
        }
      }
      cause = cause.getCause();
    }
    return "";
  }
}
