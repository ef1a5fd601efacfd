package io.drua.fiji.stack.file;

import ij.io.FileInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * ImageJ's fields 50838 and 50839 of a TIFF file: the Info text, slice labels, display ranges, colour tables, ROI,
 * overlay, plot and properties, each a number of byte strings. The first field holds their lengths. A block that
 * contradicts itself is left out, and said so in the notes.
 */
final class ImageJTags {
  private static final int MOST = 1 << 26;
  private static final int MAGIC = 0x494a494a;
  private static final int INFO = 0x696e666f;
  private static final int LABELS = 0x6c61626c;
  private static final int RANGES = 0x72616e67;
  private static final int LUTS = 0x6c757473;
  private static final int PLOT = 0x706c6f74;
  private static final int ROI = 0x726f6920;
  private static final int OVERLAY = 0x6f766572;
  private static final int PROPERTIES = 0x70726f70;

  private final FileInfo info;
  private final StackMetadata metadata;
  private final ByteBuffer lengths;
  private final ByteBuffer data;
  private final Charset charset;
  private final int planes;

  private ImageJTags(StackMetadata metadata, ByteBuffer lengths, ByteBuffer data, int planes) {
    this.metadata = metadata;
    this.info = metadata.fillInfo();
    this.lengths = lengths;
    this.data = data;
    this.planes = planes;
    charset = data.order() == ByteOrder.BIG_ENDIAN ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
  }

  /**
   * Reads the fields of the first page.
   *
   * @param planes of the stack: there can be no more labels
   */
  static void read(TiffDirectory first, StackMetadata metadata, int planes) {
    String problem;
    try {
      problem = new ImageJTags(
          metadata,
          first.buffer(TiffDirectory.IMAGEJ_COUNTS, MOST, "ImageJ's lengths"),
          first.buffer(TiffDirectory.IMAGEJ_DATA, MOST, "ImageJ's metadata"),
          planes).read();
    } catch (StackFileException e) {
      problem = e.getMessage();
    }
    if (problem != null) {
      metadata.note("ImageJ's own metadata are left out from some point on: " + problem);
    }
  }

  /** Reads as far as it makes sense, and says why no further, or gives null. */
  private String read() {
    int header = lengths.remaining() >= 4 ? lengths.getInt() : 0;
    if (header < 12 || (header - 4) % 8 != 0 || header > data.remaining() || data.getInt() != MAGIC) {
      return "they don't begin as they should";
    }
    int kinds = (header - 4) / 8;
    int[] kind = new int[kinds];
    int[] count = new int[kinds];
    for (int i = 0; i < kinds; i++) {
      kind[i] = data.getInt();
      count[i] = data.getInt();
    }
    for (int i = 0; i < kinds; i++) {
      if (count[i] < 0 || count[i] > lengths.remaining() / 4) {
        return "they claim " + count[i] + " items, and have the lengths of " + lengths.remaining() / 4;
      }
      List<byte[]> items = new ArrayList<>();
      for (int item = 0; item < count[i]; item++) {
        int length = lengths.getInt();
        if (length < 0 || length > data.remaining()) {
          return "an item claims " + length + " bytes, and " + data.remaining() + " are left";
        }
        byte[] bytes = new byte[length];
        data.get(bytes);
        items.add(bytes);
      }
      if (!items.isEmpty()) {
        take(kind[i], items);
      }
    }
    return null;
  }

  private void take(int kind, List<byte[]> items) {
    switch (kind) {
      case INFO:
        info.info = text(items.get(0));
        break;
      case LABELS:
        if (items.size() <= planes) {
          info.sliceLabels = texts(items);
          Arrays.setAll(info.sliceLabels, i -> info.sliceLabels[i].isEmpty() ? null : info.sliceLabels[i]);
        } else {
          metadata.note(items.size() + " labels for " + planes + " planes are left out");
        }
        break;
      case PROPERTIES:
        info.properties = texts(items.subList(0, items.size() / 2 * 2));
        break;
      case RANGES:
        ranges(items.get(0));
        break;
      case LUTS:
        if (items.stream().allMatch(table -> table.length == 768)) {
          info.channelLuts = items.toArray(new byte[0][]);
        } else {
          metadata.note("colour tables that don't have 256 colours are left out");
        }
        break;
      case PLOT:
        info.plot = items.get(0);
        break;
      case ROI:
        info.roi = items.get(0);
        break;
      case OVERLAY:
        info.overlay = items.toArray(new byte[0][]);
        break;
      default:
        // Further items of other programs, which ImageJ hands on to nobody either.
        break;
    }
  }

  private void ranges(byte[] bytes) {
    double[] ranges = new double[bytes.length / 16 * 2];
    ByteBuffer numbers = ByteBuffer.wrap(bytes).order(data.order());
    for (int i = 0; i < ranges.length; i++) {
      ranges[i] = numbers.getDouble();
      if (Double.isNaN(ranges[i]) || Double.isInfinite(ranges[i])) {
        metadata.note("display ranges that aren't finite are left out");
        return;
      }
    }
    info.displayRanges = ranges;
  }

  private String[] texts(List<byte[]> items) {
    String[] texts = new String[items.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = text(items.get(i));
    }
    return texts;
  }

  private String text(byte[] bytes) {
    return new String(bytes, charset);
  }
}
