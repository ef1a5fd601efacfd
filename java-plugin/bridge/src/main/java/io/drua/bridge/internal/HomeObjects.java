package io.drua.bridge.internal;

import java.lang.ref.WeakReference;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Java's side of what Python does with Java objects. It lies in a copy of the bridge, because it needs the block format;
 * this is where native code finds it. Lives beside {@link NativeBridge}.
 */
final class HomeObjects {
  /** Number of the service among the functions that Python calls. */
  static final long SERVICE = -1;

  private static final CopyOnWriteArrayList<WeakReference<ToLongFunction<Object>>> HANDLES =
      new CopyOnWriteArrayList<WeakReference<ToLongFunction<Object>>>();
  private static volatile Function<Object, Object> service;

  private HomeObjects() {}

  /** Takes the service of the copy that came first; that one stays as long as the JVM. */
  static synchronized void setService(Function<Object, Object> value) {
    if (service == null) {
      service = value;
    }
  }

  /** The service, which takes and gives blocks, or null. */
  static Function<Object, Object> service() {
    return service;
  }

  /** A Python value as an object of a class. */
  static Object convert(byte[] block, Class<?> target) {
    return service.apply(new Object[] {block, target});
  }

  /** Adds a copy's way to the handles of its Python objects. */
  static void addHandles(ToLongFunction<Object> handles) {
    HANDLES.add(new WeakReference<ToLongFunction<Object>>(handles));
  }

  /** Handle of the Python object that an object stands for, whichever copy made it; 0 if it stands for none. */
  static long handleOf(Object object) {
    for (WeakReference<ToLongFunction<Object>> reference : HANDLES) {
      ToLongFunction<Object> handles = reference.get();
      if (handles == null) {
        HANDLES.remove(reference);
        continue;
      }
      long handle = handles.applyAsLong(object);
      if (handle != 0) {
        return handle;
      }
    }
    return 0;
  }
}
