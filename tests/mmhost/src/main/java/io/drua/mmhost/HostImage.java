package io.drua.mmhost;

import java.lang.reflect.Array;
import java.util.Objects;
import org.micromanager.data.Coords;
import org.micromanager.data.Image;
import org.micromanager.data.Metadata;

/** An image over an array that it doesn't copy. */
public final class HostImage implements Image {
  private final Object pixels;
  private final int width;
  private final int height;
  private final int bytesPerPixel;
  private final int components;
  private final Coords coords;
  private final Metadata metadata;

  /**
   * Makes an image of the very array.
   *
   * @param coords null for index 0 on all axes
   * @param metadata null for none
   * @throws UnsupportedOperationException if there is no such pixel type
   * @throws IllegalArgumentException if the array is too short
   */
  public HostImage(Object pixels, int width, int height, int bytesPerPixel, int components, Coords coords, Metadata metadata) {
    this.pixels = Objects.requireNonNull(pixels, "pixels");
    this.width = width;
    this.height = height;
    this.bytesPerPixel = bytesPerPixel;
    this.components = components;
    this.coords = coords == null ? HostCoords.builder().build() : coords;
    this.metadata = metadata == null ? HostMetadata.builder().build() : metadata;
    boolean grey = components == 1 && bytesPerPixel == getBytesPerComponent();
    boolean colour = components == 3 && bytesPerPixel == 4 && pixels instanceof byte[];
    if (!grey && !colour) {
      throw new UnsupportedOperationException(
          "No pixel type has " + bytesPerPixel + " bytes and " + components + " components in a " + pixels.getClass().getSimpleName());
    }
    // The program asks for no more, even of colour images.
    if (Array.getLength(pixels) < width * height) {
      throw new IllegalArgumentException("The array is too short for " + width + " x " + height + " pixels.");
    }
  }

  @Override
  public Image copyAtCoords(Coords newCoords) {
    return copyWith(newCoords, metadata);
  }

  @Override
  public Image copyWithMetadata(Metadata newMetadata) {
    return copyWith(coords, newMetadata);
  }

  @Override
  public Image copyWith(Coords newCoords, Metadata newMetadata) {
    if (Array.getLength(pixels) == 0) {
      throw new IllegalArgumentException("An image without pixels can't be copied.");
    }
    return new HostImage(pixels, width, height, bytesPerPixel, components, newCoords, newMetadata);
  }

  @Override
  public Metadata getMetadata() {
    return metadata;
  }

  @Override
  public Coords getCoords() {
    return coords;
  }

  @Override
  public int getWidth() {
    return width;
  }

  @Override
  public int getHeight() {
    return height;
  }

  @Override
  public int getBytesPerPixel() {
    return bytesPerPixel;
  }

  @Override
  public int getBytesPerComponent() {
    if (pixels instanceof byte[]) {
      return 1;
    } else if (pixels instanceof short[]) {
      return 2;
    } else if (pixels instanceof float[]) {
      return 4;
    }
    throw new UnsupportedOperationException("Images aren't made of " + pixels.getClass().getSimpleName() + ".");
  }

  @Override
  public int getNumComponents() {
    return components;
  }

  @Override
  public long getIntensityAt(int x, int y) {
    int pixel = y * width + x;
    if (pixels instanceof byte[]) {
      return ((byte[]) pixels)[components == 1 ? pixel : 4 * pixel + offset(0)] & 0xff;
    }
    return pixels instanceof short[] ? ((short[]) pixels)[pixel] & 0xffff : (long) ((float[]) pixels)[pixel];
  }

  @Override
  public Object getRawPixels() {
    return pixels;
  }

  @Override
  public Object getRawPixelsCopy() {
    return copy(pixels);
  }

  @Override
  public Object getRawPixelsForComponent(int component) {
    if (components == 1) {
      return copy(pixels);
    }
    byte[] all = (byte[]) pixels;
    byte[] one = new byte[all.length / 4];
    for (int i = 0; i < one.length; i++) {
      one[i] = all[4 * i + offset(component)];
    }
    return one;
  }

  /** Where a component of a colour pixel is: red is the third byte. */
  private static int offset(int component) {
    return 2 - component;
  }

  static Object copy(Object pixels) {
    if (pixels instanceof byte[]) {
      return ((byte[]) pixels).clone();
    } else if (pixels instanceof short[]) {
      return ((short[]) pixels).clone();
    } else if (pixels instanceof float[]) {
      return ((float[]) pixels).clone();
    } else if (pixels instanceof int[]) {
      // Copied, though no image is made of it.
      return ((int[]) pixels).clone();
    }
    throw new IllegalArgumentException("No image can be made of a copy of that.");
  }

  @Override
  public String toString() {
    return width + " x " + height + " pixels of " + bytesPerPixel + " bytes at " + coords;
  }
}
