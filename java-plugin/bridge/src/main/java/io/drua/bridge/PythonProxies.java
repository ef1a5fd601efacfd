package io.drua.bridge;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Java objects that implement interfaces by calling Python: listeners, comparators, tasks. Safe for several threads;
 * the calls take turns under Python's lock, each on the thread that makes it, the AWT thread included.
 *
 * <p>A callable behind an interface with one abstract method is called itself. Otherwise the method is looked up on the
 * Python object by its name, followed by an underscore where that is a Python keyword. A default method that the object
 * has no attribute for runs as it is; an abstract one throws {@code UnsupportedOperationException}.
 *
 * <p>Numbers, booleans, characters and texts reach Python as such, all other arguments as the live Java objects. Results
 * become what the method returns by {@link PythonValues#convert}. What Python raises is a {@link PythonException}; a
 * Java exception that passed through Python is thrown as itself where the method may throw it, and otherwise is the
 * {@link Throwable#getCause() cause} of a {@link PythonException}.
 *
 * <p>{@code equals} is true for proxies of the same Python object, so that a listener can be removed again with another
 * proxy of the same function; {@code hashCode} goes with it, and {@code toString} is Python's {@code str}. A class that
 * defines a method {@code equals}, {@code hashCode} or {@code toString} is asked instead.
 *
 * <p>A proxy keeps its Python object until {@link #close}, or until the garbage collector finds the proxy. A cycle over
 * both languages (a Python listener that refers to the Java object that it is registered with) is found by neither
 * collector: remove the listener, or close the proxy.
 */
public final class PythonProxies {
  private PythonProxies() {}

  /**
   * Makes one.
   *
   * @param target the Python object, which belongs to the proxy from now on
   * @param interfaces what it implements
   * @throws ConversionException if one of them is no interface, or they can't be implemented together
   */
  public static Object create(PyObject target, Class<?>... interfaces) {
    Set<Class<?>> all = new LinkedHashSet<Class<?>>();
    for (Class<?> type : interfaces) {
      if (!type.isInterface() || type.isAnnotation()) {
        throw new ConversionException(
            "Expected an interface, found the class " + type.getTypeName() + ".",
            "Python can implement interfaces only; name one that the method accepts.");
      }
      all.add(type);
    }
    if (all.isEmpty()) {
      throw new ConversionException("Expected at least one interface, found none.", "Name an interface.");
    }
    Class<?>[] types = all.toArray(new Class<?>[0]);
    PythonProxy handler = new PythonProxy(target, types);
    IllegalArgumentException refused = null;
    for (ClassLoader loader : loaders(types)) {
      try {
        return Proxy.newProxyInstance(loader, types, handler);
      } catch (IllegalArgumentException notVisible) {
        refused = notVisible;
      }
    }
    throw new ConversionException(
        "The interfaces " + all + " can't be implemented together: " + refused.getMessage() + ".",
        "Make a proxy for each, or name public interfaces that one class loader knows.",
        refused);
  }

  /** Makes one for a single interface; see {@link #create}. */
  public static <T> T implement(PyObject target, Class<T> type) {
    return type.cast(create(target, type));
  }

  /** Class loaders that may know all of the interfaces. */
  private static Set<ClassLoader> loaders(Class<?>[] types) {
    Set<ClassLoader> loaders = new LinkedHashSet<ClassLoader>();
    for (Class<?> type : types) {
      if (type.getClassLoader() != null) {
        loaders.add(type.getClassLoader());
      }
    }
    loaders.add(PythonProxies.class.getClassLoader());
    return loaders;
  }

  /**
   * A value as an argument for Python that is to be live there: plain values as such, all others, lists and arrays too,
   * as the Java objects themselves.
   */
  @Nullable
  public static Object argument(@Nullable Object value) {
    return PythonProxy.live(value);
  }

  @Nullable
  private static PythonProxy handler(@Nullable Object proxy) {
    if (proxy == null || !Proxy.isProxyClass(proxy.getClass())) {
      return null;
    }
    InvocationHandler handler = Proxy.getInvocationHandler(proxy);
    return handler instanceof PythonProxy ? (PythonProxy) handler : null;
  }

  /**
   * The Python object behind a proxy, which belongs to the proxy; {@code null} if the object is no proxy that this copy
   * of the bridge made, or it was closed.
   */
  @Nullable
  public static PyObject targetOf(@Nullable Object proxy) {
    PythonProxy handler = handler(proxy);
    return handler == null ? null : handler.targetOrNull();
  }

  /**
   * Lets go of the Python object: calls throw {@code IllegalStateException} from now on, and those under way end as
   * usual. The second time, and for an object that is no proxy, it does nothing.
   */
  public static void close(@Nullable Object proxy) {
    PythonProxy handler = handler(proxy);
    if (handler != null) {
      handler.close();
    }
  }
}
