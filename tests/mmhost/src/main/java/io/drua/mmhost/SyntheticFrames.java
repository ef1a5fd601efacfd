package io.drua.mmhost;

import java.util.concurrent.atomic.AtomicLong;
import org.micromanager.PropertyMaps;
import org.micromanager.data.Coords;
import org.micromanager.data.Image;
import org.micromanager.data.Metadata;

/**
 * Frames of which each pixel is known: at column x and row y of frame n the value is {@code (31 n + 7 y + x) mod 251}, in red,
 * green and blue of colour frames that value plus 0, 1 and 2 (mod 256), and in single precision that value and a half.
 *
 * <p>Frame n has image number n and, unless channels and slices are asked for, time point n. Each frame is a new array.
 */
public final class SyntheticFrames implements FrameSource {
  /** What pixels are made of. */
  public enum Kind {
    GRAY8(1, 1),
    GRAY16(2, 1),
    GRAY32(4, 1),
    RGB(4, 3);

    final int bytesPerPixel;
    final int components;

    Kind(int bytesPerPixel, int components) {
      this.bytesPerPixel = bytesPerPixel;
      this.components = components;
    }
  }

  private static final int MODULUS = 251;

  private final Kind kind;
  private final int width;
  private final int height;
  private final AtomicLong taken = new AtomicLong();
  private long count = Long.MAX_VALUE;
  private int channels = 1;
  private int slices = 1;

  /** Frames without an end. */
  public SyntheticFrames(Kind kind, int width, int height) {
    this.kind = kind;
    this.width = width;
    this.height = height;
  }

  /** Ends after some frames. */
  public SyntheticFrames count(long frames) {
    count = frames;
    return this;
  }

  /** Spreads the frames over channels (fastest), slices and time points, from 0 on. */
  public SyntheticFrames over(int channelCount, int sliceCount) {
    channels = channelCount;
    slices = sliceCount;
    return this;
  }

  /** How many frames were taken so far. */
  public long taken() {
    return taken.get();
  }

  @Override
  public Image next() {
    long number = taken.get();
    if (number >= count) {
      return null;
    }
    Image image = frame(number);
    taken.incrementAndGet();
    return image;
  }

  /** Frame n, made anew. */
  public Image frame(long number) {
    return new HostImage(pixels(number), width, height, kind.bytesPerPixel, kind.components, coords(number), metadata(number));
  }

  /** The value at column x and row y of frame n; of colour frames that of red. */
  public static int valueAt(long number, int x, int y) {
    return (int) ((31 * number + 7L * y + x) % MODULUS);
  }

  /** The pixels of frame n, in a new array. */
  public Object pixels(long number) {
    switch (kind) {
      case GRAY8:
        byte[] bytes = new byte[width * height];
        each(number, (i, value) -> bytes[i] = (byte) value);
        return bytes;
      case GRAY16:
        short[] shorts = new short[width * height];
        each(number, (i, value) -> shorts[i] = (short) value);
        return shorts;
      case GRAY32:
        float[] floats = new float[width * height];
        each(number, (i, value) -> floats[i] = value + 0.5f);
        return floats;
      default:
        byte[] colours = new byte[4 * width * height];
        each(
            number,
            (i, value) -> {
              colours[4 * i] = (byte) (value + 2);
              colours[4 * i + 1] = (byte) (value + 1);
              colours[4 * i + 2] = (byte) value;
            });
        return colours;
    }
  }

  private interface Pixel {
    void set(int index, int value);
  }

  private void each(long number, Pixel pixel) {
    int index = 0;
    for (int y = 0; y < height; y++) {
      int value = valueAt(number, 0, y);
      for (int x = 0; x < width; x++) {
        pixel.set(index++, value);
        value = value + 1 == MODULUS ? 0 : value + 1;
      }
    }
  }

  private Coords coords(long number) {
    long rest = number / channels;
    return HostCoords.builder()
        .channel((int) (number % channels))
        .zSlice((int) (rest % slices))
        .timePoint((int) (rest / slices))
        .build();
  }

  private Metadata metadata(long number) {
    return HostMetadata.builder()
        .imageNumber(number)
        .elapsedTimeMs(10.0 * number)
        .exposureMs(10.0)
        .pixelSizeUm(0.65)
        .binning(1)
        .bitDepth(kind == Kind.GRAY16 ? 16 : kind == Kind.GRAY32 ? 32 : 8)
        .camera("Synthetic")
        .scopeData(PropertyMaps.builder().putString("Synthetic-Gain", "1").build())
        .generateUUID()
        .build();
  }
}
