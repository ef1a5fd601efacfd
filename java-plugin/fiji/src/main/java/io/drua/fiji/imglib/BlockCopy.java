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

  BlockCopy(RandomAccessibleInterval<?> image, PixelRows block, boolean toMemory) {
    this.image = image;
    this.block = block;
    this.toMemory = toMemory;
    this.arrays = new HeapParts(image);
  }

  void copy(Interval part) {
    HeapParts.Part lies = arrays.of(part, block.type(), !toMemory);
    if (lies != null) {
      block.copy(lies.array, lies.stored, part, toMemory);
    } else if (toMemory && MemoryImages.numbers(block.type()) == 1) {
      block.copy(read(ImageCopies.moved(part, image)), part, part, true);
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

  private Object read(Interval part) {
    if (blocks == null) {
      blocks = blocks(image);
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
    blocks.copy(Intervals.minAsLongArray(part), values, lengths);
    return values;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <T extends NativeType<T>> PrimitiveBlocks<T> blocks(RandomAccessibleInterval<?> image) {
    return PrimitiveBlocks.of((RandomAccessibleInterval<T>) image, PrimitiveBlocks.OnFallback.ACCEPT);
  }
}
