package io.drua.bridge;

import io.drua.bridge.internal.NativeCalls;
import io.drua.bridge.internal.NativeHome;
import io.drua.bridge.internal.frame.CallFrame;
import io.drua.bridge.internal.wire.ForeignReader;
import io.drua.bridge.internal.wire.ForeignWriter;
import io.drua.bridge.internal.wire.Tag;
import io.drua.bridge.internal.wire.WireWriter;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

/** The values that need more than bytes: Python objects, pixels, Java functions. */
final class FrameValues implements ForeignWriter, ForeignReader {
  @Nullable private CallFrame frame;

  /** Whether objects in a failure are read: nobody has to close those. */
  private boolean failure;

  /** Functions that were written and not handed over yet. */
  private final List<Long> functions = new ArrayList<Long>(0);

  /** Global references that were written and not handed over yet. */
  private final List<Long> references = new ArrayList<Long>(0);

  /** The block was handed over: from now on Python tells when it lets go of functions and references. */
  void handedOver() {
    functions.clear();
    references.clear();
  }

  /** The block was given up. */
  void discard() {
    if (!functions.isEmpty()) {
      for (long id : functions) {
        NativeHome.removeFunction(id);
      }
      functions.clear();
    }
    if (!references.isEmpty()) {
      NativeCalls.deleteReferences(references);
      references.clear();
    }
  }

  void readFailure(boolean value) {
    failure = value;
  }

  /** Lends pixels with a frame; without one, pixels can't be written. */
  void use(CallFrame value) {
    frame = value;
  }

  // -- Writing --

  @Override
  public boolean write(Object value, WireWriter writer) {
    if (value instanceof PyObject) {
      writeHandle(((PyObject) value).handle(), writer);
    } else if (value instanceof ImageBuffer) {
      write((ImageBuffer) value, writer);
    } else if (value instanceof JavaFunction) {
      functions.add(HostFunctions.write((JavaFunction) value, writer));
    } else if (value instanceof JavaReference) {
      write((JavaReference) value, writer);
    } else {
      return frame != null && writeArray(value, writer);
    }
    return true;
  }

  private void write(JavaReference reference, WireWriter writer) {
    if (reference.isAsIs()) {
      writeReference(reference.value(), writer);
    } else {
      writeObject(reference.value(), writer);
    }
  }

  /** Writes a Java object itself; one that stands for a Python object is that. */
  @Override
  public boolean writeObject(Object value, WireWriter writer) {
    long handle = JavaSide.handleOf(value);
    if (handle != 0) {
      writeHandle(handle, writer);
      return true;
    }
    if (NativeCalls.loadedPath() == null) {
      return false;
    }
    writeReference(value, writer);
    return true;
  }

  private void writeReference(Object value, WireWriter writer) {
    long reference = NativeCalls.newReference(value);
    references.add(reference);
    writer.putByte(Tag.HOST_OBJECT);
    writer.putLong(reference);
    writer.putLong(NativeHome.kindOf(value) >> 8);
    writer.putLong(0);
  }

  static void writeHandle(long handle, WireWriter writer) {
    writer.putByte(Tag.OBJECT);
    writer.putLong(handle);
  }

  private void write(ImageBuffer image, WireWriter writer) {
    long handle = image.pythonHandle();
    if (handle != 0) {
      writeHandle(handle, writer);
    } else {
      byte[] meta = image.metadataBlock();
      lend(image, meta, meta.length > 0, !image.isReadOnly(), false, writer);
    }
  }

  /**
   * Writes pixels that are lent for the call.
   *
   * @param meta block of the metadata; empty for none
   * @param asImage whether Python gets a {@code drua.Image}
   * @param pinned whether an array of the Java heap is pinned, instead of copied
   * @return number of the span
   */
  int lend(ImageBuffer image, byte[] meta, boolean asImage, boolean writable, boolean pinned, WireWriter writer) {
    if (frame == null) {
      throw new ConversionException(
          "A Java function can't return the pixels of a Java image to Python.",
          "Let the Python code pass an array in, and fill that; or return a list.");
    }
    int span = image.lend(frame, pinned, writable);
    long[] shape = image.shapeInPlace();
    int flags = (asImage ? Tag.ARRAY_IMAGE : 0) | (writable ? Tag.ARRAY_WRITABLE : 0);
    writer.putByte(Tag.LENT);
    writer.putInt(flags | image.type().code() << 8 | shape.length << 16);
    writer.putInt(span);
    writer.putLong(image.offset());
    for (long length : shape) {
      writer.putLong(length);
    }
    writeStrides(image, shape, writer);
    writer.putInt(meta.length);
    if (meta.length > 0) {
      writer.putBytes(meta);
    }
    return span;
  }

  private static void writeStrides(ImageBuffer image, long[] shape, WireWriter writer) {
    long[] given = image.stridesOrNull();
    int strides = writer.skip(8 * shape.length);
    long stride = image.type().bytes();
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      writer.setLong(strides + 8 * axis, given == null ? stride : given[axis]);
      stride *= shape[axis];
    }
  }

  /** A bare array of numbers is a one-dimensional image; bytes are bytes. */
  private boolean writeArray(Object value, WireWriter writer) {
    PixelType type = Pixels.naturalType(value);
    if (type == null || type == PixelType.INT8) {
      return false;
    }
    write(ImageBuffer.ofArray(value, type, Array.getLength(value)), writer);
    return true;
  }

  // -- Reading --

  @Override
  public Object object(long handle) {
    return new PyObject(handle, !failure);
  }

  @Override
  public Object array(ArrayDescription array) {
    return ImageBuffer.ofPython(array);
  }

  @Override
  public Object hostObject(long reference, long handle) {
    Object object = NativeCalls.dereference(reference);
    if (handle != 0) {
      NativeCalls.release(handle);
    }
    return object;
  }

  @Override
  public Object typed(String name, @Nullable Object value) {
    return new Typed(name, value);
  }

  @Override
  public Object function(long id, String name) {
    return HostFunctions.find(id, name);
  }
}
