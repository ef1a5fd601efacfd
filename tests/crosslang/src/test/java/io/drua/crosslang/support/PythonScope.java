package io.drua.crosslang.support;

import io.drua.bridge.ImageBuffer;
import io.drua.bridge.PyObject;
import io.drua.bridge.PythonConfig;
import io.drua.bridge.PythonRuntime;
import io.drua.bridge.Routine;
import io.drua.bridge.RoutineCall;
import io.drua.bridge.RoutineResult;
import io.drua.bridge.RoutineTraits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;

/** A Python namespace, filled from a file of the test resources, and the runtime that all tests of a JVM share. */
public final class PythonScope implements AutoCloseable {
  private final PyObject names;

  private PythonScope(PyObject names) {
    this.names = names;
  }

  /** Starts Python with the interpreter of these tests, or gives the runtime that runs. */
  public static PythonRuntime runtime() {
    return PythonRuntime.start(config().build());
  }

  /** The configuration of these tests. */
  public static PythonConfig.Builder config() {
    return PythonConfig.builder()
        .python(Places.python())
        .nativeDirectory(Places.natives())
        .pythonPath(Collections.singletonList(Places.pythonPackages()))
        .cacheDirectory(Places.root().resolve("tests/crosslang/target/cache"));
  }

  /** A namespace with what the file {@code python/NAME} of the resources defines. */
  public static PythonScope of(String resource) {
    PythonScope scope = empty();
    scope.run(resource);
    return scope;
  }

  /** Runs one more file {@code python/NAME} of the resources in this namespace. */
  public void run(String resource) {
    Path file = Places.resource("python").resolve(resource);
    try {
      String code = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      runtime().exec(code, file.toString(), names);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** A namespace with nothing in it. */
  public static PythonScope empty() {
    return new PythonScope(runtime().namespace());
  }

  /** Runs statements. */
  public void exec(String code) {
    runtime().exec(code, "<test>", names);
  }

  /** Evaluates an expression. */
  public Object eval(String expression) {
    return runtime().eval(expression, names);
  }

  /** Something of it that can't travel as a value; the caller closes it. */
  public PyObject object(String expression) {
    return (PyObject) eval(expression);
  }

  /** Calls one of its functions. */
  public Object call(String function, Object... args) {
    try (PyObject found = object(function)) {
      return found.call(args);
    }
  }

  /** A routine of one of its functions. */
  public Routine routine(String function, RoutineTraits traits) {
    return runtime().routine(object(function), function, traits);
  }

  /** A routine that changes its image in place and may be pinned. */
  public Routine pinned(String function) {
    return routine(function, RoutineTraits.builder().inPlace(true).pin(true).plainArrays(true).build());
  }

  /** A routine that changes its image in place; where a pin would hold up the collector it is always copied. */
  public Routine copied(String function) {
    return routine(function, RoutineTraits.builder().inPlace(true).plainArrays(true).build());
  }

  /** Runs a routine on one image. */
  public static RoutineResult run(Routine routine, ImageBuffer image) {
    return routine.run(RoutineCall.builder().image(image).build());
  }

  /** The namespace itself, a dict. */
  public PyObject names() {
    return names;
  }

  @Override
  public void close() {
    names.close();
  }
}
