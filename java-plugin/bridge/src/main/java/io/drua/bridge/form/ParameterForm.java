package io.drua.bridge.form;

import io.drua.bridge.Nullable;
import io.drua.bridge.ParameterException;
import io.drua.bridge.ParameterManifest;
import io.drua.bridge.RoutineManifest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a dialog asks for a routine: one field a parameter, in the order of the declaration, and the texts that stand in
 * them. All front ends show the same form, and read it by the same rules as macro options. It knows no window; it
 * belongs to one thread, the one of the user interface.
 */
public final class ParameterForm {
  private final RoutineManifest routine;
  private final List<ParameterField> fields;

  /**
   * Makes a form.
   *
   * @param texts what stands in the fields at first, by name of the parameter; the others have their defaults
   */
  public ParameterForm(RoutineManifest routine, Map<String, String> texts) {
    this.routine = routine;
    List<ParameterField> list = new ArrayList<ParameterField>();
    for (ParameterManifest parameter : routine.parameters()) {
      list.add(new ParameterField(parameter, texts.get(parameter.name())));
    }
    this.fields = Collections.unmodifiableList(list);
  }

  /** The routine that it asks for. */
  public RoutineManifest routine() {
    return routine;
  }

  /** The fields. Unmodifiable. */
  public List<ParameterField> fields() {
    return fields;
  }

  /**
   * The field of a parameter.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public ParameterField field(String name) {
    for (ParameterField field : fields) {
      if (field.name().equals(name)) {
        return field;
      }
    }
    throw new IllegalArgumentException("The routine " + routine.name() + " has no parameter \"" + name + "\".");
  }

  /** The texts by name, of all fields that can be filled in. */
  public Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<String, String>();
    for (ParameterField field : fields) {
      if (field.control() != ParameterField.Control.SELECTION) {
        texts.put(field.name(), field.text());
      }
    }
    return texts;
  }

  /**
   * The values by name, of all fields that can be filled in: Double, Long, Boolean, String; images and tables by title;
   * null for an empty optional one.
   *
   * @throws ParameterException for the first field whose text is wrong
   */
  public Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<String, Object>();
    for (ParameterField field : fields) {
      if (field.control() != ParameterField.Control.SELECTION) {
        values.put(field.name(), field.value());
      }
    }
    return values;
  }

  /** What is wrong with the first field that is wrong; null if all are right. */
  @Nullable
  public String problem() {
    for (ParameterField field : fields) {
      String problem = field.problem();
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  /** Puts the defaults into all fields. */
  public void setDefaults() {
    for (ParameterField field : fields) {
      field.setDefault();
    }
  }

  // -- Texts for people --

  /** The routine's name for people, without the dots that say in a menu that a dialog follows. */
  public static String title(RoutineManifest routine) {
    return withoutDots(routine.label());
  }

  /** The name of a command without the dots that say in a menu that a dialog follows. */
  public static String withoutDots(String command) {
    return command.endsWith("...") ? command.substring(0, command.length() - 3) : command;
  }

  /** The routine's documentation and what each parameter takes, as HTML in the subset that Swing shows. */
  public String help() {
    return RoutineHelp.html(routine);
  }

  /** A text as HTML that shows it. */
  public static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
