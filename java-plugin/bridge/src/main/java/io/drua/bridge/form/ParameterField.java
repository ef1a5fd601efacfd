package io.drua.bridge.form;

import io.drua.bridge.Nullable;
import io.drua.bridge.ParameterException;
import io.drua.bridge.ParameterManifest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One field of a {@link ParameterForm}: what a dialog shows for a parameter, and the text that stands in it. Like the
 * form it belongs to one thread.
 */
public final class ParameterField {
  /** What a dialog makes of a parameter. */
  public enum Control {
    /** On or off: the texts {@code true} and {@code false}. */
    CHECKBOX,
    /** One of {@link ParameterField#choices}. */
    CHOICE,
    /** A number between two bounds: a slider beside the text. */
    SLIDER,
    /** A number without bounds on both sides: a text with arrows. */
    SPINNER,
    /** A text. */
    TEXT,
    /** The path of a file. */
    FILE,
    /** The path of a folder. */
    FOLDER,
    /** An image that is open in the host program, by its title. */
    IMAGE,
    /** A table that is open in the host program, by its title. */
    TABLE,
    /** The selection of the active image: nothing to fill in. */
    SELECTION
  }

  /** What stands in a list for an optional parameter without a value. */
  public static final String NONE = "(none)";

  /** About as many positions has a slider whose parameter has no step of its own. */
  private static final int POSITIONS = 200;

  private static final int MOST_POSITIONS = 1_000_000;

  private final ParameterManifest parameter;
  private final Control control;
  private String text;

  ParameterField(ParameterManifest parameter, @Nullable String initial) {
    this.parameter = parameter;
    this.text = initial == null ? ParameterText.show(parameter.defaultValue()) : initial;
    this.control = control(parameter, ParameterText.show(parameter.defaultValue()));
  }

  private static Control control(ParameterManifest parameter, String initial) {
    switch (parameter.kind()) {
      case "bool":
        return Control.CHECKBOX;
      case "choice":
        return Control.CHOICE;
      case "float":
      case "int":
        return isBounded(parameter) && !Double.isNaN(number(initial)) ? Control.SLIDER : Control.SPINNER;
      case "path":
        return Control.FILE;
      case "folder":
        return Control.FOLDER;
      case "image":
        return Control.IMAGE;
      case "table":
        return Control.TABLE;
      case "roi":
        return Control.SELECTION;
      default:
        return Control.TEXT;
    }
  }

  // -- What it is --

  /** The declaration. */
  public ParameterManifest parameter() {
    return parameter;
  }

  /** Name of the Python argument. */
  public String name() {
    return parameter.name();
  }

  /** What the dialog makes of it. */
  public Control control() {
    return control;
  }

  /** Text beside the field, with a capital. */
  public String label() {
    String label = parameter.label();
    return label.isEmpty() ? label : Character.toUpperCase(label.charAt(0)) + label.substring(1);
  }

  /** The label with the unit in brackets, where there is one. */
  public String labelWithUnit() {
    return parameter.unit() == null ? label() : label() + " (" + parameter.unit() + ")";
  }

  /** What it takes, in words, and the parameter's help. */
  public String help() {
    String expected = ParameterText.expected(parameter);
    String text = Character.toUpperCase(expected.charAt(0)) + expected.substring(1) + ".";
    return parameter.help() == null ? text : RoutineHelp.plain(parameter.help()) + "\n" + text;
  }

  /** Whether it may be left empty, which Python sees as {@code None}. */
  public boolean isOptional() {
    return !parameter.required() && parameter.defaultValue() == null;
  }

  /** What to choose from, {@link #NONE} first where the field may be left empty; empty unless it is a choice. */
  public List<String> choices() {
    List<String> choices = parameter.choices();
    return choices == null ? Collections.<String>emptyList() : withNone(choices, isOptional());
  }

  /** The titles that the host offers, after {@link #NONE} where a value needn't be given. */
  public List<String> choices(List<String> titles) {
    return withNone(titles, !parameter.required());
  }

  private static List<String> withNone(List<String> choices, boolean optional) {
    List<String> offered = new ArrayList<String>(choices);
    if (optional) {
      offered.add(0, NONE);
    }
    return offered;
  }

  // -- What stands in it --

  /** The text; empty for no value. */
  public String text() {
    return text;
  }

  /** Puts a text in; {@link #NONE} of a list stands for the empty one. */
  public void setText(String value) {
    boolean none = value.equals(NONE) && control != Control.TEXT;
    text = none ? "" : value;
  }

