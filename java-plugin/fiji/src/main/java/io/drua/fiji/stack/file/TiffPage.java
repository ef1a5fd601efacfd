package io.drua.fiji.stack.file;

import io.drua.bridge.PixelType;
import java.nio.file.Path;

/**
 * The pixels of one page of a TIFF file: uncompressed strips, one behind the other. What is stored in another way is
 * refused with the reason. Immutable.
 */
final class TiffPage {
  private static final String[] COMPRESSIONS =
      {"", "none", "CCITT", "CCITT", "CCITT", "LZW", "JPEG", "JPEG", "deflate"};

  private static final String[] FORMATS = {"", "unsigned", "signed", "floating point"};

  final int width;
  final int height;
  final PixelType type;
  final boolean colour;
  /** 0 white is zero, 1 black is zero, 2 colours, 3 a colour table. */
  final int photometric;
  /** Byte of the first pixel. */
  final long offset;

  /** Length of its pixels. */
  final long bytes;

  TiffPage(TiffDirectory page) {
    Path path = page.path();
    checkStorage(page, path);
    width = length(page, TiffDirectory.WIDTH, "width");
    height = length(page, TiffDirectory.HEIGHT, "height");
    long samples = page.number(TiffDirectory.SAMPLES, 1);
    colour = samples == 3;
    if (samples != 1 && samples != 3) {
      throw StackFileException.unsupported(path, "expected 1 or 3 samples a pixel, found " + samples + ".");
    }
    if (samples > 1 && page.number(TiffDirectory.PLANAR, 1) != 1) {
      throw StackFileException.unsupported(path, "its red, green and blue lie in planes of their own.");
    }
    photometric = photometric(page, path);
    type = type(page, path, (int) samples);
    bytes = bytes(page, path, width, height, samples * type.bytes());
    offset = strips(page, path, bytes / height);
  }

  private static void checkStorage(TiffDirectory page, Path path) {
    long compression = page.number(TiffDirectory.COMPRESSION, 1);
    if (compression != 1) {
      boolean known = compression > 1 && compression < COMPRESSIONS.length;
      throw StackFileException.unsupported(
          path,
          "its pixels are compressed (" + (known ? COMPRESSIONS[(int) compression] : "method " + compression) + ").",
          "Open it as a copy, with File > Open..., and save it uncompressed to have it mapped later.");
    }
    if (page.has(TiffDirectory.TILE_WIDTH) || page.has(TiffDirectory.TILE_OFFSETS)) {
      throw StackFileException.unsupported(path, "its pixels are stored in tiles.");
    }
    if (page.number(TiffDirectory.FILL_ORDER, 1) != 1) {
      throw StackFileException.unsupported(path, "the bits of its bytes are in reverse order.");
    }
    if (page.number(TiffDirectory.DEPTH, 1) != 1) {
      throw StackFileException.unsupported(path, "its pages are volumes (field ImageDepth).");
    }
    // MetaMorph, IPLab, NIH Image and Zeiss LSM count their planes in fields of their own.
    for (int tag : new int[] {33628, 33629, 34122, 43314, 34412}) {
      if (page.has(tag)) {
        throw StackFileException.unsupported(path, "its planes are described by field " + tag + " of another program.");
      }
    }
  }

  private static int length(TiffDirectory page, int tag, String what) {
    long length = page.number(tag, 0);
    if (length < 1 || length > Integer.MAX_VALUE) {
      throw StackFileException.corrupt(
          page.path(), "expected a " + what + " of 1 to 2147483647, found " + length + ".");
    }
    return (int) length;
  }

  private int photometric(TiffDirectory page, Path path) {
    long found = page.number(TiffDirectory.PHOTOMETRIC, colour ? 2 : 1);
    if (colour ? found != 2 : found != 0 && found != 1 && found != 3) {
      throw StackFileException.unsupported(
          path,
          "expected grey pixels, a colour table, or red, green and blue; found photometric interpretation " + found
              + " with " + (colour ? 3 : 1) + " samples.");
    }
    return (int) found;
  }

