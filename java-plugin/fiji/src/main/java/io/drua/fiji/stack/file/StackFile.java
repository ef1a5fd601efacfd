package io.drua.fiji.stack.file;

import io.drua.bridge.Nullable;
import io.drua.bridge.PixelType;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * A file whose pixels lie in one piece: where, of what type, in which order, and what else the file says of them. All
 * its pixels are within the file, as long as it was when it was read. Immutable.
 *
 * <p>Axes are named slowest first, as in NumPy: T, Z, C, Y, X, and S for the red, green and blue of a colour.
 */
public final class StackFile {
  /** ImageJ's order of planes, slowest first. */
  private static final String IMAGEJ_ORDER = "TZC";

  private final Path path;
  private final PixelExtent pixels;
  private final StackMetadata metadata;

  StackFile(Path path, PixelExtent pixels, StackMetadata metadata) {
    this.path = path;
    this.pixels = pixels;
    this.metadata = metadata;
  }

  /**
   * Reads the header of a NumPy or TIFF file; which of them it is, is told by its first bytes, not by its name.
   *
   * @param axes the axes of a NumPy file, see {@link NpyFile#read}; {@code null} for what the file says
   * @throws StackFileException if it is neither, or its pixels can't be used where they lie
   */
  public static StackFile read(Path path, @Nullable String axes) {
    try (FileBytes bytes = FileBytes.open(path)) {
      if (NpyFile.isOne(bytes)) {
        return NpyFile.read(bytes, axes);
      }
      if (TiffStackFile.isOne(bytes)) {
        if (axes != null) {
          throw StackFileException.unsupported(
              path, "axes were given (" + axes + "), but a TIFF file says itself which it has.", "Leave them out.");
        }
        return TiffStackFile.read(bytes);
      }
      throw StackFileException.unsupported(
          path,
          "expected a NumPy (.npy) or TIFF file, found neither at its beginning.",
          "For raw pixels, give their type, width and height; open other formats with File > Open...");
    }
  }

  /** Whether a file begins as a NumPy or TIFF file does, so that {@link #read} knows what to do with it. */
  public static boolean hasHeader(Path path) {
    try (FileBytes bytes = FileBytes.open(path)) {
      return NpyFile.isOne(bytes) || TiffStackFile.isOne(bytes);
    }
  }

  /** The file. */
  public Path path() {
    return path;
  }

  /** Byte of the first pixel. */
  public long offset() {
    return pixels.offset;
  }

  /** Length of all pixels in bytes. */
  public long sizeInBytes() {
    return pixels.bytes;
  }

  /** Type of a pixel, or of one sample of a colour. */
  public PixelType type() {
    return pixels.type;
  }

  /** Whether a pixel is a colour: red, green and blue side by side. */
  public boolean isColour() {
    return pixels.axes.endsWith("S");
  }

  /** In which order the bytes of a pixel are in the file. */
  public ByteOrder order() {
    return pixels.order;
  }

  /** Whether the bytes of a pixel are in another order than this machine's, as ImageJ writes them unless told otherwise. */
  public boolean isSwapped() {
    return pixels.type.bytes() > 1 && pixels.order != ByteOrder.nativeOrder();
  }

  /** Axes of the pixels as they lie in the file, slowest first, for instance {@code "TCZYX"}. */
  public String axes() {
    return pixels.axes;
  }

  /** Lengths of these axes. A copy. */
  public long[] shape() {
    return pixels.shape.clone();
  }

  /** Pixels in a row. */
  public int width() {
    return pixels.length('X');
  }

  /** Rows of a plane. */
  public int height() {
    return pixels.length('Y');
  }

  /** Number of channels; 1 for colours. */
  public int channels() {
    return pixels.length('C');
  }

  /** Number of slices (Z). */
  public int slices() {
    return pixels.length('Z');
  }

  /** Number of frames (T). */
  public int frames() {
    return pixels.length('T');
  }

  /** Number of planes: channels, slices and frames multiplied. */
  public int planes() {
    return pixels.planes;
  }

  /** Whether the planes lie as ImageJ counts them: channels fastest, then slices, then frames. */
  boolean isInImageJOrder() {
    int last = -1;
    for (int i = 0; i < pixels.axes.length(); i++) {
      int place = IMAGEJ_ORDER.indexOf(pixels.axes.charAt(i));
      if (place >= 0 && pixels.shape[i] > 1) {
        if (place < last) {
          return false;
        }
        last = place;
      }
    }
    return true;
  }

  private static String orderName(ByteOrder order) {
    return order.toString().toLowerCase(Locale.US).replace('_', '-');
  }

  /** What the file says besides the pixels. */
  public StackMetadata metadata() {
    return metadata;
  }

  @Override
  public String toString() {
    return path.getFileName() + " " + pixels.axes + Arrays.toString(pixels.shape) + " "
        + pixels.type.numpyName() + " " + orderName(pixels.order) + " at byte " + pixels.offset;
  }
}
