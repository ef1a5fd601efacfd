package io.drua.bridge.internal.convert;

import io.drua.bridge.BridgeException;
import io.drua.bridge.ConversionException;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.Nullable;
import io.drua.bridge.PyObject;
import io.drua.bridge.Typed;
import io.drua.bridge.internal.wire.WireList;
import io.drua.bridge.internal.wire.WireMap;
import java.math.BigInteger;

/** The words for values that don't fit. */
public final class Misfit {
  private static final int LONGEST = 60;

  private Misfit() {}

  /** What to throw for a value that can't become an instance of a class. */
  public static ConversionException of(@Nullable Object value, Class<?> target, String hint) {
    return of(value, target, hint, null);
  }

  /** What to throw for a value that can't become an instance of a class, and where that came from. */
  public static ConversionException of(
      @Nullable Object value, Class<?> target, String hint, @Nullable Throwable cause) {
    return new ConversionException(
        "Expected a value for " + target.getTypeName() + range(target) + ", found " + describe(value) + ".",
        hint,
        cause);
  }

  private static String range(Class<?> target) {
    Class<?> type = Numbers.boxed(target);
    if (type == Byte.class) {
      return " (-128 to 127)";
    } else if (type == Short.class) {
      return " (-32768 to 32767)";
    } else if (type == Integer.class) {
      return " (-2147483648 to 2147483647)";
    } else if (type == Long.class) {
      return " (-9223372036854775808 to 9223372036854775807)";
    }
    return "";
  }

  /** A value in Python's words, short enough for a message. */
  public static String describe(@Nullable Object value) {
    if (value == null) {
      return "None";
    } else if (value instanceof Boolean) {
      return (Boolean) value ? "True" : "False";
    } else if (value instanceof Long || value instanceof BigInteger) {
      return "the int " + cut(value.toString());
    } else if (value instanceof Double) {
      return "the float " + value;
    } else if (value instanceof String) {
      return "the str '" + cut((String) value) + "'";
    } else if (value instanceof byte[]) {
      return "bytes (" + ((byte[]) value).length + ")";
    } else if (value instanceof WireList) {
      return "a list of " + ((WireList) value).size();
    } else if (value instanceof WireMap) {
      return "a dict of " + ((WireMap) value).size();
    } else if (value instanceof Typed) {
      return "a " + ((Typed) value).name() + " " + cut(String.valueOf(((Typed) value).value()));
    } else if (value instanceof ImageBuffer) {
      return "an array " + value;
    } else if (value instanceof PyObject) {
      return "the Python object " + repr((PyObject) value);
    }
    return "a Java object of class " + value.getClass().getTypeName();
  }

  private static String repr(PyObject object) {
    if (object.isClosed()) {
      return "(closed)";
    }
    try {
      return cut(object.repr());
    } catch (BridgeException failed) {
      // The message is about something else; an object whose repr fails has none.
      return "(its repr failed: " + cut(String.valueOf(failed.getMessage())) + ")";
    }
  }

  private static String cut(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end) + "...";
  }
}
