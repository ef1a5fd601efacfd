package org.micromanager.data;

/**
 * One image of one camera, with its place in a dataset. Not to be changed; pixels are a heap array in row order: {@code byte[]},
 * {@code short[]} (unsigned), {@code float[]}, or {@code byte[]} of four a pixel in the order blue, green, red, unused.
 */
public interface Image {
  /** The same pixel array at another place. */
  Image copyAtCoords(Coords coords);

  /** The same pixel array with other metadata. */
  Image copyWithMetadata(Metadata metadata);

  /** The same pixel array at another place and with other metadata. */
  Image copyWith(Coords coords, Metadata metadata);

  Metadata getMetadata();

  Coords getCoords();

  int getWidth();

  int getHeight();

  /** 1, 2, or 4 (single precision, or colour). */
  int getBytesPerPixel();

  /** 1, 2 or 4. */
  int getBytesPerComponent();

  /** 1, or 3 for colour. */
  int getNumComponents();

  /** The grey value at a pixel, unsigned; of colour images the first component. */
  long getIntensityAt(int x, int y);

  /** The image's own pixel array. */
  Object getRawPixels();

  /** A copy of the pixel array. */
  Object getRawPixelsCopy();

  /** A new array of one component: red 0, green 1, blue 2. */
  Object getRawPixelsForComponent(int component);
}
