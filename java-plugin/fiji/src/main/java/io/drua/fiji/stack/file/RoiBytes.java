package io.drua.fiji.stack.file;

import ij.gui.Roi;
import ij.io.RoiDecoder;
import io.drua.bridge.Nullable;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * ROIs in ImageJ's format, from files that nobody vouches for. ImageJ's decoder believes every length: it is asked only
 * after those that it would allocate by were compared with the bytes there are.
 */
final class RoiBytes {
  private static final int HEADER = 64;
  private static final int TYPE = 6;
  private static final int COUNT = 16;
  private static final int LONG_COUNT = 18;
  private static final int SHAPE_SIZE = 36;
  private static final int SUBTYPE = 48;
  private static final int TEXT = 1;
  private static final int SECOND_HEADER = 60;
  /** In the second header: lengths of the name, of the properties, and of an image. */
  private static final int[] MORE_LENGTHS = {20, 44, 32};

  /** Types without coordinates of their own: rectangle, oval, line, none. */
  private static final int[] PLAIN = {1, 2, 3, 6};

  private RoiBytes() {}

  /**
   * The ROI.
   *
   * @param notes gets why there is none
   * @return {@code null} if the bytes are none
   */
  @Nullable
  static Roi decode(byte[] bytes, List<String> notes) {
    if (!fits(ByteBuffer.wrap(bytes))) {
      notes.add("a ROI whose lengths are larger than its bytes is left out");
      return null;
    }
    try {
      Roi roi = RoiDecoder.openFromByteArray(bytes);
      if (roi == null) {
        notes.add("a ROI that ImageJ can't read is left out");
      }
      return roi;
    } catch (RuntimeException | OutOfMemoryError damaged) {
      // Images inside ROIs have headers of their own, which only ImageJ's reader understands.
      notes.add("a damaged ROI is left out: " + damaged);
      return null;
    }
  }

  private static boolean fits(ByteBuffer roi) {
    int length = roi.limit();
    if (length < HEADER) {
      return false;
    }
    int more = roi.getInt(SECOND_HEADER);
    for (int at : MORE_LENGTHS) {
      if (more > 0 && more <= length - at - 4 && !isLength(roi.getInt(more + at), 2 * length)) {
        return false;
      }
    }
    if (roi.getInt(SHAPE_SIZE) > 0) {
      return roi.getInt(SHAPE_SIZE) <= (length - HEADER) / 4;
    }
    if (roi.getShort(SUBTYPE) == TEXT) {
      return length >= HEADER + 16
          && isLength(roi.getInt(HEADER + 8), length)
          && isLength(roi.getInt(HEADER + 12), length);
    }
    for (int type : PLAIN) {
      if (roi.get(TYPE) == type) {
        return true;
      }
    }
    int count = roi.getShort(COUNT) & 0xffff;
    return count > 0 ? count <= length / 4 : isLength(roi.getInt(LONG_COUNT), length / 2);
  }

  /** Whether so many letters of two bytes can be in so many bytes. */
  private static boolean isLength(int letters, int bytes) {
    return letters >= 0 && letters <= bytes / 2;
  }
}