  /** Puts the default in; the empty text where there is none. */
  public void setDefault() {
    text = ParameterText.show(parameter.defaultValue());
  }

  /**
   * The value.
   *
   * @return Double, Long, Boolean or String by the parameter's kind; null for an empty optional one
   * @throws ParameterException if the text isn't such a value, or is out of range
   */
  @Nullable
  public Object value() {
    return ParameterText.parse(parameter, text);
  }

  /** What is wrong with the text; null if nothing is. */
  @Nullable
  public String problem() {
    if (control == Control.SELECTION) {
      return null;
    }
    try {
      value();
      return null;
    } catch (ParameterException e) {
      return e.getMessage();
    }
  }

  // -- Numbers --

  private static boolean isBounded(ParameterManifest parameter) {
    Double minimum = parameter.minimum();
    Double maximum = parameter.maximum();
    return minimum != null && maximum != null && !Double.isInfinite(maximum - minimum) && maximum > minimum;
  }

  private boolean isWhole() {
    return parameter.kind().equals("int");
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text.trim());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static double orElse(@Nullable Double value, double other) {
    return value == null ? other : value;
  }

  /** How far one step of a slider or an arrow goes from the present value. Greater than 0. */
  public double step() {
    Double declared = parameter.step();
    if (declared != null && declared > 0) {
      return declared;
    }
    if (isWhole()) {
      return 1;
    }
    if (control == Control.SLIDER) {
      return handy((orElse(parameter.maximum(), 1) - orElse(parameter.minimum(), 0)) / POSITIONS);
    }
    // A tenth of the value's power of ten: 2.5 goes on to 2.6, 25 to 26.
    double size = Math.abs(number(text));
    return Double.isNaN(size) || size == 0 || Double.isInfinite(size) ? 0.1 : Math.pow(10, Math.floor(Math.log10(size)) - 1);
  }

  /** The nearest of 1, 2 and 5 times a power of ten: a slider from 1 to 200 goes by 1, not by 0.995. */
  private static double handy(double step) {
    double power = Math.pow(10, Math.floor(Math.log10(step)));
    double digit = step / power;
    return power * (digit < 1.4 ? 1 : digit < 3.2 ? 2 : digit < 7.1 ? 5 : 10);
  }

  /** Number of the last position of the slider; the first is 0. */
  public int lastPosition() {
    double range = orElse(parameter.maximum(), 1) - orElse(parameter.minimum(), 0);
    return (int) Math.max(1, Math.min(MOST_POSITIONS, Math.ceil(range / step() - 1e-9)));
  }

  /** The slider's position for the present text: the nearest one; the first for what is no number. */
  public int position() {
    double value = number(text);
    double minimum = orElse(parameter.minimum(), 0);
    double range = orElse(parameter.maximum(), 1) - minimum;
    if (Double.isNaN(value) || value <= minimum) {
      return 0;
    }
    double steps = Math.min(range, value - minimum) / stride();
    return (int) Math.min(lastPosition(), value - minimum >= range ? lastPosition() : Math.round(steps));
  }

  private double stride() {
    double range = orElse(parameter.maximum(), 1) - orElse(parameter.minimum(), 0);
    return Math.max(step(), range / MOST_POSITIONS);
  }

  /** The text for a position of the slider. */
  public String textAt(int position) {
    return rounded(orElse(parameter.minimum(), 0) + position * stride(), stride());
  }

  /** The text some steps up (or down, if negative), inside the bounds; what is no number goes to the default or to 0. */
  public String stepped(int steps) {
    double value = number(text);
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      double start = number(ParameterText.show(parameter.defaultValue()));
      return rounded(Double.isNaN(start) || Double.isInfinite(start) ? 0 : start, step());
    }
    return rounded(value + steps * step(), step());
  }

  private String rounded(double value, double step) {
    double bounded = Math.max(orElse(parameter.minimum(), -Double.MAX_VALUE),
        Math.min(orElse(parameter.maximum(), Double.MAX_VALUE), value));
    if (isWhole()) {
      return ParameterText.show((double) Math.round(bounded));
    }
    // Two digits below the step: sums of 0.1 are not 0.30000000000000004. A bound is kept as it is declared.
    int digits = 2 - (int) Math.floor(Math.log10(step));
    BigDecimal exact = BigDecimal.valueOf(bounded);
    double shown = bounded != value ? bounded : exact.setScale(Math.max(0, digits), RoundingMode.HALF_EVEN).doubleValue();
    return ParameterText.show(shown);
  }

  @Override
  public String toString() {
    return name() + "=" + text;
  }
}
