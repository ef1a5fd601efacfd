package io.drua.fiji.command;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.ParameterException;
import io.drua.bridge.PyObject;
import io.drua.bridge.PythonRuntime;
import io.drua.bridge.Routine;
import io.drua.bridge.RoutineCall;
import io.drua.bridge.RoutineResult;
import io.drua.bridge.RoutineTraits;
import io.drua.fiji.image.PlaneMetadata;
import io.drua.fiji.image.Planes;
import io.drua.fiji.runtime.CallReport;
import io.drua.fiji.stack.SharedVolumes;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Calls a Python function with each plane of an image in turn, in the plane's own array or shared memory: what a script
 * does where a command would be a routine. The caller has the image locked. Not for the AWT thread, which it would hold
 * up.
 */
public final class PlaneMap {
  private final ImagePlus image;
  private final ImageStack stack;
  private final Routine routine;
  private final PlaneMetadata metadata;
  /** Planes in memory that Python shares; null for those of the Java heap. */
  private final SharedVolumes shared;
  private final Object[] results;
  private final CallReport report;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  private PlaneMap(ImagePlus image, Routine routine, String name) {
    this.image = image;
    this.stack = image.getStack();
    this.routine = routine;
    this.metadata = new PlaneMetadata(image);
    this.shared = SharedVolumes.of(image);
    this.results = new Object[image.getStackSize()];
    this.report = new CallReport(name, image.getTitle());
  }

  /**
   * Runs a function on all planes.
   *
   * @param image locked by the caller
   * @param function called with a {@code drua.Image} (Y, X), which it may change; it belongs to this call
   * @param pin whether it is short, pure computation that may hold up the garbage collector
   * @param threads how many planes to run at once
   * @return with the results by plane, and the report
   * @throws ParameterException if the image was closed, has colours, or its planes keep no changes
   * @throws io.drua.bridge.BridgeException what the function failed with first; planes before it are done
   */
  public static PlaneMap run(ImagePlus image, PyObject function, String name, boolean pin, int threads) {
    PythonRuntime python = PythonRuntime.runningOrNull();
    RoutineTraits traits = RoutineTraits.builder().axes("YX").inPlace(true).pin(pin).build();
    try (Routine routine = python.routine(function, name, traits)) {
      check(image);
      PlaneMap map = new PlaneMap(image, routine, name);
      map.runAll(threads);
      return map;
    }
  }

  private static void check(ImagePlus image) {
    if (image.getProcessor() == null) {
      throw new ParameterException("\"" + image.getTitle() + "\" was closed.", "Open it again.");
    }
    if (image.getProcessor() instanceof ColorProcessor) {
      throw new ParameterException(
          "\"" + image.getTitle() + "\" is an RGB image, whose planes have no single number for each pixel.",
          "Convert it with Image > Type, or work on drua.ij.image_of(imp).");
    }
    if (image.getStack().isVirtual() && !SharedVolumes.keepsChanges(image)) {
      throw new ParameterException(
          "\"" + image.getTitle() + "\" is a virtual stack: its planes are read each time and can't be changed.",
          "Make a shared stack of it, or work on drua.ij.lazy_array(imp).");
    }
  }

  private void runAll(int threads) {
    Thread[] others = new Thread[Math.min(threads, results.length) - 1];
    for (int i = 0; i < others.length; i++) {
      others[i] = new Thread(this::runSome, report.command() + " " + (i + 2));
      others[i].setDaemon(true);
      others[i].start();
    }
    runSome();
    boolean interrupted = false;
    for (Thread other : others) {
      while (other.isAlive()) {
        try {
          other.join();
        } catch (InterruptedException wanted) {
          // What runs can't be left behind with the image's arrays.
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    report.finish();
    Throwable thrown = failure.get();
    if (thrown instanceof RuntimeException) {
      throw (RuntimeException) thrown;
    } else if (thrown instanceof Error) {
      throw (Error) thrown;
    }
  }

  private void runSome() {
    ImageProcessor first = image.getProcessor();
    int plane = next.getAndIncrement();
    while (plane < results.length && failure.get() == null) {
      try {
        results[plane] = runOne(plane, first);
      } catch (RuntimeException | Error thrown) {
        failure.compareAndSet(null, thrown);
      }
      plane = next.getAndIncrement();
    }
  }

  private Object runOne(int plane, ImageProcessor shown) {
    ImageProcessor processor = results.length == 1 ? shown : stack.getProcessor(plane + 1);
    ImageBuffer pixels = shared == null ? Planes.wrap(processor) : shared.plane(plane + 1);
    byte[] block = metadata.of(processor, plane + 1);
    RoutineResult result = routine.run(RoutineCall.builder().image(pixels.withMetadataBlock(block)).build());
    if (shared != null) {
      shared.written();
    } else if (results.length > 1) {
      // Stacks over a file in another order have only lent the array.
      stack.setPixels(processor.getPixels(), plane + 1);
    }
    report.add(result);
    return result.value();
  }

  /** What the function returned, by plane. */
  public Object[] results() {
    return results.clone();
  }

  /** How the pixels were passed, for instance {@code "Copied (first call) + 99 x Pinned"}. */
  public String passed() {
    return report.passed();
  }

  /** Bytes of pixels that were copied. */
  public long bytesCopied() {
    return report.bytesCopied();
  }
}
