package io.drua.bridge;

import java.nio.file.Path;
import java.util.Objects;

/** Why routines of one file are not there. Other files are not concerned. Immutable. */
public final class RoutineFileError {
  private final Path file;
  private final String type;
  private final String message;
  @Nullable private final String hint;
  private final int line;

  RoutineFileError(Path file, String type, String message, @Nullable String hint, int line) {
    this.file = Objects.requireNonNull(file, "file");
    this.type = Objects.requireNonNull(type, "type");
    this.message = Objects.requireNonNull(message, "message");
    this.hint = hint;
    this.line = line;
  }

  /** The file. */
  public Path file() {
    return file;
  }

  /** Python's class of the error, for instance {@code "SyntaxError"}. */
  public String type() {
    return type;
  }

  /** What is wrong. */
  public String message() {
    return message;
  }

  /** What to do, or {@code null}. */
  @Nullable
  public String hint() {
    return hint;
  }

  /** Line in the file, from 1; 0 if unknown. */
  public int line() {
    return line;
  }

  @Override
  public String toString() {
    String place = line > 0 ? file + ", line " + line : file.toString();
    String text = place + ": " + type + ": " + message;
    if (hint == null || hint.isEmpty()) {
      return text;
    }
    String end = text.endsWith(".") ? " " : ". ";
    return text + end + Character.toUpperCase(hint.charAt(0)) + hint.substring(1);
  }
}
