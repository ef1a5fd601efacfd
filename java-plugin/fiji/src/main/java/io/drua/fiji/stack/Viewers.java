package io.drua.fiji.stack;

import ij.ImageListener;
import ij.ImagePlus;
import java.awt.EventQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The images that show a shared stack. ImageJ tells a listener of images that were opened, changed and closed; that one
 * keeps stack and image together, because a closed image no longer has its stack.
 */
final class Viewers {
  /** All stacks that were shown and not closed. They are few; images are referred to weakly. */
  private static final CopyOnWriteArrayList<Viewers> ALL = new CopyOnWriteArrayList<>();

  static {
    // Stays as long as this class does: a stack may be made, and shown, at any time.
    ImagePlus.addImageListener(new Listener());
  }

  private final WeakReference<SharedStack> stack;
  private final List<WeakReference<ImagePlus>> images = new ArrayList<>();

  Viewers(SharedStack stack) {
    this.stack = new WeakReference<>(stack);
  }

  /** Notes that an image shows the stack. */
  void add(ImagePlus image) {
    ALL.removeIf(viewers -> viewers.stack.get() == null);
    ALL.addIfAbsent(this);
    synchronized (images) {
      if (!known().contains(image)) {
        images.add(new WeakReference<>(image));
      }
    }
  }

  /** The images that show it now. */
  List<ImagePlus> images() {
    List<ImagePlus> showing = known();
    // One that was converted to another type has got another stack without a word.
    showing.removeIf(image -> SharedStack.of(image) == null || SharedStack.of(image) != stack.get());
    return showing;
  }

  private List<ImagePlus> known() {
    List<ImagePlus> known = new ArrayList<>();
    synchronized (images) {
      images.removeIf(reference -> reference.get() == null);
      for (WeakReference<ImagePlus> reference : images) {
        ImagePlus image = reference.get();
        if (image != null) {
          known.add(image);
        }
      }
    }
    return known;
  }

  /** Has all images drawn, on AWT's thread where they have windows; waits for nothing. */
  void draw() {
    for (ImagePlus image : images()) {
      if (image.getWindow() == null) {
        draw(image);
      } else {
        EventQueue.invokeLater(() -> draw(image));
      }
    }
  }

  private static void draw(ImagePlus image) {
    // A stack that was made of zeros has a range of no width, which shows nothing.
    if (image.getBitDepth() != 24 && image.getDisplayRangeMin() >= image.getDisplayRangeMax()) {
      image.resetDisplayRange();
    }
    image.updateAndDraw();
  }

  /** The stacks that are shown and lie in a block; for an image in Python, which knows the block only. */
  static List<SharedStack> stacksIn(long blockNumber) {
    List<SharedStack> found = new ArrayList<>();
    for (Viewers viewers : ALL) {
      SharedStack stack = viewers.stack.get();
      if (stack != null && !stack.block().isClosed() && stack.block().number() == blockNumber) {
        found.add(stack);
      }
    }
    return found;
  }

  /** An image shows the stack no longer; the last one ends its use. */
  void remove(ImagePlus image) {
    boolean last;
    synchronized (images) {
      images.removeIf(reference -> reference.get() == null || reference.get() == image);
      last = images.isEmpty();
    }
    if (last) {
      ALL.remove(this);
      SharedStack shared = stack.get();
      if (shared != null) {
        shared.close();
      }
    }
  }

  /** Comes on AWT's thread, some time after it happened. */
  private static final class Listener implements ImageListener {
    @Override
    public void imageOpened(ImagePlus image) {
      SharedStack stack = SharedStack.of(image);
      if (stack != null) {
        stack.shownBy(image);
      }
    }

    @Override
    public void imageUpdated(ImagePlus image) {
      SharedStack stack = SharedStack.of(image);
      if (stack != null) {
        stack.flushShown(image.getCurrentSlice());
      }
    }

    @Override
    public void imageClosed(ImagePlus image) {
      // ImagePlus.flush() tells of it first, and takes the stack away then, under this lock.
      synchronized (image) {
        if (SharedStack.of(image) != null) {
          // Hiding an image tells of closing, too, but leaves it its stack.
          return;
        }
      }
      for (Viewers viewers : ALL) {
        if (viewers.known().contains(image)) {
          viewers.remove(image);
        }
      }
    }
  }
}
