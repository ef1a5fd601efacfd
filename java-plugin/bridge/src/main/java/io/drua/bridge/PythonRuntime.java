package io.drua.bridge;

import java.nio.file.Path;

/** The Python interpreter in this process. One per JVM. */
public final class PythonRuntime {
  private PythonRuntime() {}

  /** Starts Python, or gives the running one. */
  public static PythonRuntime start(PythonConfig config) {
    throw new UnsupportedOperationException();
  }

  /** The running one, or {@code null}. */
  @Nullable
  public static PythonRuntime runningOrNull() {
    throw new UnsupportedOperationException();
  }

  /** What is known of the interpreter. */
  public InterpreterInfo interpreter() {
    throw new UnsupportedOperationException();
  }

  /** Imports a module. */
  public PyObject importModule(String name) {
    throw new UnsupportedOperationException();
  }

  /** A new, empty namespace. */
  public PyObject namespace() {
    throw new UnsupportedOperationException();
  }

  /** Runs statements. */
  public void exec(String code, String fileName, @Nullable PyObject namespace) {
    throw new UnsupportedOperationException();
  }

  /** Evaluates an expression. */
  @Nullable
  public Object eval(String expression, @Nullable PyObject namespace) {
    throw new UnsupportedOperationException();
  }

  /** Loads a routine from its file. */
  public Routine loadRoutine(Path file, String name, RoutineTraits traits) {
    throw new UnsupportedOperationException();
  }

  /** Makes a routine of any callable. */
  public Routine routine(PyObject callable, String name, RoutineTraits traits) {
    throw new UnsupportedOperationException();
  }

  /** A source of manifests that asks Python. */
  public ManifestSource manifestSource() {
    throw new UnsupportedOperationException();
  }

  /** Adds a listener. */
  public void addListener(RuntimeListener listener) {
    throw new UnsupportedOperationException();
  }

  /** Removes a listener. */
  public void removeListener(RuntimeListener listener) {
    throw new UnsupportedOperationException();
  }

  /** Counts that show a leak. */
  public RuntimeStatistics statistics() {
    throw new UnsupportedOperationException();
  }

  /** Runs Python's exit functions; the interpreter itself stays. */
  public boolean shutdown(long millis) {
    throw new UnsupportedOperationException();
  }
}
