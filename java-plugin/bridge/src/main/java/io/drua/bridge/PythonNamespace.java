package io.drua.bridge;

import io.drua.bridge.internal.Operations;
import java.util.Map;

/**
 * A namespace of its own: the names that its statements define are seen by nobody else. Safe for several threads, which
 * take turns under Python's lock. Whoever made it closes it.
 */
public final class PythonNamespace implements AutoCloseable {
  private static final String FILE = "<namespace>";

  private final PythonRuntime runtime;
  private final PyObject names;

  PythonNamespace(PythonRuntime runtime, PyObject names) {
    this.runtime = runtime;
    this.names = names;
  }

  /**
   * Runs statements.
   *
   * @throws PythonException if they raise
   */
  public void exec(String code) {
    runtime.exec(code, FILE, names);
  }

  /** Runs statements; the name of their file is for tracebacks. */
  public void exec(String code, String fileName) {
    runtime.exec(code, fileName, names);
  }

  /** Evaluates an expression. */
  @Nullable
  public Object eval(String expression) {
    return runtime.eval(expression, names);
  }

  /** Evaluates an expression, as an instance of a class; see {@link PyObject#as}. */
  @Nullable
  public <T> T eval(String expression, Class<T> type) {
    return runtime.eval(expression, names, type);
  }

  /** Evaluates an expression, as an object even where it could travel as a value; the caller closes it. */
  public PyObject object(String expression) {
    return runtime.evalKeeping(expression, names);
  }

  /** The value of a name. */
  @Nullable
  public Object get(String name) {
    return names.getItem(name);
  }

  /** The value of a name as an instance of a class; see {@link PyObject#as}. */
  @Nullable
  public <T> T get(String name, Class<T> type) {
    return names.getItem(name, type);
  }

  /** Gives a name a value. */
  public void set(String name, @Nullable Object value) {
    names.setItem(name, value);
  }

  /** Whether there is such a name. */
  public boolean has(String name) {
    return names.contains(name);
  }

  /** Takes a name away. */
  public void remove(String name) {
    names.deleteItem(name);
  }

  /**
   * Calls a function.
   *
   * @throws PythonException if there is none, or it raises
   */
  @Nullable
  public Object call(String function, Object... args) {
    try (PyObject found = names.item(function)) {
      return found.call(args);
    }
  }

  /** Calls a function, and gives the result as an instance of a class; see {@link PyObject#as}. */
  @Nullable
  public <T> T callAs(Class<T> type, String function, Object... args) {
    try (PyObject found = names.item(function)) {
      return found.callAs(type, args);
    }
  }

  /** The names and their values: a live view, as long as the namespace is open. Python's own names are among them. */
  public Map<Object, Object> asMap() {
    return names.asMap();
  }

  /** The dict, which belongs to this namespace. */
  public PyObject dict() {
    return names;
  }

  /** Lets go of it. Functions that were defined in it keep it alive in Python. */
  @Override
  public void close() {
    names.close();
  }

  @Override
  public String toString() {
    return names.isClosed() ? "closed namespace" : "namespace of " + Operations.call("length", names) + " names";
  }
}
