package io.drua.bridge.internal.service;

import io.drua.bridge.BridgeException;
import io.drua.bridge.Nullable;
import io.drua.bridge.internal.NativeHome;
import java.util.List;

/** The arguments of one question, with their types checked. */
final class Question {
  private final Object[] args;

  Question(Object[] args) {
    this.args = args;
  }

  /** What is asked. */
  String operation() {
    return text(0);
  }

  /** An argument of whatever kind. */
  @Nullable
  Object value(int index) {
    if (index >= args.length) {
      throw unfit(index, "a value", "nothing");
    }
    return args[index];
  }

  /** An argument of a Java class. */
  <T> T object(int index, Class<T> type) {
    Object value = value(index);
    if (!type.isInstance(value)) {
      throw unfit(index, type.getSimpleName(), value == null ? "null" : value.getClass().getTypeName());
    }
    return type.cast(value);
  }

  /** A text. */
  String text(int index) {
    return object(index, String.class);
  }

  /** A number, perhaps left out. */
  long numberOr(int index, long otherwise) {
    return index < args.length ? object(index, Number.class).longValue() : otherwise;
  }

  /** The class with a number. */
  Class<?> type(int index) {
    return type(object(index, Number.class).longValue());
  }

  /** As {@link #type(int)}; {@code Object} for 0. */
  Class<?> typeOrObject(int index) {
    return object(index, Number.class).longValue() == 0 ? Object.class : type(index);
  }

  /** The classes with the numbers in a list. */
  Class<?>[] types(int index) {
    List<?> numbers = object(index, List.class);
    Class<?>[] types = new Class<?>[numbers.size()];
    for (int i = 0; i < types.length; i++) {
      Object number = numbers.get(i);
      if (!(number instanceof Number)) {
        throw unfit(index, "numbers of classes", String.valueOf(number));
      }
      types[i] = type(((Number) number).longValue());
    }
    return types;
  }

  private static Class<?> type(long number) {
    Class<?> type = NativeHome.classOf(number);
    if (type == null) {
      throw new BridgeException(
          "java-service", "No Java class has the number " + number + ".", "Numbers come from 'find'.", null);
    }
    return type;
  }

  private BridgeException unfit(int index, String expected, String found) {
    String operation = index > 0 && args[0] instanceof String ? " of '" + args[0] + "'" : "";
    return new BridgeException(
        "java-service",
        "Argument " + index + operation + " should be " + expected + ", and is " + found + ".",
        "Install the Java and native parts of one release of Drua.",
        null);
  }
}
