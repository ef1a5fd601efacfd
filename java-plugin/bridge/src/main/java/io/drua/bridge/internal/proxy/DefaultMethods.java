package io.drua.bridge.internal.proxy;

import io.drua.bridge.BridgeException;
import io.drua.bridge.Nullable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Runs default methods of proxies, for which every Java has another way. */
public final class DefaultMethods {
  /** Java 16 and newer: {@code InvocationHandler.invokeDefault}. */
  @Nullable private static final Method INVOKE_DEFAULT = find(InvocationHandler.class, "invokeDefault",
      Object.class, Method.class, Object[].class);
  /** Java 9 and newer: {@code MethodHandles.privateLookupIn}. */
  @Nullable private static final Method PRIVATE_LOOKUP = find(MethodHandles.class, "privateLookupIn",
      Class.class, MethodHandles.Lookup.class);

  private static final ConcurrentMap<Method, MethodHandle> HANDLES = new ConcurrentHashMap<Method, MethodHandle>();

  private DefaultMethods() {}

  @Nullable
  private static Method find(Class<?> type, String name, Class<?>... parameters) {
    try {
      return type.getMethod(name, parameters);
    } catch (NoSuchMethodException older) {
      // This Java is older than the method.
      return null;
    }
  }

  /**
   * Runs one.
   *
   * @throws Throwable what it throws
   */
  public static Object invoke(Object proxy, Method method, Object[] args) throws Throwable {
    if (INVOKE_DEFAULT != null) {
      try {
        return INVOKE_DEFAULT.invoke(null, proxy, method, args);
      } catch (InvocationTargetException thrown) {
        if (!(thrown.getCause() instanceof IllegalAccessException)) {
          throw thrown.getCause();
        }
        // The interface is not public; a lookup inside it may be allowed all the same.
      }
    }
    return handle(method).bindTo(proxy).invokeWithArguments(args);
  }

  private static MethodHandle handle(Method method) {
    MethodHandle known = HANDLES.get(method);
    if (known == null) {
      known = make(method);
      HANDLES.put(method, known);
    }
    return known;
  }

  private static MethodHandle make(Method method) {
    Class<?> type = method.getDeclaringClass();
    ReflectiveOperationException refused;
    try {
      if (PRIVATE_LOOKUP == null) {
        return java8(type).unreflectSpecial(method, type);
      }
      MethodType signature = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
      return MethodHandles.lookup().findSpecial(type, method.getName(), signature, type);
    } catch (ReflectiveOperationException notPublic) {
      refused = notPublic;
    }
    try {
      if (PRIVATE_LOOKUP != null) {
        Object lookup = PRIVATE_LOOKUP.invoke(null, type, MethodHandles.lookup());
        return ((MethodHandles.Lookup) lookup).unreflectSpecial(method, type);
      }
    } catch (ReflectiveOperationException closed) {
      refused = closed;
    }
    throw new BridgeException(
        "java-access",
        "The default method " + method + " of an interface that is not public can't be run.",
        "Define the method in the Python object.",
        refused);
  }

  /** Java 8 has no other way to call the method of an interface that a class overrides. */
  private static MethodHandles.Lookup java8(Class<?> type) throws ReflectiveOperationException {
    Constructor<MethodHandles.Lookup> constructor =
        MethodHandles.Lookup.class.getDeclaredConstructor(Class.class, int.class);
    constructor.setAccessible(true);
    return constructor.newInstance(type, MethodHandles.Lookup.PRIVATE);
  }
}
