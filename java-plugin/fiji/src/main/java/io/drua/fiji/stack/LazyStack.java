package io.drua.fiji.stack;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.VirtualStack;
import ij.WindowManager;
import ij.process.ImageProcessor;
import io.drua.bridge.FailureText;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.Nullable;
import io.drua.bridge.ParameterException;
import io.drua.bridge.PythonProxies;
import java.awt.EventQueue;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A stack whose planes are computed, by a function of Python, when ImageJ asks for them (Copied, once; the caller gets
 * a copy of its own). The planes used last are kept as long as the heap has room.
 *
 * <p>Safe for several threads. The function runs on a thread of the stack's own, for one plane at a time:
 *
 * <ul>
 *   <li>Who wants pixels (duplicating, saving, measuring, a macro) waits until they are there. A failure is thrown, as
 *       {@link IllegalStateException} with its cause; Escape and an interrupt end the wait.
 *   <li>What is only to be shown (see {@link LazyCallers}) waits for a moment. Then a plane with the text "Computing" is
 *       shown, whose array gets the pixels, or the text of the failure, as soon as they are there. A failure is logged
 *       once for each text, and never thrown into AWT. Until it is there, a command on the shown plane itself, such as
 *       Measure, finds the text; in 32-bit images NaN around it.
 *   <li>AWT's thread waits for pixels for {@value #AWT_MILLIS} ms at most: then it is told so by an exception.
 * </ul>
 *
 * <p>The function is let go of when the last image that shows the stack is closed, by {@link #close}, or with the stack.
 * Changes of pixels aren't kept, as in all virtual stacks of ImageJ.
 */
public final class LazyStack extends VirtualStack {
  private static final long SHOW_MILLIS = 200;
  private static final long AWT_MILLIS = 10_000;
  private static final long LOOK_MILLIS = 50;
  private static final int LOGGED = 50;

  private final LazyPlanes source;
  private final LazyPixels pixels;
  private final LazyCache cache;
  private final LazyWorker worker;
  private final String name;
  private final List<String> channels;
  private final Map<Integer, String> labels = new ConcurrentHashMap<>();
  private final Set<String> logged = Collections.newSetFromMap(new ConcurrentHashMap<>());
  private final AtomicLong computed = new AtomicLong();
  private volatile double high;
  private volatile boolean closed;

  /**
   * A stack that computes nothing yet.
   *
   * @param source belongs to the stack
   * @param bitDepth 8, 16, 32, or 24 for colours
   * @param channels names of the channels, which become labels; empty where they have none
   * @throws ParameterException if ImageJ can't hold such planes
   */
  LazyStack(
      LazyPlanes source, String name, int width, int height, int planes, int bitDepth, List<String> channels) {
    super(width, height, StackSize.require(width, height, planes), options(bitDepth));
    this.source = source;
    this.name = name;
    this.channels = channels;
    this.pixels = new LazyPixels(width, height, bitDepth);
    this.cache = new LazyCache(pixels.bytes());
    this.worker = new LazyWorker("Drua planes of " + name, this::compute);
    this.high = bitDepth == 32 ? 1 : bitDepth == 16 ? 65535 : 255;
  }

  private static String options(int bitDepth) {
    return bitDepth == 24 ? "RGB" : bitDepth + "-bit";
  }

  static IllegalStateException closed() {
    return new IllegalStateException(
        "The image was closed, and Python's array let go of: its planes can't be computed any more.");
  }

  // -- Computing --

  /** How often a plane was computed, failures included. */
  public long computed() {
    return computed.get();
  }

  private void compute(LazyRequest request) {
    Object array = null;
    Throwable failure = null;
    try {
      array = computed(request.plane);
    } catch (Throwable e) {
      // Whatever it is, somebody waits for it; an Error of this thread would reach nobody.
      failure = e;
    }
    List<WeakReference<Object>> standIns = request.finish(array, failure);
    if (!standIns.isEmpty()) {
      Throwable problem = failure;
      Object found = array;
      EventQueue.invokeLater(() -> replace(standIns, request.plane, found, problem));
    }
  }

  private Object computed(int plane) throws Exception {
    if (closed) {
      throw closed();
    }
    Object known = cache.get(plane);
    if (known != null) {
      return known;
    }
    computed.incrementAndGet();
    try (ImageBuffer found = source.plane(plane)) {
      Object array = pixels.read(found);
      if (!closed) {
        cache.put(plane, array);
      }
      return array;
    }
  }

  /** On AWT's thread: who was given a stand-in has the plane from now on. */
  private void replace(
      List<WeakReference<Object>> standIns, int plane, @Nullable Object array, @Nullable Throwable failure) {
    Object now = failure == null ? array : failed(plane, failure);
    boolean shown = false;
    for (WeakReference<Object> reference : standIns) {
      Object standIn = reference.get();
      if (standIn != null) {
        System.arraycopy(now, 0, standIn, 0, pixels.width * pixels.height);
        shown = true;
      }
    }
    int[] ids = WindowManager.getIDList();
    if (shown && ids != null) {
      for (int id : ids) {
        ImagePlus image = WindowManager.getImage(id);
        if (image != null && image.getWindow() != null && image.getStack() == this) {
          image.updateAndDraw();
        }
      }
    }
  }

  // -- Asking --

  private Object array(int plane) {
    if (closed) {
      throw closed();
    }
    Object known = cache.get(plane);
    if (known != null) {
      return pixels.copy(known);
    }
    if (worker.isOwnThread()) {
      return own(plane);
    }
    boolean onAwt = EventQueue.isDispatchThread();
    return LazyCallers.onlyShow(onAwt) ? shown(plane) : awaited(plane, onAwt);
  }

  /** The function itself asks for another plane: its thread would wait for itself. */
  private Object own(int plane) {
    try {
      return pixels.copy(computed(plane));
    } catch (Exception e) {
      throw failure(plane, e);
    }
  }

  private Object shown(int plane) {
    LazyRequest request = worker.request(plane, true);
    try {
      if (!request.await(SHOW_MILLIS)) {
        Object standIn = notice("Computing plane " + (plane + 1) + " of " + size() + "...");
        if (request.standIn(standIn)) {
          return standIn;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      Object standIn = notice("Computing plane " + (plane + 1) + " of " + size() + "...");
      if (request.standIn(standIn)) {
        return standIn;
      }
    }
    Throwable failure = request.failure();
    return failure == null ? pixels.copy(request.pixels()) : failed(plane, failure);
  }

  private Object awaited(int plane, boolean onAwt) {
    // The flag stays set until the next command begins: only a key that is pressed now is meant.
    boolean pressedBefore = IJ.escapePressed();
    LazyRequest request = worker.request(plane, onAwt);
    long end = System.nanoTime() + AWT_MILLIS * 1_000_000;
    try {
      while (!request.await(LOOK_MILLIS)) {
        if (!pressedBefore && IJ.escapePressed()) {
          worker.giveUp(request);
          throw new RuntimeException(Macro.MACRO_CANCELED);
        }
        if (onAwt && System.nanoTime() > end) {
          throw new IllegalStateException(
              "Plane " + (plane + 1) + " of '" + name + "' is still being computed after " + AWT_MILLIS / 1000
                  + " s. A program that needs its pixels must ask on a thread other than AWT's.");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      worker.giveUp(request);
      throw new IllegalStateException("Interrupted while plane " + (plane + 1) + " of '" + name + "' was computed.", e);
    }
    Throwable failure = request.failure();
    if (failure != null) {
      throw failure(plane, failure);
    }
    return pixels.copy(request.pixels());
  }

  private IllegalStateException failure(int plane, Throwable cause) {
    return new IllegalStateException(
        "Plane " + (plane + 1) + " of '" + name + "' could not be computed: " + FailureText.message(cause), cause);
  }

  private Object failed(int plane, Throwable failure) {
    String message = FailureText.message(failure);
    if (logged.size() < LOGGED && logged.add(message)) {
      String details = FailureText.details(failure);
      IJ.log("[Drua] Plane " + (plane + 1) + " of '" + name + "' could not be computed: " + message
          + (details.isEmpty() ? "" : "\n" + details));
    }
    return notice("Plane " + (plane + 1) + " could not be computed.\n" + message);
  }

  private Object notice(String text) {
    Object array = pixels.newArray();
    LazyNotice.write(pixels.processor(array, null), text, high);
    return array;
  }

  /**
   * Lets go of the function and of the planes. Planes that are asked for from now on are refused with {@link
   * IllegalStateException}; the second time it does nothing.
   */
  public void close() {
    closed = true;
    worker.close();
    cache.clear();
    PythonProxies.close(source);
  }

  /** Whether it was closed. */
  public boolean isClosed() {
    return closed;
  }

  // -- As a stack --

  @Override
  public ImageProcessor getProcessor(int n) {
    ImageProcessor plane = pixels.processor(array(index(n)), getColorModel());
    if (cTable != null) {
      plane.setCalibrationTable(cTable);
    }
    plane.setSliceNumber(n);
    return plane;
  }

  /** {@code null}, as for all virtual stacks. The last image that showed the stack asks for it when it is closed. */
  @Override
  public Object[] getImageArray() {
    if ("ij.ImagePlus.flush".equals(Callers.caller())) {
      close();
    }
    return null;
  }

  @Override
  public void update(ImageProcessor plane) {
    super.update(plane);
    if (plane != null && plane.getBitDepth() != 24) {
      double max = plane.getMax();
      high = max > 0 || pixels.bitDepth == 32 ? max : high;
    }
  }

  /** The label that was set, or the name of the plane's channel. */
  @Override
  public String getSliceLabel(int n) {
    String label = labels.get(n);
    return label != null || channels.isEmpty() || n < 1 || n > size() ? label : channels.get((n - 1) % channels.size());
  }

  @Override
  public void setSliceLabel(String label, int n) {
    if (label == null) {
      labels.remove(index(n) + 1);
    } else {
      labels.put(index(n) + 1, label);
    }
  }

  /** {@code null}: labels are made when they are asked for. */
  @Override
  public String[] getSliceLabels() {
    return null;
  }

  @Override
  public String getFileName(int n) {
    return getSliceLabel(n);
  }

  @Override
  public String getDirectory() {
    return null;
  }

  private int index(int n) {
    if (n < 1 || n > size()) {
      throw new IllegalArgumentException("Stack argument out of range: " + n + " is not in 1-" + size() + ".");
    }
    return n - 1;
  }

  @Override
  public void addSlice(String fileName) {
    throw fixed();
  }

  @Override
  public void deleteSlice(int n) {
    throw fixed();
  }

  @Override
  public void reduce(int factor) {
    throw fixed();
  }

  private static UnsupportedOperationException fixed() {
    return new UnsupportedOperationException(
        "A stack that Python computes keeps its number of planes. Use Image > Duplicate first.");
  }
}
