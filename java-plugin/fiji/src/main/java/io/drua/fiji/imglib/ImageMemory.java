package io.drua.fiji.imglib;

import io.drua.bridge.Nullable;
import io.drua.bridge.PixelType;
import java.nio.Buffer;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.NativeImg;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.ArrayDataAccess;
import net.imglib2.img.cell.AbstractCellImg;
import net.imglib2.img.planar.PlanarImg;
import net.imglib2.util.Util;

/** What Python has to know of an image to see its pixels: their type, shape and place. */
public final class ImageMemory {
  private final PixelType type;
  private final boolean colours;
  private final RandomAccessibleInterval<?> image;
  @Nullable private final Layout layout;

  private ImageMemory(RandomAccessibleInterval<?> image, PixelType type, boolean colours) {
    this.image = image;
    this.type = type;
    this.colours = colours;
    this.layout = Layout.of(image);
  }

  /**
   * Looks at an image; reads no pixels.
   *
   * @throws io.drua.bridge.ConversionException if Python has no type for its pixels, or it is larger than its image
   */
  public static ImageMemory of(RandomAccessibleInterval<?> view) {
    RandomAccessibleInterval<?> image = FluentViews.behind(view);
    ViewBounds.check(image);
    Object pixel = pixelOf(image);
    return new ImageMemory(image, PixelTypes.of(pixel), PixelTypes.isColour(pixel));
  }

  /** An object of the type of an image's pixels. */
  // RandomAccessibleInterval.getType() came with ImgLib2 7.1.
  @SuppressWarnings("deprecation")
  static Object pixelOf(RandomAccessibleInterval<?> image) {
    // An image says it without loading a pixel.
    return image instanceof NativeImg ? ((NativeImg<?, ?>) image).createLinkedType() : Util.getTypeFromInterval(image);
  }

  /** Name of the pixels' type in NumPy; {@code "uint8"} for colours. */
  public String dtype() {
    return type.numpyName();
  }

  /** NumPy's name for the type of pixels that one of their objects is of. */
  public static String dtypeOf(Object pixel) {
    return PixelTypes.of(pixel).numpyName();
  }

  /** Bits of a pixel's value, where these are fewer than the type has; otherwise 0. */
  public int bits() {
    return PixelTypes.narrowBits(pixelOf(image));
  }

  /** Lengths of the axes, the slowest first, as in NumPy; without that of colours' samples. */
  public long[] shape() {
    int n = image.numDimensions();
    long[] shape = new long[n];
    for (int d = 0; d < n; d++) {
      shape[n - 1 - d] = image.dimension(d);
    }
    return shape;
  }

  /** Samples of a colour: 3, or 4 with opacity, red first; 0 for other pixels. */
  public int samples() {
    return !colours ? 0 : layout != null && layout.opacity ? 4 : 3;
  }

  // -- Memory outside the Java heap --

  /** Whether the pixels lie in memory outside the Java heap, which Python can share. */
  public boolean isShared() {
    return layout != null;
  }

  /** A direct buffer whose element 0 is what {@link #first()} counts from; null where {@link #address()} is. */
  @Nullable
  public Buffer buffer() {
    return layout.buffer;
  }

  /** Address that {@link #first()} counts from. */
  public long address() {
    return layout.address;
  }

  /** Byte that the first pixel of the interval begins with. */
  public long first() {
    long first = layout.first;
    for (int d = 0; d < image.numDimensions(); d++) {
      first += image.min(d) * layout.strides[d];
    }
    return first;
  }

  /** Bytes to the next pixel along each axis, the slowest first. */
  public long[] strides() {
    int n = layout.strides.length;
    long[] strides = new long[n];
    for (int d = 0; d < n; d++) {
      strides[n - 1 - d] = layout.strides[d];
    }
    return strides;
  }

  /** Bytes to the next sample of a colour. */
  public long sample() {
    return layout.sample;
  }

  /** Whether numbers have the byte order that isn't the machine's. */
  public boolean isSwapped() {
    return layout.swapped;
  }

  /** Whether the memory may not be written. */
  public boolean isReadOnly() {
    return layout.readOnly;
  }

  // -- Other memory --

  /** The array of the Java heap that is all of the image's pixels, one behind the other; null if there is none. */
  @Nullable
  public Object storage() {
    if (!(image instanceof ArrayImg)) {
      return null;
    }
    ArrayImg<?, ?> array = (ArrayImg<?, ?>) image;
    PixelType exact = PixelTypes.exactly(array.createLinkedType());
    Object access = array.update(null);
    Object storage = access instanceof ArrayDataAccess ? ((ArrayDataAccess<?>) access).getCurrentStorageArray() : null;
    boolean whole = exact != null
        && storage != null
        && storage.getClass().isArray()
        && java.lang.reflect.Array.getLength(storage) == array.size() * MemoryImages.numbers(exact);
    return whole ? storage : null;
  }

  /** Why the pixels can't be shared, for people. */
  public String reason() {
    Object pixel = pixelOf(image);
    if (pixel instanceof net.imglib2.type.NativeType && PixelTypes.exactly(pixel) == null) {
      return pixel.getClass().getSimpleName() + " is packed otherwise than " + dtype();
    } else if (image instanceof ArrayImg) {
      return "the pixels lie in an array of the Java heap, which can be pinned only for a call";
    } else if (image instanceof PlanarImg) {
      return "an image in planes is no block of memory";
    } else if (image instanceof AbstractCellImg) {
      return "an image in cells is no block of memory";
    }
    return "the pixels of a " + image.getClass().getSimpleName() + " are no block of memory";
  }
}
