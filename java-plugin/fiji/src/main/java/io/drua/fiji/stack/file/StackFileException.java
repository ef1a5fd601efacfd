package io.drua.fiji.stack.file;

import io.drua.bridge.BridgeException;
import io.drua.bridge.Nullable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A file can't be opened as a memory-mapped stack. {@link #code()} says why: {@code "stack-file-truncated"} (the file is
 * shorter than its header says), {@code "stack-file-corrupt"} (the header contradicts itself),
 * {@code "stack-file-unsupported"} (the file is sound, but its pixels can't be used where they lie),
 * {@code "stack-file-unreadable"} (the system couldn't read it), {@code "stack-file-missing"} (there is none).
 */
public final class StackFileException extends BridgeException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_QUOTE = 200;

  private static final String COPY = "Open it as a copy, with File > Open... or File > Import > Bio-Formats.";

  private StackFileException(String code, String message, @Nullable String hint, @Nullable Throwable cause) {
    super("stack-file-" + code, message, hint, cause);
  }

  static StackFileException truncated(Path path, String message) {
    return new StackFileException(
        "truncated", name(path) + ": " + message, "Get the file again: it is not complete.", null);
  }

  static StackFileException corrupt(Path path, String message) {
    return corrupt(path, message, null);
  }

  static StackFileException corrupt(Path path, String message, @Nullable Throwable cause) {
    return new StackFileException(
        "corrupt",
        name(path) + ": " + message,
        "Check how the file was written; File > Import > Raw... reads any bytes.",
        cause);
  }

  static StackFileException unsupported(Path path, String message) {
    return unsupported(path, message, COPY);
  }

  static StackFileException unsupported(Path path, String message, String hint) {
    return new StackFileException("unsupported", name(path) + ": " + message, hint, null);
  }

  static StackFileException missing(Path path) {
    return new StackFileException("missing", "There is no file \"" + path + "\".", "Check the path.", null);
  }

  static StackFileException unreadable(Path path, IOException cause) {
    return new StackFileException(
        "unreadable", "\"" + path + "\" can't be read: " + cause + ".", "Check the path and its permissions.", cause);
  }

  /** What a header says, short enough for a message. */
  static String brief(@Nullable Object found) {
    String text = String.valueOf(found).trim();
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
  }

  private static String name(Path path) {
    return "\"" + path.getFileName() + "\"";
  }
}