  private static PixelType type(TiffDirectory page, Path path, int samples) {
    long bits = page.number(TiffDirectory.BITS, 1);
    long format = page.number(TiffDirectory.SAMPLE_FORMAT, 1);
    for (int i = 1; i < samples; i++) {
      if (i < page.count(TiffDirectory.BITS) && page.number(TiffDirectory.BITS, i, "bits per sample") != bits) {
        throw StackFileException.unsupported(path, "the samples of a pixel have different numbers of bits.");
      }
    }
    PixelType type = null;
    if (bits == 8 && format == 1) {
      type = PixelType.UINT8;
    } else if (bits == 16 && format == 1) {
      type = PixelType.UINT16;
    } else if (bits == 32 && format == 3) {
      type = PixelType.FLOAT32;
    }
    String kind = format > 0 && format < FORMATS.length ? FORMATS[(int) format] : "format " + format;
    return PixelTypes.check(path, bits + " bit " + kind, type, samples == 3);
  }

  /** Makes sure that the strips lie one behind the other, and gives the byte of the first. */
  private long strips(TiffDirectory page, Path path, long rowBytes) {
    long rows = Math.min(page.number(TiffDirectory.ROWS_PER_STRIP, height), height);
    if (rows < 1) {
      throw StackFileException.corrupt(path, "expected 1 or more rows in a strip, found " + rows + ".");
    }
    long count = (height + rows - 1) / rows;
    if (page.count(TiffDirectory.STRIP_OFFSETS) != count) {
      throw StackFileException.corrupt(
          path, "expected " + count + " strips of " + rows + " of " + height + " rows, found "
              + page.count(TiffDirectory.STRIP_OFFSETS) + ".");
    }
    boolean sized = page.has(TiffDirectory.STRIP_BYTES);
    if (sized && page.count(TiffDirectory.STRIP_BYTES) != count) {
      throw StackFileException.corrupt(
          path, "expected " + count + " strip lengths, found " + page.count(TiffDirectory.STRIP_BYTES) + ".");
    }
    long first = page.number(TiffDirectory.STRIP_OFFSETS, 0, "strip offsets");
    long stripBytes = rows * rowBytes;
    for (long strip = 1; strip < count; strip++) {
      long found = page.number(TiffDirectory.STRIP_OFFSETS, strip, "strip offsets");
      if (found - first != strip * stripBytes) {
        throw StackFileException.unsupported(
            path, "its pixels are scattered: strip " + (strip + 1) + " of a page is " + (found - first)
                + " bytes behind the first, and not " + strip * stripBytes + ".");
      }
    }
    // A loop of its own: the two lists are far from each other in the file.
    for (long strip = 0; sized && strip < count; strip++) {
      long needed = Math.min(rows, height - strip * rows) * rowBytes;
      long found = page.number(TiffDirectory.STRIP_BYTES, strip, "strip lengths");
      if (found < needed) {
        throw StackFileException.corrupt(
            path, "strip " + (strip + 1) + " of a page has " + found + " bytes; its rows need " + needed + ".");
      }
    }
    return first;
  }

  /** Refuses a page that is larger than the file; whatever is computed of its lengths afterwards fits 64 bits. */
  private static long bytes(TiffDirectory page, Path path, int width, int height, long pixelBytes) {
    // Fewer than 2^62 pixels of at most 4 bytes: a double is exact enough for what can't be.
    if ((double) width * height * pixelBytes > page.fileLength()) {
      throw StackFileException.truncated(
          path,
          "a page of " + width + " x " + height + " pixels of " + pixelBytes + " bytes is larger than the file, which"
              + " has " + page.fileLength() + " bytes.");
    }
    return width * pixelBytes * height;
  }

  /** Whether another page has the same width, height and type. */
  boolean isLike(TiffPage other) {
    return width == other.width && height == other.height && type == other.type && colour == other.colour;
  }

  @Override
  public String toString() {
    return width + " x " + height + " " + type.numpyName() + (colour ? " colours" : "");
  }
}
