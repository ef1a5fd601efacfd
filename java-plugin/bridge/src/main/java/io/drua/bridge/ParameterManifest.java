package io.drua.bridge;

import java.util.List;
import java.util.Map;

/** The declaration of one parameter of a routine. Immutable. */
public final class ParameterManifest {
  private final ManifestFields fields;

  ParameterManifest(Map<?, ?> values) {
    this.fields = new ManifestFields(values);
  }

  /** Name of the Python argument. */
  public String name() {
    return fields.text("name", "");
  }

  /** Kind: {@code float int bool text choice path folder color image roi table}. */
  public String kind() {
    return fields.text("kind", "text");
  }

  /** Text beside the field in a dialog. */
  public String label() {
    return fields.text("label", name());
  }

  /** Default value ({@code Long}, {@code Double}, {@code Boolean}, {@code String}, ...), or {@code null}. */
  @Nullable
  public Object defaultValue() {
    return fields.get("default");
  }

  /** Whether a value must be given. */
  public boolean required() {
    return fields.flag("required");
  }

  /** Smallest value allowed, or {@code null}. */
  @Nullable
  public Double minimum() {
    return fields.number("minimum");
  }

  /** Largest value allowed, or {@code null}. */
  @Nullable
  public Double maximum() {
    return fields.number("maximum");
  }

  /** Step of a spinner, or {@code null}. */
  @Nullable
  public Double step() {
    return fields.number("step");
  }

  /** Unit, or {@code null}. */
  @Nullable
  public String unit() {
    return fields.textOrNull("unit");
  }

  /** The values to choose from; {@code null} unless the kind is {@code choice}. */
  @Nullable
  public List<String> choices() {
    return fields.get("choices") == null ? null : fields.texts("choices");
  }

  /** Help text, or {@code null}. */
  @Nullable
  public String help() {
    return fields.textOrNull("help");
  }

  @Override
  public String toString() {
    return name() + ": " + kind();
  }
}
