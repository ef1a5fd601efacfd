package io.drua.bridge;

import io.drua.bridge.internal.Operations;
import io.drua.bridge.internal.proxy.DefaultMethods;
import io.drua.bridge.views.PyView;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.Set;

/** What {@link PythonProxies} are behind their interfaces. */
final class PythonProxy implements InvocationHandler {
  private static final Object[] NONE = {};
  private static final String MISSING = "drua._operations.MissingMethodError";

  private final PyObject target;
  private final String interfaces;
  /** Name of the only abstract method, or null. */
  @Nullable private final String single;

  private volatile boolean closed;
  /** Whether the target is called itself; null until somebody has asked it. */
  @Nullable private volatile Boolean callable;

  @Nullable private volatile Integer hash;

  PythonProxy(PyObject target, Class<?>[] types) {
    this.target = target;
    this.single = single(types);
    StringBuilder names = new StringBuilder();
    for (Class<?> type : types) {
      names.append(names.length() == 0 ? "" : ", ").append(type.getName());
    }
    this.interfaces = names.toString();
    target.leaveToCollector();
  }

  /** Abstract methods of one name count as one, as a subinterface may narrow what it inherits. */
  @Nullable
  private static String single(Class<?>[] types) {
    Set<String> names = new HashSet<String>();
    for (Class<?> type : types) {
      for (Method method : type.getMethods()) {
        if (Modifier.isAbstract(method.getModifiers()) && !isOfObject(method)) {
          names.add(method.getName());
        }
      }
    }
    return names.size() == 1 ? names.iterator().next() : null;
  }

  /** Interfaces may declare what every object has, as {@code Comparator} does. */
  private static boolean isOfObject(Method method) {
    int parameters = method.getParameterTypes().length;
    switch (method.getName()) {
      case "hashCode":
      case "toString":
        return parameters == 0;
      case "equals":
        return parameters == 1 && method.getParameterTypes()[0] == Object.class;
      default:
        return false;
    }
  }

  @Nullable
  PyObject targetOrNull() {
    return closed || target.isClosed() ? null : target;
  }

  void close() {
    closed = true;
    target.close();
  }

  @Override
  public Object invoke(Object proxy, Method method, @Nullable Object[] given) throws Throwable {
    Object[] args = given == null ? NONE : given;
    if (isOfObject(method)) {
      return ofObject(proxy, method.getName(), args);
    }
    if (closed || target.isClosed()) {
      throw new IllegalStateException(
          "The Python object behind " + interfaces + " was closed before " + method.getName() + " was called."
              + " Remove the listener where it is registered, or keep the object open.");
    }
    try {
      return call(proxy, method, args);
    } catch (PythonException raised) {
      throw thrown(raised, method);
    }
  }

  private Object call(Object proxy, Method method, Object[] args) throws Throwable {
    Object result;
    if (method.getName().equals(single) && isCallable()) {
      result = target.callForJava(live(args, 0));
    } else if (!method.isDefault() || Operations.test("has_method", target, method.getName())) {
      Object[] all = live(args, 2);
      all[0] = target;
      all[1] = method.getName();
      result = Operations.function("call_method").callForJava(all);
    } else {
      return DefaultMethods.invoke(proxy, method, args);
    }
    return result(result, method);
  }

  private boolean isCallable() {
    Boolean known = callable;
    if (known == null) {
      known = Operations.test("is_callable", target);
      callable = known;
    }
    return known;
  }

  /** Arguments as Python gets them: plain values as such, all others themselves. */
  private static Object[] live(Object[] args, int before) {
    Object[] made = new Object[before + args.length];
    for (int i = 0; i < args.length; i++) {
      made[before + i] = live(args[i]);
    }
    return made;
  }

  @Nullable
  static Object live(@Nullable Object value) {
    boolean plain =
        value == null
            || value instanceof String
            || value instanceof Integer
            || value instanceof Double
            || value instanceof Long
            || value instanceof Boolean
            || value instanceof PyObject
            || value instanceof Float
            || value instanceof Short
            || value instanceof Byte
            || value instanceof Character
            || value instanceof ImageBuffer
            || value instanceof Typed
            || value instanceof JavaFunction
            || value instanceof JavaReference;
    if (value instanceof PyView) {
      return ((PyView) value).pythonObject();
    }
    return plain ? value : JavaReference.of(value);
  }

  @Nullable
  private static Object result(@Nullable Object result, Method method) throws Exception {
    Class<?> type = method.getReturnType();
    if (type == void.class) {
      if (result instanceof PyObject || result instanceof ImageBuffer) {
        ((AutoCloseable) result).close();
      }
      return null;
    }
    try {
      return PythonValues.convert(result, type);
    } catch (ConversionException misfit) {
      throw new ConversionException(
          "The result of " + method.getDeclaringClass().getName() + "." + method.getName() + ": "
              + misfit.getMessage(),
          misfit.hint(),
          misfit);
    }
  }

  /** What a caller of the interface sees of something that Python raised. */
  private Throwable thrown(PythonException raised, Method method) {
    Throwable java = raised.javaOrNull();
    if (java != null && (isUnchecked(java) || isDeclared(java, method))) {
      PyObject exception = raised.exceptionOrNull();
      if (exception != null) {
        exception.close();
      }
      return java;
    }
    if (raised.pythonType().equals(MISSING)) {
      return new UnsupportedOperationException(raised.getLocalizedMessage(), raised);
    }
    return raised;
  }

  private static boolean isUnchecked(Throwable thrown) {
    return thrown instanceof RuntimeException || thrown instanceof Error;
  }

  private static boolean isDeclared(Throwable thrown, Method method) {
    for (Class<?> type : method.getExceptionTypes()) {
      if (type.isInstance(thrown)) {
        return true;
      }
    }
    return false;
  }

  // -- What every object has --

  private Object ofObject(Object proxy, String name, Object[] args) {
    if (name.equals("equals")) {
      return proxy == args[0] || isSame(args[0]);
    } else if (name.equals("hashCode")) {
      return hash(proxy);
    }
    return text();
  }

  private boolean isSame(@Nullable Object other) {
    PyObject own = targetOrNull();
    if (own == null) {
      return false;
    }
    PyObject theirs = PythonProxies.targetOf(other);
    return Operations.test("proxy_equal", own, theirs == null ? live(other) : theirs, theirs != null);
  }

  private int hash(Object proxy) {
    Integer known = hash;
    if (known == null) {
      PyObject own = targetOrNull();
      known = own == null ? System.identityHashCode(proxy) : fold(Operations.call("proxy_hash", own));
      // It stays the same after close, for collections that hold the proxy.
      hash = known;
    }
    return known;
  }

  private static int fold(@Nullable Object number) {
    return number instanceof Number ? Long.hashCode(((Number) number).longValue()) : 0;
  }

  private String text() {
    PyObject own = targetOrNull();
    return own == null
        ? "closed Python object behind " + interfaces
        : String.valueOf(Operations.call("proxy_text", own));
  }
}
