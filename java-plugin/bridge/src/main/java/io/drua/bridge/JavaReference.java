package io.drua.bridge;

import java.util.Objects;

/**
 * A Java object as an argument or result for Python that is to get the object itself, live, instead of a copy of its
 * value: {@code JavaReference.of(list)} is a view of the list there, where the list itself would be copied. Immutable.
 */
public final class JavaReference {
  private final Object value;

  private JavaReference(Object value) {
    this.value = Objects.requireNonNull(value, "value");
  }

  /**
   * Wraps an object.
   *
   * @throws NullPointerException if it is null, which needs no wrapper
   */
  public static JavaReference of(Object value) {
    return new JavaReference(value);
  }

  /** The object. */
  public Object value() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JavaReference && value == ((JavaReference) other).value;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(value);
  }

  @Override
  public String toString() {
    return "JavaReference(" + value + ")";
  }
}
