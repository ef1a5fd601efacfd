package io.drua.bridge;

import java.util.Objects;

/**
 * A Java object as an argument or result for Python that is to get the object itself, live, instead of a copy of its
 * value: {@code JavaReference.of(list)} is a view of the list there, where the list itself would be copied. Immutable.
 */
public final class JavaReference {
  private final Object value;
  private final boolean exact;

  private JavaReference(Object value, boolean exact) {
    this.value = Objects.requireNonNull(value, "value");
    this.exact = exact;
  }

  /**
   * Wraps an object.
   *
   * @throws NullPointerException if it is null, which needs no wrapper
   */
  public static JavaReference of(Object value) {
    return new JavaReference(value, false);
  }

  /**
   * Wraps an object that goes to Python as a Java object in any case: without this, one that stands for a Python object,
   * such as a proxy, is that Python object there.
   *
   * @throws NullPointerException if it is null
   */
  public static JavaReference exactly(Object value) {
    return new JavaReference(value, true);
  }

  /** Whether Python gets a Java object in any case. */
  boolean isExact() {
    return exact;
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
