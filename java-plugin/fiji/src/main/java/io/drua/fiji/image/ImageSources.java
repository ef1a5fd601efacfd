package io.drua.fiji.image;

import ij.ImagePlus;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Images that Python was told of, by ImageJ's number: hidden ones and those of batch mode are in no list of windows. An
 * image that nobody uses any more goes. Safe for several threads.
 */
public final class ImageSources {
  private static final int CLEANED_AT = 256;
  private static final Map<Integer, WeakReference<ImagePlus>> KNOWN = new ConcurrentHashMap<>();

  private ImageSources() {}

  /** Notes an image; gives its number. */
  static long remember(ImagePlus image) {
    int id = image.getID();
    WeakReference<ImagePlus> known = KNOWN.get(id);
    if (known == null || known.get() != image) {
      if (KNOWN.size() >= CLEANED_AT) {
        KNOWN.values().removeIf(reference -> reference.get() == null);
      }
      KNOWN.put(id, new WeakReference<>(image));
    }
    return id;
  }

  /** The image with a number; null if it is gone. */
  public static ImagePlus find(int id) {
    WeakReference<ImagePlus> known = KNOWN.get(id);
    return known == null ? null : known.get();
  }
}
