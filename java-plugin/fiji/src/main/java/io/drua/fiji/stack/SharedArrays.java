package io.drua.fiji.stack;

import ij.ImagePlus;
import io.drua.bridge.ConversionException;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.MapBlock;
import io.drua.bridge.MemoryBlock;
import io.drua.bridge.PixelType;
import io.drua.bridge.PyObject;
import io.drua.fiji.image.ImageAxes;
import io.drua.fiji.image.ImageMetadata;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** What {@code drua.ij} asks for to make an array of a shared stack. Any thread. */
public final class SharedArrays {
  private SharedArrays() {}

  /**
   * Where the pixels of an image lie, and what Python may want to know of them: a map as a block. Its
   * shape is (T, Z, C, Y, X) without the axes of one plane, or (T, Z, Y, X, 3) for RGB.
   *
   * @param changes whether to write what ImageJ changed into them before
   * @throws ConversionException if the image has no shared stack
   * @throws io.drua.bridge.StaleHandleException if it was closed
   */
  public static byte[] describe(ImagePlus image, boolean changes) {
    SharedStack stack = SharedStack.of(image);
    if (stack == null) {
      throw new ConversionException(
          "\"" + image.getTitle() + "\" is no shared stack: its planes are arrays of their own.",
          "Make it one with ij.to_shared(imp), or Plugins > Python > Convert to Shared Stack.");
    }
    if (changes) {
      stack.flush();
    }
    String axes = ImageAxes.of(image);
    List<Object> shape = new ArrayList<>();
    List<Object> steps = new ArrayList<>();
    for (char axis : axes.toCharArray()) {
      shape.add((long) ImageAxes.length(image, axis));
      steps.add(step(stack, axis, image));
    }
    MapBlock metadata = new MapBlock();
    ImageMetadata.of(image, image.getProcessor(), axes).forEach(metadata::putValue);
    List<Object> labels = stack.getSize() == 1 ? null : ImageMetadata.labels(stack);
    if (labels != null) {
      metadata.putValue("slice_labels", labels);
    }
    String order = stack.layout().order == ByteOrder.BIG_ENDIAN ? ">" : "<";
    return new MapBlock()
        .put("block", stack.block().number())
        .put("address", stack.block().address() + stack.offset())
        .put("dtype", stack.type().bytes() == 1 ? stack.type().numpyName() : order + typeCode(stack.type()))
        .put("writable", stack.isReadOnly() ? 0 : 1)
        .putValue("shape", shape)
        .putValue("strides", steps)
        .putValue("metadata", metadata.finish())
        .finish();
  }

  private static long step(SharedStack stack, char axis, ImagePlus image) {
    long sample = stack.type().bytes();
    long pixel = stack.isColour() ? 3 * sample : sample;
    switch (axis) {
      case 'S':
        return sample;
      case 'X':
        return pixel;
      case 'Y':
        return pixel * stack.getWidth();
      default:
        long planes = stack.layout().step(axis, image.getNChannels(), image.getNSlices());
        return planes * pixel * stack.getWidth() * stack.getHeight();
    }
  }

  /** NumPy's code of a type with an order of bytes. */
  private static String typeCode(PixelType type) {
    return type == PixelType.UINT16 ? "u2" : "f4";
  }

  /**
   * Gives an object of Python an array that keeps a block as long as it lives.
   *
   * @param number see {@link MemoryBlock#number}
   * @param receiver a {@link PyObject} with a method {@code receive}
   * @throws io.drua.bridge.StaleHandleException if the memory is gone
   */
  public static void keep(long number, Object receiver) {
    try (MemoryBlock block = MemoryBlock.ofNumber(number);
        ImageBuffer keeper = block.keeper();
        PyObject python = (PyObject) receiver) {
      python.invoke("receive", keeper);
    }
  }
}
