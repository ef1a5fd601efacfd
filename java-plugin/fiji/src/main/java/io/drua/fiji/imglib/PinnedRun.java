package io.drua.fiji.imglib;

import io.drua.bridge.ConversionException;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.PixelType;
import io.drua.bridge.PyObject;
import io.drua.bridge.PythonRuntime;
import io.drua.bridge.Routine;
import io.drua.bridge.RoutineCall;
import io.drua.bridge.RoutineResult;
import io.drua.bridge.RoutineTraits;
import io.drua.fiji.runtime.CallReport;
import net.imglib2.RandomAccessibleInterval;

/** Calls a Python function with an image in an array of the Java heap, in that array. Not for the AWT thread. */
public final class PinnedRun {
  private final CallReport report;
  private final Object result;

  private PinnedRun(CallReport report, Object result) {
    this.report = report;
    this.result = result;
  }

  /**
   * Runs a function once.
   *
   * @param function called with a {@code drua.Image}, the slowest axis first, which it may change; belongs to this call
   * @param pin whether it is short, pure computation that may hold up the garbage collector
   * @throws ConversionException if the image isn't in one array of the Java heap, or has colours
   * @throws io.drua.bridge.BridgeException what the function failed with
   */
  public static PinnedRun run(RandomAccessibleInterval<?> image, PyObject function, String name, boolean pin) {
    RoutineTraits traits = RoutineTraits.builder().inPlace(true).pin(pin).build();
    try (Routine routine = PythonRuntime.runningOrNull().routine(function, name, traits)) {
      ImageMemory memory = ImageMemory.of(image);
      Object storage = memory.storage();
      if (storage == null || memory.samples() > 0) {
        throw new ConversionException(
            "The pixels can't be pinned: " + (storage == null ? memory.reason() : "they are packed colours") + ".",
            "Call the function with drua.ij.array_of(image), and write what it changed with drua.ij.write().");
      }
      PixelType type = PixelTypes.exactly(ImageMemory.pixelOf(image));
      ImageBuffer pixels = ImageBuffer.ofArray(storage, type, memory.shape());
      CallReport report = new CallReport(name, "image");
      RoutineResult done = routine.run(RoutineCall.builder().image(pixels).build());
      report.add(done);
      report.finish();
      return new PinnedRun(report, done.value());
    }
  }

  /** What the function returned. */
  public Object result() {
    return result;
  }

  /** How the pixels were passed, for instance {@code "Pinned"} or {@code "Copied (first call)"}. */
  public String passed() {
    return report.passed();
  }

  /** Bytes of pixels that were copied, both ways together. */
  public long bytesCopied() {
    return report.bytesCopied();
  }
}
