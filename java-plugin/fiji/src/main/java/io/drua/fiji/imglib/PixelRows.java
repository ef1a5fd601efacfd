package io.drua.fiji.imglib;

import io.drua.bridge.ImageBuffer;
import io.drua.bridge.PixelType;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;

/**
 * Pixels one behind the other in memory outside the Java heap, to or from which parts of images are copied row by row.
 * Several threads may copy parts that don't overlap.
 */
final class PixelRows {
  private final ImageBuffer memory;
  private final PixelType type;
  private final int numbers;
  /** Lengths of the axes, the fastest first, without that of colours' samples; and pixels to the next along each axis. */
  private final long[] shape;

  private final long[] steps;
  private final int samples;

  /** A block whose last axis is that of colours' samples, if these are more than 0. */
  PixelRows(ImageBuffer memory, int samples) {
    this.memory = memory;
    this.type = memory.type();
    this.numbers = MemoryImages.numbers(type);
    this.samples = samples;
    long[] all = memory.shape();
    int n = samples > 0 ? all.length - 1 : all.length;
    shape = new long[n];
    steps = new long[n];
    for (int d = 0; d < n; d++) {
      shape[d] = all[n - 1 - d];
      steps[d] = d == 0 ? 1 : steps[d - 1] * shape[d - 1];
    }
  }

  /** The block as an image, its pixels in place. */
  RandomAccessibleInterval<?> image() {
    int bytes = type.bytes() * Math.max(1, samples);
    long[] strides = steps.clone();
    for (int d = 0; d < strides.length; d++) {
      strides[d] *= bytes;
    }
    return MemoryImages.of(memory, type.numpyName(), false, shape, 0, strides, samples, samples > 0 ? 1 : 0);
  }

  PixelType type() {
    return type;
  }

  /** An array of the Java heap for so many of the block's numbers. */
  Object newArray(int length) {
    switch (type) {
      case UINT8:
      case INT8:
        return new byte[length];
      case UINT16:
      case INT16:
        return new short[length];
      case UINT32:
      case INT32:
        return new int[length];
      case UINT64:
      case INT64:
        return new long[length];
      case FLOAT32:
      case COMPLEX64:
        return new float[length];
      default:
        return new double[length];
    }
  }

  /**
   * Copies a part.
   *
   * @param array pixels one behind the other, on the Java heap
   * @param stored where these lie, counted from the first pixel of the block; may go beyond it
   * @param part what of them is copied
   * @param toMemory into the block; otherwise out of it, into the array
   */
  void copy(Object array, Interval stored, Interval part, boolean toMemory) {
    // As many axes as both have wholly make one stretch.
    long stretch = part.dimension(0);
    int outer = 1;
    while (outer < shape.length && part.dimension(outer - 1) == shape[outer - 1]
        && part.dimension(outer - 1) == stored.dimension(outer - 1)) {
      stretch *= part.dimension(outer);
      outer++;
    }
    int length = Math.toIntExact(stretch * numbers);
    long begin = 0;
    long end = 1;
    long[] storedSteps = new long[shape.length];
    int from = 0;
    for (int d = 0; d < shape.length; d++) {
      begin += part.min(d) * steps[d];
      end += part.max(d) * steps[d];
      storedSteps[d] = d == 0 ? 1 : storedSteps[d - 1] * stored.dimension(d - 1);
      from += (int) ((part.min(d) - stored.min(d)) * storedSteps[d]);
    }
    int origin = from * numbers;
    long extent = (end - begin) * type.bytes();
    if (extent <= Integer.MAX_VALUE) {
      Row rows = row(memory.asByteBuffer(begin * type.bytes(), (int) extent), array, toMemory);
      eachRow(part, outer, storedSteps, (first, at) ->
          rows.copy((int) first * numbers, origin + (int) at * numbers, length));
    } else {
      int bytes = Math.toIntExact(stretch * type.bytes());
      long offset = begin;
      eachRow(part, outer, storedSteps, (first, at) -> {
        ByteBuffer one = memory.asByteBuffer((offset + first) * type.bytes(), bytes);
        row(one, array, toMemory).copy(0, origin + (int) at * numbers, length);
      });
    }
  }

  private interface RowPlace {
    /** Called with the first pixel of a row in the block and in the array, counted from the first of the part. */
    void at(long first, long stored);
  }

  private void eachRow(Interval part, int outer, long[] storedSteps, RowPlace place) {
    long[] position = new long[shape.length];
    long first = 0;
    long at = 0;
    int d;
    do {
      place.at(first, at);
      for (d = outer; d < shape.length; d++) {
        first += steps[d];
        at += storedSteps[d];
        if (++position[d] < part.dimension(d)) {
          break;
        }
        first -= position[d] * steps[d];
        at -= position[d] * storedSteps[d];
        position[d] = 0;
      }
    } while (d < shape.length);
  }

  private interface Row {
    /** Copies numbers between a place of a buffer and one of an array. */
    void copy(int at, int from, int length);
  }

  private static Row row(ByteBuffer bytes, Object array, boolean toMemory) {
    if (array instanceof byte[]) {
      byte[] values = (byte[]) array;
      return (at, from, length) -> {
        ((Buffer) bytes).position(at);
        Buffer unused = toMemory ? bytes.put(values, from, length) : bytes.get(values, from, length);
      };
    } else if (array instanceof short[]) {
      short[] values = (short[]) array;
      ShortBuffer numbers = bytes.asShortBuffer();
      return (at, from, length) -> {
        ((Buffer) numbers).position(at);
        Buffer unused = toMemory ? numbers.put(values, from, length) : numbers.get(values, from, length);
      };
    } else if (array instanceof int[]) {
      int[] values = (int[]) array;
      IntBuffer numbers = bytes.asIntBuffer();
      return (at, from, length) -> {
        ((Buffer) numbers).position(at);
        Buffer unused = toMemory ? numbers.put(values, from, length) : numbers.get(values, from, length);
      };
    } else if (array instanceof long[]) {
      long[] values = (long[]) array;
      LongBuffer numbers = bytes.asLongBuffer();
      return (at, from, length) -> {
        ((Buffer) numbers).position(at);
        Buffer unused = toMemory ? numbers.put(values, from, length) : numbers.get(values, from, length);
      };
    } else if (array instanceof float[]) {
      float[] values = (float[]) array;
      FloatBuffer numbers = bytes.asFloatBuffer();
      return (at, from, length) -> {
        ((Buffer) numbers).position(at);
        Buffer unused = toMemory ? numbers.put(values, from, length) : numbers.get(values, from, length);
      };
    }
    double[] values = (double[]) array;
    DoubleBuffer numbers = bytes.asDoubleBuffer();
    return (at, from, length) -> {
      ((Buffer) numbers).position(at);
      Buffer unused = toMemory ? numbers.put(values, from, length) : numbers.get(values, from, length);
    };
  }
}
