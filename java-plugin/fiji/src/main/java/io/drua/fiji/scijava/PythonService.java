package io.drua.fiji.scijava;

import io.drua.bridge.PyObject;
import io.drua.bridge.PythonNamespace;
import io.drua.bridge.PythonRuntime;
import org.scijava.service.SciJavaService;

/**
 * CPython, in this process, as a service: {@code @Parameter private PythonService python;}.
 *
 * <p>Making the service starts nothing: Python starts with the first call that needs it, with ImageJ's settings of Drua
 * where ImageJ is there and the system properties otherwise ({@link io.drua.bridge.PythonConfig#ofSystemProperties}), and
 * is the one that all of this JVM has. Methods may be called from any thread; all throw {@link
 * io.drua.bridge.BridgeException} if Python can't be started, and {@link io.drua.bridge.PythonException} for what it
 * raises.
 */
public interface PythonService extends SciJavaService {
  /** The interpreter itself. */
  PythonRuntime runtime();

  /** The names of this context: what {@link #exec} and {@link #eval} see. Belongs to the service. */
  PythonNamespace namespace();

  /** Runs statements. Names that they define stay until the context is disposed of. */
  void exec(String code);

  /** Evaluates an expression; its value is natural, see {@link io.drua.bridge.PythonValues}. */
  Object eval(String expression);

  /** Evaluates an expression, as an instance of a class. */
  <T> T eval(String expression, Class<T> type);

  /** The value of a name, as an instance of a class. */
  <T> T get(String name, Class<T> type);

  /** Gives a name a value. Objects that are no plain values are the Java objects themselves there. */
  void put(String name, Object value);

  /**
   * Calls a function that was defined before, as {@link #put} takes arguments and {@link #eval} gives values.
   *
   * @param function name of it
   * @param type class of the result
   */
  <T> T call(String function, Class<T> type, Object... args);

  /** Imports a module, as an object that the caller closes. */
  PyObject importModule(String name);

  /** A Java object that implements an interface by a Python function or object; see {@link io.drua.bridge.PythonProxies}. */
  <T> T implement(String expression, Class<T> type);

  /** Whether Python runs already, so that the next call does not have to start it. */
  boolean isRunning();
}
