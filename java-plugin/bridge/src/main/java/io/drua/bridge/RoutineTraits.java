package io.drua.bridge;

import java.util.Objects;

/** What a routine declares about itself, as far as the bridge must know it. Immutable. */
public final class RoutineTraits {
  private final String axes;
  private final boolean inPlace;
  private final boolean pin;
  private final boolean readOnly;
  private final boolean plainArrays;

  private RoutineTraits(Builder builder) {
    axes = builder.axes;
    inPlace = builder.inPlace;
    pin = builder.pin;
    readOnly = builder.readOnly;
    plainArrays = builder.plainArrays;
  }

  /** Starts with axes {@code "YX"}, not in place, not pinned. */
  public static Builder builder() {
    return new Builder();
  }

  /** Axes that the routine asks for, slowest first, for instance {@code "YX"}. */
  public String axes() {
    return axes;
  }

  /** Whether the routine changes its images. */
  public boolean inPlace() {
    return inPlace;
  }

  /** Whether the routine promises to be short, and neither to call Java nor to wait for another Python thread. */
  public boolean pin() {
    return pin;
  }

  /** Whether the images are handed over read-only, even if {@link #inPlace()} says otherwise. */
  public boolean readOnly() {
    return readOnly;
  }

  /** Whether the callable takes NumPy arrays, instead of {@code drua.Image} with metadata. */
  public boolean plainArrays() {
    return plainArrays;
  }

  /** Whether Python may write the images. */
  boolean writes() {
    return inPlace && !readOnly;
  }

  /** Collects the traits. Not for several threads at once. */
  public static final class Builder {
    private String axes = "YX";
    private boolean inPlace;
    private boolean pin;
    private boolean readOnly;
    private boolean plainArrays;

    private Builder() {}

    /** Axes, slowest first. */
    public Builder axes(String value) {
      axes = Objects.requireNonNull(value, "axes");
      return this;
    }

    /** Whether images are changed; by default they are read-only. */
    public Builder inPlace(boolean value) {
      inPlace = value;
      return this;
    }

    /** Whether images may be pinned on collectors that a pin holds up. */
    public Builder pin(boolean value) {
      pin = value;
      return this;
    }

    /** Whether images are read-only whatever {@link #inPlace(boolean)} says. */
    public Builder readOnly(boolean value) {
      readOnly = value;
      return this;
    }

    /** Whether the callable takes NumPy arrays without metadata. */
    public Builder plainArrays(boolean value) {
      plainArrays = value;
      return this;
    }

    /** Makes the traits. */
    public RoutineTraits build() {
      return new RoutineTraits(this);
    }
  }
}
