package io.drua.bridge.form;

import io.drua.bridge.Nullable;
import io.drua.bridge.ParameterException;
import io.drua.bridge.ParameterManifest;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One parameter's value as text and back: the text of a dialog's field and of a macro's option is the same, and is
 * checked in the same way. Never guesses: what isn't a number is an error, not zero.
 */
public final class ParameterText {
  /** What people write: Double.parseDouble alone would take Java's own "1f", "0x1p3" and "NaN". */
  private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
  private static final Pattern INFINITY = Pattern.compile("[-+]?inf(inity)?");

  private ParameterText() {}

  /**
   * Reads a value.
   *
   * @return Double, Long, Boolean or String by the parameter's kind; null for an empty optional one
   * @throws ParameterException if the text isn't such a value, or is out of range
   */
  @Nullable
  public static Object parse(ParameterManifest parameter, String given) {
    String text = given.trim();
    if (text.isEmpty() && !parameter.kind().equals("text")) {
      // An optional parameter is one whose default is None; another default isn't what an empty text means.
      if (parameter.required() || !show(parameter.defaultValue()).isEmpty()) {
        throw new ParameterException(
            quoted(parameter) + " is empty; expected " + expected(parameter) + ".",
            parameter.required()
                ? "Give it a value."
                : "Give it a value, or leave the option out for " + show(parameter.defaultValue()) + ".");
      }
      return null;
    }
    switch (parameter.kind()) {
      case "float":
        return inRange(parameter, number(parameter, text), text);
      case "int":
        return whole(parameter, text);
      case "bool":
        return truth(parameter, text);
      case "choice":
        return choice(parameter, text);
      case "text":
        return given;
      default:
        return text;
    }
  }

  private static double number(ParameterManifest parameter, String text) {
    if (INFINITY.matcher(text).matches()) {
      return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (!NUMBER.matcher(text).matches()) {
      throw wrong(parameter, text);
    }
    return Double.parseDouble(text);
  }

  private static Long whole(ParameterManifest parameter, String text) {
    double value = number(parameter, text);
    if (value != Math.rint(value) || Math.abs(value) > 1L << 53) {
      throw wrong(parameter, text);
    }
    inRange(parameter, value, text);
    return (long) value;
  }

  private static Double inRange(ParameterManifest parameter, double value, String text) {
    Double minimum = parameter.minimum();
    Double maximum = parameter.maximum();
    if ((minimum != null && value < minimum) || (maximum != null && value > maximum)) {
      throw wrong(parameter, text);
    }
    return value;
  }

  private static Boolean truth(ParameterManifest parameter, String text) {
    switch (text.toLowerCase(Locale.US)) {
      case "true":
      case "1":
        return Boolean.TRUE;
      case "false":
      case "0":
        return Boolean.FALSE;
      default:
        throw wrong(parameter, text);
    }
  }

  private static String choice(ParameterManifest parameter, String text) {
    List<String> choices = parameter.choices();
    if (choices == null || choices.contains(text)) {
      return text;
    }
    for (String choice : choices) {
      if (choice.equalsIgnoreCase(text)) {
        return choice;
      }
    }
    throw wrong(parameter, text);
  }

  private static ParameterException wrong(ParameterManifest parameter, String text) {
    return new ParameterException(
        quoted(parameter) + ": expected " + expected(parameter) + ", found \"" + text + "\".",
        parameter.help() == null ? "Correct the value." : parameter.help());
  }

  private static String quoted(ParameterManifest parameter) {
    return "\"" + parameter.name() + "\"";
  }

  /** What a parameter takes, in words. */
  public static String expected(ParameterManifest parameter) {
    switch (parameter.kind()) {
      case "float":
        return "a number" + range(parameter);
      case "int":
        return "a whole number" + range(parameter);
      case "bool":
        return "true or false";
      case "choice":
        return "one of " + parameter.choices();
      case "path":
        return "a file";
      case "folder":
        return "a folder";
      case "image":
        return "the title of an open image";
      case "table":
        return "the title of an open table";
      default:
        return "a " + parameter.kind();
    }
  }

  private static String range(ParameterManifest parameter) {
    Double minimum = parameter.minimum();
    Double maximum = parameter.maximum();
    String unit = parameter.unit() == null ? "" : " " + parameter.unit();
    if (minimum != null && maximum != null) {
      return " from " + show(minimum) + " to " + show(maximum) + unit;
    }
    if (minimum != null) {
      return ", at least " + show(minimum) + unit;
    }
    return maximum == null ? unit.isEmpty() ? "" : " in" + unit : ", at most " + show(maximum) + unit;
  }

  /** A value as the text that {@link #parse} reads; empty for null. */
  public static String show(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      if (Double.isInfinite(number)) {
        return number < 0 ? "-inf" : "inf";
      }
      if (number == Math.rint(number) && Math.abs(number) < 1e15) {
        return String.valueOf((long) number);
      }
    }
    return String.valueOf(value);
  }
}
