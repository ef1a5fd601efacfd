package io.drua.fiji.imglib;

import io.drua.bridge.PixelType;
import net.imglib2.img.basictypeaccess.BooleanAccess;
import net.imglib2.img.basictypeaccess.ByteAccess;
import net.imglib2.img.basictypeaccess.DataAccess;
import net.imglib2.img.basictypeaccess.DoubleAccess;
import net.imglib2.img.basictypeaccess.FloatAccess;
import net.imglib2.img.basictypeaccess.IntAccess;
import net.imglib2.img.basictypeaccess.LongAccess;
import net.imglib2.img.basictypeaccess.ShortAccess;

/**
 * One element of memory, wherever it lies: index 0 is the element at {@link #at}, index 1 of a complex number its
 * imaginary part. Writing memory that is read-only throws {@link java.nio.ReadOnlyBufferException}. For one thread.
 */
abstract class StridedAccess implements DataAccess {
  final Windows windows;
  /** Byte of the memory that the element begins with. */
  long at;

  private StridedAccess(Windows windows) {
    this.windows = windows;
  }

  /**
   * The access for a type.
   *
   * @param sample for colours, bytes from red to green and from green to blue; 0 for other pixels
   * @param opacity whether a fourth sample holds the opacity
   */
  static StridedAccess of(PixelType type, Windows windows, long sample, boolean opacity) {
    if (sample != 0) {
      return new Colours(windows, sample, opacity);
    }
    switch (type) {
      case BOOL:
        return new Booleans(windows);
      case UINT8:
      case INT8:
        return new Bytes(windows);
      case UINT16:
      case INT16:
        return new Shorts(windows);
      case UINT32:
      case INT32:
        return new Ints(windows);
      case UINT64:
      case INT64:
        return new Longs(windows);
      case FLOAT32:
      case COMPLEX64:
        return new Floats(windows);
      default:
        return new Doubles(windows);
    }
  }

  private static final class Booleans extends StridedAccess implements BooleanAccess {
    Booleans(Windows windows) {
      super(windows);
    }

    @Override
    public boolean getValue(int index) {
      return windows.at(at + index).get(Windows.within(at + index)) != 0;
    }

    @Override
    public void setValue(int index, boolean value) {
      windows.at(at + index).put(Windows.within(at + index), (byte) (value ? 1 : 0));
    }
  }

  private static final class Bytes extends StridedAccess implements ByteAccess {
    Bytes(Windows windows) {
      super(windows);
    }

    @Override
    public byte getValue(int index) {
      return windows.at(at + index).get(Windows.within(at + index));
    }

    @Override
    public void setValue(int index, byte value) {
      windows.at(at + index).put(Windows.within(at + index), value);
    }
  }

  private static final class Shorts extends StridedAccess implements ShortAccess {
    Shorts(Windows windows) {
      super(windows);
    }

    @Override
    public short getValue(int index) {
      long first = at + (long) Short.BYTES * index;
      return windows.at(first).getShort(Windows.within(first));
    }

    @Override
    public void setValue(int index, short value) {
      long first = at + (long) Short.BYTES * index;
      windows.at(first).putShort(Windows.within(first), value);
    }
  }

  private static final class Ints extends StridedAccess implements IntAccess {
    Ints(Windows windows) {
      super(windows);
    }

    @Override
    public int getValue(int index) {
      long first = at + (long) Integer.BYTES * index;
      return windows.at(first).getInt(Windows.within(first));
    }

    @Override
    public void setValue(int index, int value) {
      long first = at + (long) Integer.BYTES * index;
      windows.at(first).putInt(Windows.within(first), value);
    }
  }

  private static final class Longs extends StridedAccess implements LongAccess {
    Longs(Windows windows) {
      super(windows);
    }

    @Override
    public long getValue(int index) {
      long first = at + (long) Long.BYTES * index;
      return windows.at(first).getLong(Windows.within(first));
    }

    @Override
    public void setValue(int index, long value) {
      long first = at + (long) Long.BYTES * index;
      windows.at(first).putLong(Windows.within(first), value);
    }
  }

  private static final class Floats extends StridedAccess implements FloatAccess {
    Floats(Windows windows) {
      super(windows);
    }

    @Override
    public float getValue(int index) {
      long first = at + (long) Float.BYTES * index;
      return windows.at(first).getFloat(Windows.within(first));
    }

    @Override
    public void setValue(int index, float value) {
      long first = at + (long) Float.BYTES * index;
      windows.at(first).putFloat(Windows.within(first), value);
    }
  }

  private static final class Doubles extends StridedAccess implements DoubleAccess {
    Doubles(Windows windows) {
      super(windows);
    }

    @Override
    public double getValue(int index) {
      long first = at + (long) Double.BYTES * index;
      return windows.at(first).getDouble(Windows.within(first));
    }

    @Override
    public void setValue(int index, double value) {
      long first = at + (long) Double.BYTES * index;
      windows.at(first).putDouble(Windows.within(first), value);
    }
  }

  /** Red, green, blue and opacity as ImgLib2's packed colours, {@code 0xAARRGGBB}; opaque where there is no opacity. */
  private static final class Colours extends StridedAccess implements IntAccess {
    private final long sample;
    private final boolean opacity;

    Colours(Windows windows, long sample, boolean opacity) {
      super(windows);
      this.sample = sample;
      this.opacity = opacity;
    }

    private int sampleAt(long first) {
      return windows.at(first).get(Windows.within(first)) & 0xff;
    }

    private void setSampleAt(long first, int value) {
      windows.at(first).put(Windows.within(first), (byte) value);
    }

    @Override
    public int getValue(int index) {
      int alpha = opacity ? sampleAt(at + 3 * sample) : 0xff;
      return alpha << 24 | sampleAt(at) << 16 | sampleAt(at + sample) << 8 | sampleAt(at + 2 * sample);
    }

    @Override
    public void setValue(int index, int value) {
      setSampleAt(at, value >> 16);
      setSampleAt(at + sample, value >> 8);
      setSampleAt(at + 2 * sample, value);
      if (opacity) {
        setSampleAt(at + 3 * sample, value >> 24);
      }
    }
  }
}
