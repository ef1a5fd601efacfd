package io.drua.bridge.internal.service;

import io.drua.bridge.BridgeException;
import io.drua.bridge.FailureText;
import io.drua.bridge.JavaReference;
import io.drua.bridge.Nullable;
import io.drua.bridge.PyObject;
import io.drua.bridge.PythonException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What a Python exception tells of the Java one behind it. */
final class ThrowableDescription {
  private ThrowableDescription() {}

  /** Class name, message, stack trace, cause, the Python exception that it carries, and what to do about it. */
  static List<Object> of(Throwable thrown, boolean withCause) {
    Throwable cause = withCause ? thrown.getCause() : null;
    return Arrays.<Object>asList(
        thrown.getClass().getTypeName(),
        clean(thrown.getMessage()),
        clean(FailureText.stack(thrown)),
        cause == null || cause == thrown ? null : JavaReference.of(cause),
        pythons(thrown),
        thrown instanceof BridgeException ? clean(((BridgeException) thrown).hint()) : null);
  }

  @Nullable
  private static PyObject pythons(Throwable thrown) {
    PyObject exception = thrown instanceof PythonException ? ((PythonException) thrown).exceptionOrNull() : null;
    return exception == null || exception.isClosed() ? null : exception;
  }

  /** A message must travel even if it is not Unicode. */
  @Nullable
  private static String clean(@Nullable String text) {
    return text == null ? null : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
