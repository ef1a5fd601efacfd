package io.drua.fiji.stack.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what headers of NumPy are written in: a dictionary, tuples, lists, texts, whole numbers, True and False.
 * Nothing is evaluated. Values are a {@code Map}, {@code List}, {@code String}, {@code Long} or {@code Boolean}.
 */
final class PythonLiteral {
  private static final int DEEPEST = 16;

  private final String text;
  private int at;
  private int depth;

  PythonLiteral(String text) {
    this.text = text;
  }

  /**
   * The value that the text is.
   *
   * @throws IllegalArgumentException if it is none, with the place
   */
  Object read() {
    Object value = value();
    if (peek() != 0) {
      throw unexpected("the end");
    }
    return value;
  }

  private Object value() {
    if (++depth > DEEPEST) {
      throw new IllegalArgumentException("brackets more than " + DEEPEST + " deep at character " + at);
    }
    char first = peek();
    Object value;
    if (first == '{') {
      value = dictionary();
    } else if (first == '(' || first == '[') {
      value = list(first == '(' ? ')' : ']');
    } else if (first == '\'' || first == '"') {
      value = quoted(first);
    } else if (first == '-' || Character.isDigit(first)) {
      value = number();
    } else {
      value = word();
    }
    depth--;
    return value;
  }

  private Map<String, Object> dictionary() {
    Map<String, Object> entries = new LinkedHashMap<>();
    at++;
    while (peek() != '}') {
      Object key = value();
      if (!(key instanceof String) || peek() != ':') {
        throw unexpected("'key': value");
      }
      at++;
      entries.put((String) key, value());
      comma('}');
    }
    at++;
    return entries;
  }

  private List<Object> list(char end) {
    List<Object> items = new ArrayList<>();
    at++;
    while (peek() != end) {
      items.add(value());
      comma(end);
    }
    at++;
    return items;
  }

  private void comma(char end) {
    if (peek() == ',') {
      at++;
    } else if (peek() != end) {
      throw unexpected("',' or '" + end + "'");
    }
  }

  private String quoted(char quote) {
    int end = text.indexOf(quote, at + 1);
    int escape = text.indexOf('\\', at + 1);
    if (end < 0 || (escape >= 0 && escape < end)) {
      throw unexpected("a text in quotes, without escapes");
    }
    String inside = text.substring(at + 1, end);
    at = end + 1;
    return inside;
  }

  private Long number() {
    int begin = at++;
    while (at < text.length() && Character.isDigit(text.charAt(at))) {
      at++;
    }
    String digits = text.substring(begin, at);
    // Python 2 wrote long numbers with an L.
    if (at < text.length() && text.charAt(at) == 'L') {
      at++;
    }
    try {
      return Long.valueOf(digits);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("\"" + digits + "\" is no number of 64 bits", e);
    }
  }

  private Boolean word() {
    for (boolean value : new boolean[] {true, false}) {
      String name = value ? "True" : "False";
      if (text.startsWith(name, at)) {
        at += name.length();
        return value;
      }
    }
    throw unexpected("a value");
  }

  /** The next character that is no space, 0 at the end. */
  private char peek() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  private IllegalArgumentException unexpected(String expected) {
    String found = at < text.length() ? "\"" + text.substring(at, Math.min(text.length(), at + 20)) + "\"" : "the end";
    return new IllegalArgumentException("expected " + expected + " at character " + at + ", found " + found);
  }
}
