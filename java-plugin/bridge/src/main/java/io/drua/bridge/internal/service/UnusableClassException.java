package io.drua.bridge.internal.service;

import io.drua.bridge.BridgeException;
import io.drua.bridge.Nullable;

/** A class is there and can't be used: something that it needs is missing, or its initialisation failed. */
public final class UnusableClassException extends BridgeException {
  private static final long serialVersionUID = 1L;

  /** Makes one with the code {@code "java-class"}. */
  UnusableClassException(String message, String hint, @Nullable Throwable cause) {
    super("java-class", message, hint, cause);
  }

  /** For what the JVM threw when it read members of a class. */
  static UnusableClassException ofMembers(Class<?> type, Throwable cause) {
    return new UnusableClassException(
        "The members of " + type.getTypeName() + " can't be read: " + text(cause) + ".",
        "Add the jar that has the missing class to the class path, or with drua.java.add_path.",
        cause);
  }

  /** What the JVM said, in a line. */
  static String text(Throwable cause) {
    String message = cause.getMessage();
    String name = cause.getClass().getSimpleName();
    return message == null ? name : name + " " + message.replace('/', '.');
  }
}
