package io.drua.crosslang.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.drua.bridge.JavaFunction;
import io.drua.bridge.PyObject;
import io.drua.bridge.PythonRuntime;
import io.drua.crosslang.support.Collector;
import io.drua.crosslang.support.PythonScope;
import java.io.File;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Plugin class loaders come and go; Python stays. */
class ReloadTest {
  /** The class path again, as a class loader that shares nothing but the JDK with this one. */
  private static URLClassLoader loader() throws Exception {
    List<URL> urls = new ArrayList<URL>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      urls.add(Paths.get(entry).toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getSystemClassLoader().getParent());
  }

  @Test
  void secondCopyOfTheBridgeUsesTheRunningPython() throws Exception {
    PythonRuntime own = PythonScope.runtime();
    own.exec("import builtins\nbuiltins.drua_test_shared = [1]", "<test>", null);
    for (int round = 0; round < 3; round++) {
      try (URLClassLoader loader = loader()) {
        Class<?> other = loader.loadClass(PythonRuntime.class.getName());
        assertThat(other).isNotSameAs(PythonRuntime.class);
        Object runtime = other.getMethod("runningOrNull").invoke(null);
        assertThat(runtime).isNotNull();
        Method eval = other.getMethod("eval", String.class, loader.loadClass(PyObject.class.getName()));
        assertThat(eval.invoke(runtime, "drua_test_shared.append(2) or len(drua_test_shared)", null))
            .isEqualTo((long) round + 2);
        Object info = other.getMethod("interpreter").invoke(runtime);
        assertThat(info.getClass().getMethod("executable").invoke(info)).isEqualTo(own.interpreter().executable());
        // Functions of the other copy are called by the same Python.
        Class<?> functionType = loader.loadClass(JavaFunction.class.getName());
        Object function =
            Proxy.newProxyInstance(
                loader, new Class<?>[] {functionType}, (InvocationHandler) (proxy, method, args) ->
                    method.getName().equals("call") ? (Object) ((Long) ((Object[]) args[0])[0] * 2)
                        : method.getName().equals("hashCode") ? (Object) 1 : "function");
        Object doubling = eval.invoke(runtime, "lambda f: f(21)", null);
        Object doubled =
            doubling.getClass().getMethod("call", Object[].class).invoke(doubling, (Object) new Object[] {function});
        assertThat(doubled).isEqualTo(42L);
        doubling.getClass().getMethod("close").invoke(doubling);
      }
    }
    assertThat(own.eval("len(drua_test_shared)", null)).isEqualTo(4L);
  }

  @Test
  void discardedClassLoaderIsCollected() throws Exception {
    WeakReference<ClassLoader> gone = use();
    Collector.awaitCollected("the class loader of the old plugin", () -> gone.get() == null);
  }

  private static WeakReference<ClassLoader> use() throws Exception {
    URLClassLoader loader = loader();
    Class<?> other = loader.loadClass(PythonRuntime.class.getName());
    Object runtime = other.getMethod("runningOrNull").invoke(null);
    Method eval = other.getMethod("eval", String.class, loader.loadClass(PyObject.class.getName()));
    assertThat(eval.invoke(runtime, "1 + 1", null)).isEqualTo(2L);
    loader.close();
    return new WeakReference<ClassLoader>(loader);
  }
}
