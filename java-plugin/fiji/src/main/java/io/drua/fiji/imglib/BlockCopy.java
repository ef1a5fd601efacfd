package io.drua.fiji.imglib;

import io.drua.bridge.Nullable;
import java.lang.reflect.Array;
import java.util.function.BiConsumer;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.NativeType;
import net.imglib2.util.Intervals;

/**
 * Copies parts of an image whose pixels are those of a block: by the array that a part lies in, by ImgLib2's copies of
 * blocks where it is seen through views, else pixel by pixel. For one thread.
 */
final class BlockCopy {
  private final RandomAccessibleInterval<?> image;
  private final PixelRows block;
  private final boolean toMemory;
  private final HeapParts arrays;
  @Nullable private PrimitiveBlocks<?> blocks;
  @Nullable private Object values;
  private boolean unreadable;

  BlockCopy(RandomAccessibleInterval<?> image, PixelRows block, boolean toMemory) {
    this.image = image;
    this.block = block;
    this.toMemory = toMemory;
    this.arrays = new HeapParts(image);
  }

  void copy(Interval part) {
    HeapParts.Part lies = arrays.of(part, block.type(), !toMemory);
    Object read = lies != null || !toMemory ? null : read(ImageCopies.moved(part, image));
    if (lies != null) {
      block.copy(lies.array, lies.stored, part, toMemory);
    } else if (read != null) {
      block.copy(read, part, part, true);
    } else if (toMemory) {
      copyPixels(image, block.image(), part);
    } else {
      copyPixels(block.image(), image, part);
    }
  }

  private static <S, T> void copyPixels(
      RandomAccessibleInterval<S> source, RandomAccessibleInterval<T> target, Interval part) {
    BiConsumer<S, T> pixel = ImageCopies.pixelCopy(ImageMemory.pixelOf(source), ImageMemory.pixelOf(target));
    ImageCopies.copyPart(source, target, part, pixel);
  }

  /** The pixels of a part by ImgLib2's copies of blocks, null where these can't read the image. */
  @Nullable
  private Object read(Interval part) {
    if (unreadable || MemoryImages.numbers(block.type()) > 1) {
      return null;
    }
    if (blocks == null) {
      try {
        blocks = blocks(image);
      } catch (IllegalArgumentException unsupported) {
        // Types of imglib2-unsafe are none of theirs.
        unreadable = true;
        return null;
      }
    }
    int size = (int) Intervals.numElements(part);
    if (values == null || Array.getLength(values) < size) {
      values = block.newArray(size);
    }
    int n = part.numDimensions();
    int[] lengths = new int[n];
    for (int d = 0; d < n; d++) {
      lengths[d] = (int) part.dimension(d);
    }
    try {
      blocks.copy(Intervals.minAsLongArray(part), values, lengths);
      return values;
    } catch (ClassCastException buffer) {
      // Before ImgLib2 7.1 they take every image for one in arrays of the Java heap.
      unreadable = true;
      return null;
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <T extends NativeType<T>> PrimitiveBlocks<T> blocks(RandomAccessibleInterval<?> image) {
    return PrimitiveBlocks.of((RandomAccessibleInterval<T>) image, PrimitiveBlocks.OnFallback.ACCEPT);
  }
}
