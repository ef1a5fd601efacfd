package io.drua.fiji.dialog;

import io.drua.bridge.ParameterException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The options text of a macro's {@code run("Command...", "radius=2 title=[my image] keep")}, read strictly.
 *
 * <p>ImageJ itself looks for single keys in the text and takes a default for whatever it doesn't find, so that a typing
 * error changes a result without a word. Here the whole text is read: every key must be asked for by the command, once.
 * Keys are matched whatever their case, as ImageJ lower-cases them. Values are bare words, {@code [in brackets]} (which
 * may hold further pairs of brackets) or {@code 'in quotes'}; a key alone is a checkbox that is on.
 */
public final class Options {
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private Options() {}

  /**
   * Reads an options text.
   *
   * @throws ParameterException if a key is given twice, or a bracket or quote isn't closed
   */
  public static Options parse(String text) {
    Options options = new Options();
    int at = 0;
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else {
        at = options.readEntry(text, at);
      }
    }
    return options;
  }

  private int readEntry(String text, int start) {
    int at = start;
    while (at < text.length() && text.charAt(at) != '=' && !Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    String key = text.substring(start, at);
    if (at >= text.length() || text.charAt(at) != '=') {
      add(key, null);
      return at;
    }
    at++;
    char first = at < text.length() ? text.charAt(at) : ' ';
    if (first == '[' || first == '\'') {
      int end = first == '[' ? closingBracket(text, at) : text.indexOf('\'', at + 1);
      if (end < 0) {
        throw new ParameterException(
            "The value of \"" + key + "\" starts with " + first + " and has no end: \"" + text.substring(at) + "\".",
            first == '[' ? "Close the bracket: key=[some words]." : "Close the quote: key='some words'.");
      }
      add(key, text.substring(at + 1, end));
      return end + 1;
    }
    int end = at;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    add(key, text.substring(at, end));
    return end;
  }

  private static int closingBracket(String text, int open) {
    int depth = 0;
    for (int at = open; at < text.length(); at++) {
      if (text.charAt(at) == '[') {
        depth++;
      } else if (text.charAt(at) == ']' && --depth == 0) {
        return at;
      }
    }
    return -1;
  }

  private void add(String key, String value) {
    if (entries.put(fold(key), new Entry(key, value)) != null) {
      throw new ParameterException("The option \"" + key + "\" is given twice.", "Give each option once.");
    }
  }

  /** The form in which keys are compared: two names that differ only in case are the same key. */
  static String fold(String key) {
    return key.toLowerCase(Locale.US);
  }

  /**
   * Takes an option out.
   *
   * @return its entry, or null when it isn't given
   */
  Entry take(String key) {
    return entries.remove(fold(key));
  }

  /** Takes a bare word such as {@code stack} out, and says whether it was there. */
  public boolean takeFlag(String key) {
    Entry entry = entries.get(fold(key));
    if (entry == null || entry.value != null) {
      return false;
    }
    entries.remove(fold(key));
    return true;
  }

  /** Names of the options that nobody took, as written, in their order. */
  public Iterable<String> rest() {
    List<String> names = new ArrayList<>();
    for (Entry entry : entries.values()) {
      names.add(entry.key);
    }
    return names;
  }

  /** One option as it was written; {@code value} is null for a key alone. */
  static final class Entry {
    final String key;
    final String value;

    Entry(String key, String value) {
      this.key = key;
      this.value = value;
    }
  }
}
