package io.drua.fiji.stack.file;

import ij.io.FileInfo;
import io.drua.bridge.Nullable;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * TIFF and BigTIFF files whose planes lie one behind the other, uncompressed: as ImageJ writes all of its stacks, and
 * tifffile and OME's writers those that are written in one go. Of files over 4 GiB ImageJ describes only the first
 * plane; its description says how many follow.
 */
final class TiffStackFile {
  private static final int LONGEST_DESCRIPTION = 1 << 26;
  private static final int COLOURS = 256;

  private TiffStackFile() {}

  static boolean isOne(FileBytes bytes) {
    if (bytes.length() < 8) {
      return false;
    }
    bytes.order(ByteOrder.BIG_ENDIAN);
    long mark = bytes.u32(0, "TIFF's mark");
    return mark == 0x49492a00L || mark == 0x4d4d002aL || mark == 0x49492b00L || mark == 0x4d4d002bL;
  }

  static StackFile read(FileBytes bytes) {
    ByteOrder order = bytes.u8(0, "TIFF's mark") == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    bytes.order(order);
    boolean big = bytes.u16(2, "TIFF's mark") == 43;
    if (big && (bytes.u16(4, "header") != 8 || bytes.u16(6, "header") != 0)) {
      throw StackFileException.corrupt(bytes.path(), "expected offsets of 8 bytes in a BigTIFF, found another length.");
    }
    long at = big ? bytes.u64(8, "header") : bytes.u32(4, "header");
    if (at == 0) {
      throw StackFileException.corrupt(bytes.path(), "it has no page.");
    }
    TiffDirectory first = new TiffDirectory(bytes, at, big);
    TiffPage page = new TiffPage(first);
    Path path = bytes.path();
    StackMetadata metadata = new StackMetadata(path);
    TiffLayout layout = layout(first, page, metadata);
    int pages = pages(bytes, first, page, big, layout);
    if (layout == null) {
      layout = new TiffLayout().add('Z', pages, false);
    } else if (!layout.goesOnWithoutPages() && pages < layout.planes(path)) {
      throw StackFileException.unsupported(
          path, "its header speaks of " + layout.planes(path) + " planes, the file has " + pages
              + "; the others may be in other files.");
    }
    metadata(first, page, metadata, layout.planes(path));
    layout.add('Y', page.height, true).add('X', page.width, true);
    if (page.colour) {
      layout.add('S', 3, true);
    }
    PixelExtent extent =
        new PixelExtent(path, page.offset, page.type, order, layout.axes(), layout.shape(), bytes.length());
    return new StackFile(path, extent, metadata);
  }

  /**
   * What the description of the first page says of the planes; {@code null} where it says nothing, and the pages are
   * counted.
   */
  @Nullable
  private static TiffLayout layout(TiffDirectory first, TiffPage page, StackMetadata metadata) {
    String text = first.text(TiffDirectory.DESCRIPTION, StandardCharsets.UTF_8, LONGEST_DESCRIPTION);
    resolution(first, metadata);
    if (text == null) {
      return null;
    }
    if (text.startsWith("ImageJ=")) {
      return ImageJDescription.read(text, page.colour, metadata);
    }
    if (OmeXml.isOne(text)) {
      return new OmeXml(first.path(), page.colour).read(text, metadata);
    }
    if (ShapedDescription.isOne(text)) {
      return ShapedDescription.read(first.path(), text, page);
    }
    metadata.fillInfo().info = text;
    return null;
  }

  /**
   * Follows the pages as far as there should be planes, and makes sure that their pixels follow one another. As each
   * must begin behind the one before it, a chain of directories that leads back ends here too.
   */
  private static int pages(
      FileBytes bytes, TiffDirectory first, TiffPage page, boolean big, @Nullable TiffLayout layout) {
    int most = layout == null ? Integer.MAX_VALUE : layout.planes(bytes.path());
    int pages = 1;
    TiffDirectory directory = first;
    while (directory.next() != 0 && pages < most) {
      directory = new TiffDirectory(bytes, directory.next(), big);
      TiffPage other = new TiffPage(directory);
      if (!other.isLike(page)) {
        throw StackFileException.unsupported(
            bytes.path(), "page " + (pages + 1) + " is " + other + ", and page 1 is " + page + ".");
      }
      // Can't overflow: all pages so far lie in the file.
      long expected = page.offset + pages * page.bytes;
      if (other.offset != expected) {
        throw StackFileException.unsupported(
            bytes.path(), "its pixels are scattered: page " + (pages + 1) + " begins at byte " + other.offset
                + " and would have to follow at byte " + expected + ".");
      }
      bytes.check(other.offset, other.bytes, "pixels of page " + (pages + 1));
      pages++;
    }
    // ImageJ itself doesn't look at what follows its planes.
    if (directory.next() != 0 && (layout == null || !layout.goesOnWithoutPages())) {
      throw StackFileException.unsupported(
          bytes.path(), "its description speaks of " + most + " planes, and more pages follow (several series).");
    }
    return pages;
  }

  private static void resolution(TiffDirectory first, StackMetadata metadata) {
    double x = first.rational(TiffDirectory.X_RESOLUTION);
    double y = first.rational(TiffDirectory.Y_RESOLUTION);
    long unit = first.number(TiffDirectory.RESOLUTION_UNIT, 2);
    FileInfo info = metadata.fillInfo();
    // 72 dots an inch is what programs write that know nothing.
    if (x <= 0 || y <= 0 || unit == 2 && x == 72) {
      return;
    }
    info.pixelWidth = 1 / x;
    info.pixelHeight = 1 / y;
    info.unit = unit == 3 ? "cm" : unit == 2 ? "inch" : null;
    if (info.unit != null) {
      metadata.fillCalibration().pixelWidth = info.pixelWidth;
      metadata.fillCalibration().pixelHeight = info.pixelHeight;
      metadata.fillCalibration().setUnit(info.unit);
    }
  }

  private static void metadata(TiffDirectory first, TiffPage page, StackMetadata metadata, int planes) {
    FileInfo info = metadata.fillInfo();
    info.whiteIsZero = page.photometric == 0;
    // As ImageJ does, tables of 256 colours only, and those of 16-bit images only where ImageJ wrote them.
    if (first.count(TiffDirectory.COLOR_MAP) == 3 * COLOURS && (page.type.bytes() == 1 || info.description != null)) {
      info.lutSize = COLOURS;
      info.reds = colours(first, 0);
      info.greens = colours(first, COLOURS);
      info.blues = colours(first, 2 * COLOURS);
      if (page.photometric == 3) {
        metadata.indexed();
      }
    }
    if (first.has(TiffDirectory.IMAGEJ_COUNTS) && first.has(TiffDirectory.IMAGEJ_DATA)) {
      ImageJTags.read(first, metadata, planes);
    }
  }

  private static byte[] colours(TiffDirectory first, int from) {
    byte[] colours = new byte[COLOURS];
    for (int i = 0; i < COLOURS; i++) {
      colours[i] = (byte) (first.number(TiffDirectory.COLOR_MAP, from + i, "colour table") >> 8);
    }
    return colours;
  }
}
