package io.drua.bridge.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the golden files of {@code tests/contract}. Numbers in them are small enough for a double. */
public final class Contract {
  private final String text;
  private int at;

  private Contract(String text) {
    this.text = text;
  }

  /** One of the files, as maps, lists, strings, booleans and doubles. */
  public static Map<?, ?> read(String name) {
    Path root = Paths.get(System.getProperty("drua.root", "../.."));
    Path file = root.resolve("tests").resolve("contract").resolve(name);
    try {
      return (Map<?, ?>) new Contract(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)).value();
    } catch (IOException missing) {
      throw new IllegalStateException("The golden file " + file.toAbsolutePath() + " can't be read.", missing);
    }
  }

  /** A number inside nested maps. */
  public static int number(Map<?, ?> map, String... path) {
    Object value = map;
    for (String key : path) {
      value = ((Map<?, ?>) value).get(key);
    }
    return ((Double) value).intValue();
  }

  private char next() {
    while (Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return text.charAt(at);
  }

  private boolean skip(char wanted) {
    if (next() != wanted) {
      return false;
    }
    at++;
    return true;
  }

  private Object value() {
    char first = next();
    if (first == '{') {
      return map();
    } else if (first == '[') {
      return list();
    } else if (first == '"') {
      return string();
    }
    int start = at;
    while (at < text.length() && "+-.0123456789abcdefghijklmnopqrstuvwxyzE".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String word = text.substring(start, at);
    switch (word) {
      case "null":
        return null;
      case "true":
        return true;
      case "false":
        return false;
      default:
        return Double.valueOf(word);
    }
  }

  private Map<String, Object> map() {
    Map<String, Object> map = new LinkedHashMap<String, Object>();
    at++;
    while (!skip('}')) {
      next();
      String key = string();
      require(':');
      map.put(key, value());
      skip(',');
    }
    return map;
  }

  private List<Object> list() {
    List<Object> list = new ArrayList<Object>();
    at++;
    while (!skip(']')) {
      list.add(value());
      skip(',');
    }
    return list;
  }

  private void require(char wanted) {
    if (!skip(wanted)) {
      throw new IllegalStateException("Expected " + wanted + " at " + at);
    }
  }

  private String string() {
    StringBuilder out = new StringBuilder();
    at++;
    while (text.charAt(at) != '"') {
      char unit = text.charAt(at++);
      if (unit != '\\') {
        out.append(unit);
        continue;
      }
      char escape = text.charAt(at++);
      if (escape == 'u') {
        out.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
        at += 4;
      } else {
        int plain = "nrtbf".indexOf(escape);
        out.append(plain < 0 ? escape : "\n\r\t\b\f".charAt(plain));
      }
    }
    at++;
    return out.toString();
  }
}
