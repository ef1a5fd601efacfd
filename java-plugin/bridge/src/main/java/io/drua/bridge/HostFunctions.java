package io.drua.bridge;

import io.drua.bridge.internal.NativeCalls;
import io.drua.bridge.internal.NativeHome;
import io.drua.bridge.internal.frame.FrameLayout;
import io.drua.bridge.internal.wire.Tag;
import io.drua.bridge.internal.wire.WireReader;
import io.drua.bridge.internal.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Java functions on their way to Python, and calls of them on their way back. */
final class HostFunctions {
  private static final int STACK_CHARS = 8000;

  private HostFunctions() {}

  /** Writes a function as a value; it is kept until Python lets go of it. Gives its number. */
  static long write(JavaFunction function, WireWriter writer) {
    long id = NativeHome.addFunction(new Exported(function));
    writer.putByte(Tag.HOST_FUNCTION);
    writer.putLong(id);
    writer.putText(name(function));
    return id;
  }

  /** A function as native code calls it: blocks in and out, and nothing thrown. */
  static Function<byte[], byte[]> exported(JavaFunction function) {
    return new Exported(function);
  }

  private static String name(JavaFunction function) {
    String name = function.getClass().getName();
    int lambda = name.indexOf("$$Lambda");
    return lambda < 0 ? name : name.substring(0, lambda);
  }

  /** The function that comes back from Python: the very one, if it is of this copy of the bridge. */
  static JavaFunction find(long id, String name) {
    Function<byte[], byte[]> known = NativeHome.functionOf(id);
    if (known instanceof Exported) {
      return ((Exported) known).function;
    }
    if (known == null) {
      throw new StaleHandleException(
          "The Java function " + name + " was released before.", "Keep a reference to it in Python.");
    }
    return args -> call(known, args);
  }

  private static Object call(Function<byte[], byte[]> function, Object[] args) {
    FrameValues values = new FrameValues();
    WireWriter writer = WireWriter.heap(values);
    writer.value(args);
    byte[] reply = function.apply(writer.toByteArray());
    Object value = WireReader.decode(reply, 1, values);
    if (reply[0] == 0) {
      return value;
    }
    throw Failures.of(FrameLayout.STATUS_PYTHON_EXCEPTION, value instanceof Map ? (Map<?, ?>) value : null);
  }

  /** A function as the native side sees it: blocks in, blocks out, and it never throws. */
  private static final class Exported implements Function<byte[], byte[]> {
    private final JavaFunction function;

    Exported(JavaFunction function) {
      this.function = function;
    }

    @Override
    public byte[] apply(byte[] args) {
      BridgeCall.noteUpcall();
      FrameValues values = new FrameValues();
      WireWriter writer = WireWriter.heap(values);
      try {
        List<?> list = (List<?>) WireReader.decode(args, 0, values);
        Object result = function.call(list == null ? new Object[0] : list.toArray());
        writer.putByte(0);
        writer.value(result);
        values.handedOver();
      } catch (Throwable thrown) {
        // Errors too: nothing may be thrown into native code. Python raises it again.
        if (thrown instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
        values.discard();
        writer.reset(Integer.MAX_VALUE);
        writer.putByte(1);
        writer.value(describe(thrown));
      }
      return writer.toByteArray();
    }
  }

  /** The error block of a Java exception, with a reference so that it can come back as itself. */
  private static Map<String, Object> describe(Throwable thrown) {
    Map<String, Object> error = new LinkedHashMap<String, Object>();
    error.put("code", "java-exception");
    error.put("type", thrown.getClass().getName());
    error.put("message", clean(message(thrown)));
    error.put("hint", thrown instanceof BridgeException ? ((BridgeException) thrown).hint() : null);
    error.put("stack", clean(stack(thrown)));
    if (NativeCalls.loadedPath() != null) {
      error.put("throwable", JavaReference.of(thrown));
    }
    if (thrown instanceof PythonException) {
      PyObject exception = ((PythonException) thrown).exceptionOrNull();
      if (exception != null && !exception.isClosed()) {
        error.put("exception", exception);
      }
    }
    return error;
  }

  /** Methods of exceptions are other people's, and may fail themselves. */
  private static String message(Throwable thrown) {
    try {
      return String.valueOf(thrown.getMessage());
    } catch (RuntimeException | Error failed) {
      return "(its message can't be read: getMessage() threw " + failed.getClass().getName() + ")";
    }
  }

  private static String stack(Throwable thrown) {
    try {
      return stackOf(thrown);
    } catch (RuntimeException | Error failed) {
      return thrown.getClass().getName() + " (its stack trace can't be read: " + failed.getClass().getName() + ")";
    }
  }

  private static String stackOf(Throwable thrown) {
    String all = FailureText.stack(thrown);
    return all.length() <= STACK_CHARS ? all : all.substring(0, STACK_CHARS) + "\n...";
  }

  /** A message must travel even if it is not Unicode. */
  private static String clean(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
