package io.drua.fiji.scijava;

import io.drua.bridge.PyObject;
import io.drua.bridge.PythonConfig;
import io.drua.bridge.PythonNamespace;
import io.drua.bridge.PythonProxies;
import io.drua.bridge.PythonRuntime;
import io.drua.fiji.runtime.DruaRuntime;
import org.scijava.plugin.Plugin;
import org.scijava.service.AbstractService;
import org.scijava.service.Service;

/** The service that a context finds; see {@link PythonService}. */
@Plugin(type = Service.class)
public final class DefaultPythonService extends AbstractService implements PythonService {
  private PythonNamespace names;
  private boolean disposed;

  @Override
  public PythonRuntime runtime() {
    if (isThere("ij.IJ")) {
      return DruaRuntime.start();
    }
    PythonRuntime running = PythonRuntime.runningOrNull();
    return running == null ? PythonRuntime.start(PythonConfig.ofSystemProperties()) : running;
  }

  private static boolean isThere(String name) {
    try {
      Class.forName(name, false, DefaultPythonService.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException without) {
      // A program of SciJava that isn't ImageJ.
      return false;
    }
  }

  @Override
  public synchronized PythonNamespace namespace() {
    if (disposed) {
      throw new IllegalStateException("The context of this service was disposed of. Ask a context that lives.");
    }
    if (names == null) {
      names = runtime().openNamespace();
    }
    return names;
  }

  @Override
  public void exec(String code) {
    namespace().exec(code, "<scijava>");
  }

  @Override
  public Object eval(String expression) {
    return namespace().eval(expression, Object.class);
  }

  @Override
  public <T> T eval(String expression, Class<T> type) {
    return namespace().eval(expression, type);
  }

  @Override
  public <T> T get(String name, Class<T> type) {
    return namespace().get(name, type);
  }

  @Override
  public void put(String name, Object value) {
    namespace().set(name, PythonProxies.argument(value));
  }

  @Override
  public <T> T call(String function, Class<T> type, Object... args) {
    Object[] live = new Object[args.length];
    for (int i = 0; i < args.length; i++) {
      live[i] = PythonProxies.argument(args[i]);
    }
    try (PyObject found = namespace().object(function)) {
      return found.callAs(type, live);
    }
  }

  @Override
  public PyObject importModule(String name) {
    return runtime().importModule(name);
  }

  @Override
  public <T> T implement(String expression, Class<T> type) {
    return PythonProxies.implement(namespace().object(expression), type);
  }

  @Override
  public boolean isRunning() {
    return PythonRuntime.runningOrNull() != null;
  }

  /** Lets go of the names; Python runs on. */
  @Override
  public synchronized void dispose() {
    disposed = true;
    if (names != null) {
      names.close();
      names = null;
    }
  }
}
