package io.drua.fiji.dialog;

import ij.macro.Interpreter;
import io.drua.bridge.ParameterException;
import io.drua.bridge.ParameterManifest;
import io.drua.bridge.RoutineManifest;
import io.drua.bridge.form.ParameterText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values that one command runs with: parameters by name, and titles of the images besides the active one.
 * Immutable.
 */
public final class ParameterValues {
  /** Options that ImageJ itself puts beside those of a command. */
  private static final String[] HOST_FLAGS = {"stack", "slice"};

  private final Map<String, Object> values;
  private final Map<String, String> images;

  ParameterValues(Map<String, Object> values, Map<String, String> images) {
    this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    this.images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
  }

  /** Parameters by name: Double, Long, Boolean, String; images, tables by title; null for an empty optional one. */
  public Map<String, Object> values() {
    return values;
  }

  /** Titles of the images besides the active one, by the name of the image, in the order of the call. */
  public Map<String, String> images() {
    return images;
  }

  /**
   * The defaults.
   *
   * @throws ParameterException if a parameter has none
   */
  public static ParameterValues defaults(RoutineManifest routine) {
    return read(routine, "");
  }

  /**
   * Reads the options of a macro. What isn't given takes the routine's own default, never the value of the last run.
   *
   * @throws ParameterException if an option is unknown, missing, or not what the parameter takes
   */
  public static ParameterValues read(RoutineManifest routine, String text) {
    Options options = Options.parse(text);
    Map<String, Object> values = new LinkedHashMap<>();
    for (ParameterManifest parameter : routine.parameters()) {
      Options.Entry entry = options.take(parameter.name());
      if (entry != null) {
        values.put(parameter.name(), value(parameter, entry));
      } else if (parameter.required()) {
        throw new ParameterException(
            "\"" + parameter.name() + "\" is missing; expected " + ParameterText.expected(parameter) + ".",
            "Add " + parameter.name() + "=... to the options.");
      }
    }
    Map<String, String> images = new LinkedHashMap<>();
    for (String image : otherImages(routine)) {
      Options.Entry entry = options.take(image);
      if (entry == null || entry.value == null) {
        throw new ParameterException(
            "\"" + image + "\" is missing; expected the title of an open image.",
            "Add " + image + "=[title] to the options.");
      }
      images.put(image, variable(entry.value));
    }
    for (String flag : HOST_FLAGS) {
      options.takeFlag(flag);
    }
    for (String unknown : options.rest()) {
      throw new ParameterException(
          "\"" + unknown + "\" isn't an option of this command; it takes " + names(routine) + ".",
          "Correct the name, or take the option out. Values with blanks are written in brackets: key=[two words].");
    }
    return new ParameterValues(values, images);
  }

  private static Object value(ParameterManifest parameter, Options.Entry entry) {
    if (entry.value == null) {
      if (parameter.kind().equals("bool")) {
        return Boolean.TRUE;
      }
      throw new ParameterException(
          "\"" + entry.key + "\" has no value; expected " + ParameterText.expected(parameter) + ".",
          "Write " + parameter.name() + "=value, without blanks around the equals sign.");
    }
    return ParameterText.parse(parameter, variable(entry.value));
  }

  /** Reads {@code &name} as ImageJ does: the value of the macro's variable. */
  private static String variable(String text) {
    if (!text.startsWith("&") || text.length() == 1) {
      return text;
    }
    Interpreter macro = Interpreter.getInstance();
    String value = macro == null ? null : macro.getVariableAsString(text.substring(1));
    return value == null ? text : value;
  }

  private static List<String> names(RoutineManifest routine) {
    List<String> names = new ArrayList<>();
    for (ParameterManifest parameter : routine.parameters()) {
      names.add(parameter.name());
    }
    names.addAll(otherImages(routine));
    return names;
  }

  /** Names of the images besides the first, which is the active one. */
  public static List<String> otherImages(RoutineManifest routine) {
    List<String> images = routine.images();
    return images.size() < 2 ? Collections.<String>emptyList() : images.subList(1, images.size());
  }

  /** The options text that gives these values again, defaults included: what an image's provenance says. */
  public String options(RoutineManifest routine) {
    StringBuilder text = new StringBuilder();
    for (ParameterManifest parameter : routine.parameters()) {
      boolean given = values.containsKey(parameter.name());
      Object value = given ? values.get(parameter.name()) : parameter.defaultValue();
      if (given || value != null) {
        append(text, parameter.name(), ParameterText.show(value));
      }
    }
    for (Map.Entry<String, String> image : images.entrySet()) {
      append(text, image.getKey(), image.getValue());
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String key, String value) {
    boolean brackets = value.isEmpty() || value.indexOf(' ') >= 0 || value.startsWith("[") || value.startsWith("'");
    text.append(text.length() == 0 ? "" : " ").append(key).append('=').append(brackets ? "[" + value + "]" : value);
  }
}
