package io.drua.bridge;

import io.drua.bridge.internal.NativeHome;
import io.drua.bridge.internal.service.JavaService;
import io.drua.bridge.internal.wire.WireReader;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * What Python's use of Java objects finds on this side: the service that describes classes and converts values, and the
 * way back from Java objects to the Python objects that they stand for.
 */
final class JavaSide implements Function<Object, Object>, ToLongFunction<Object> {
  /** The home refers to it weakly; this constant keeps it. */
  private static final JavaSide HERE = new JavaSide();

  private JavaSide() {}

  /** Offers this copy of the bridge to the JVM's home. Loads no class that isn't needed before Python asks. */
  static void attach() {
    NativeHome.setService(HERE);
    NativeHome.addHandles(HERE);
  }

  /** Handle of the Python object that a Java object stands for; 0 if it stands for none. */
  static long handleOf(Object value) {
    return HERE.applyAsLong(value);
  }

  /** Answers a question, a block; or makes an object of a block and a class, which come as an array. */
  @Override
  public Object apply(Object request) {
    if (request instanceof byte[]) {
      return Lazy.SERVICE.apply((byte[]) request);
    }
    Object[] conversion = (Object[]) request;
    Object value = WireReader.decode((byte[]) conversion[0], 0, new FrameValues());
    return PythonValues.convert(value, (Class<?>) conversion[1]);
  }

  @Override
  public long applyAsLong(Object value) {
    if (value instanceof PyObject) {
      return ((PyObject) value).handle();
    }
    PyObject target = PythonProxies.targetOf(value);
    return target == null ? 0 : target.handle();
  }

  /** Loaded when Python first asks. */
  private static final class Lazy {
    static final Function<byte[], byte[]> SERVICE = HostFunctions.exported(new JavaService());
  }
}
