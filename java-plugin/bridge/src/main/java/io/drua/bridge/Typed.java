package io.drua.bridge;

import java.util.Objects;

/**
 * A value with a type name, for what has no counterpart of its own in Java: {@code "drua.Table"}, {@code "drua.Rois"},
 * {@code "drua.Points"}, {@code "drua.Labels"}, {@code "drua.Figure"}, {@code "drua.Results"}. Immutable, as far as its
 * value is.
 */
public final class Typed {
  private final String name;
  @Nullable private final Object value;

  /** Makes a value with a type name. */
  public Typed(String name, @Nullable Object value) {
    this.name = Objects.requireNonNull(name, "name");
    this.value = value;
  }

  /** Name of the type. */
  public String name() {
    return name;
  }

  /** The value itself: what the bridge makes of other Python values. */
  @Nullable
  public Object value() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Typed
        && name.equals(((Typed) other).name)
        && Objects.equals(value, ((Typed) other).value);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Objects.hashCode(value);
  }

  @Override
  public String toString() {
    return name + "(" + value + ")";
  }
}
