package io.drua.fiji.imglib;

import io.drua.bridge.ConversionException;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.PixelType;
import io.drua.bridge.PyObject;
import io.drua.bridge.PythonRuntime;
import io.drua.bridge.Routine;
import io.drua.bridge.RoutineCall;
import io.drua.bridge.RoutineTraits;
import io.drua.fiji.runtime.CallReport;
import net.imglib2.RandomAccessibleInterval;

/**
 * A Python function that is called with images in arrays of the Java heap, in these arrays. What earns it their pins is
 * its first call, so keep it for all calls of a function. Not for the AWT thread.
 */
public final class PinnedFunction implements AutoCloseable {
  private final Routine routine;
  private final String name;

  /**
   * Makes one.
   *
   * @param function called with a {@code drua.Image}, the slowest axis first, which it may change; belongs to this object
   * @param pin whether it is short, pure computation that may hold up the garbage collector
   */
  public PinnedFunction(PyObject function, String name, boolean pin) {
    RoutineTraits traits = RoutineTraits.builder().inPlace(true).pin(pin).build();
    this.routine = PythonRuntime.runningOrNull().routine(function, name, traits);
    this.name = name;
  }

  /**
   * Calls it once.
   *
   * @return how the pixels were passed, and how many bytes of them were copied
   * @throws ConversionException if the image isn't in one array of the Java heap, or has colours
   * @throws io.drua.bridge.BridgeException what the function failed with
   */
  public CallReport run(RandomAccessibleInterval<?> image) {
    ImageMemory memory = ImageMemory.of(image);
    Object storage = memory.storage();
    if (storage == null || memory.samples() > 0) {
      String reason = storage != null ? "they are packed colours" : memory.isShared() ? "they are shared anyway"
          : memory.reason();
      throw new ConversionException(
          "The pixels can't be pinned: " + reason + ". Call the function with drua.ij.array_of(image), and write what it"
              + " changed with drua.ij.write().",
          null);
    }
    PixelType type = PixelTypes.exactly(ImageMemory.pixelOf(image));
    ImageBuffer pixels = ImageBuffer.ofArray(storage, type, memory.shape());
    CallReport report = new CallReport(name, "image");
    report.add(routine.run(RoutineCall.builder().image(pixels).build()));
    report.finish();
    return report;
  }

  /** Ends its use. */
  @Override
  public void close() {
    routine.close();
  }
}
