package io.drua.bridge;

import java.util.Objects;

/**
 * A Java object as an argument or result for Python that is to get the object itself, live, instead of a copy of its
 * value: {@code JavaReference.of(list)} is a view of the list there, where the list itself would be copied. Immutable.
 */
public final class JavaReference {
  private final Object value;
  private final boolean asIs;

  private JavaReference(Object value, boolean asIs) {
    this.value = Objects.requireNonNull(value, "value");
    this.asIs = asIs;
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
   * Wraps an object that Python gets as a Java object even if it stands for one of Python's: a proxy as the proxy, where
   * {@link #of} gives Python what is behind it.
   *
   * @throws NullPointerException if it is null, which needs no wrapper
   */
  public static JavaReference asIs(Object value) {
    return new JavaReference(value, true);
  }

  /** The object. */
  public Object value() {
    return value;
  }

  boolean isAsIs() {
    return asIs;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JavaReference && isSame((JavaReference) other);
  }

  private boolean isSame(JavaReference other) {
    return value == other.value && asIs == other.asIs;
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
