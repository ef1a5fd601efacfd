package io.drua.fiji.stack.file;

import io.drua.bridge.Nullable;
import io.drua.bridge.PixelType;
import java.nio.file.Path;

/** The types that ImageJ's planes can have. */
final class PixelTypes {
  private PixelTypes() {}

  /**
   * Refuses what ImageJ has no type for: sharing is only for pixels that both sides understand.
   *
   * @param found what the file calls its type
   * @param type it, or {@code null} for one that Drua doesn't know
   */
  static PixelType check(Path path, String found, @Nullable PixelType type, boolean colour) {
    if (colour ? type == PixelType.UINT8
        : type == PixelType.UINT8 || type == PixelType.UINT16 || type == PixelType.FLOAT32) {
      return type;
    }
    throw StackFileException.unsupported(
        path,
        "expected pixels of ImageJ's types (uint8, uint16, float32, or colours of 3 uint8), found "
            + (colour ? "colours of " : "") + found + ".",
        "Convert it, for instance with array.astype(\"float32\") in Python, or open it as a copy with File > Open... or"
            + " numpy.load.");
  }
}
