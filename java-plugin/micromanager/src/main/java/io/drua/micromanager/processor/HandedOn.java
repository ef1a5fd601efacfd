package io.drua.micromanager.processor;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.micromanager.data.Image;

/**
 * Frames whose pixels nobody but their next receiver holds, because a Python Processor made them and kept nothing: the
 * next Python Processor of the pipeline may change them in place. Any thread.
 *
 * <p>A frame that is not found here is one that somebody may hold; forgetting one costs a copy, no more.
 */
final class HandedOn {
  private static final int PLACES = 256;
  /** A frame may lie in so many places, so that two on their way at once seldom push each other out. */
  private static final int CHOICES = 4;

  private static final AtomicReferenceArray<WeakReference<Image>> FRAMES = new AtomicReferenceArray<>(PLACES);

  private HandedOn() {}

  /** This frame is about to be handed on, and its pixels are kept nowhere. */
  static void mark(Image image) {
    WeakReference<Image> mark = new WeakReference<>(image);
    int first = place(image);
    for (int i = 0; i < CHOICES; i++) {
      int place = first + i & PLACES - 1;
      WeakReference<Image> old = FRAMES.get(place);
      if ((old == null || old.get() == null) && FRAMES.compareAndSet(place, old, mark)) {
        return;
      }
    }
    FRAMES.set(first, mark);
  }

  /** Whether this frame was marked; it is no longer afterwards. */
  static boolean claim(Image image) {
    int first = place(image);
    for (int i = 0; i < CHOICES; i++) {
      int place = first + i & PLACES - 1;
      WeakReference<Image> marked = FRAMES.get(place);
      if (marked != null && marked.get() == image && FRAMES.compareAndSet(place, marked, null)) {
        return true;
      }
    }
    return false;
  }

  private static int place(Image image) {
    int hash = System.identityHashCode(image);
    return (hash ^ hash >>> 8) & PLACES - 1;
  }
}
