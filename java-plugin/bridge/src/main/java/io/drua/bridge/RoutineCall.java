package io.drua.bridge;

import io.drua.bridge.internal.NativeHome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One call of a routine: its images, its parameters, and the way to stop it. Good for one run; {@link #cancel()} may
 * come from any thread.
 */
public final class RoutineCall {
  private final long id = NativeHome.nextId();
  private final ImageBuffer[] images;
  private final Map<String, Object> parameters;
  private final boolean onCallerThread;
  @Nullable private final String copyReason;
  @Nullable private final Object resultArray;
  private volatile boolean cancelled;
  private volatile boolean running;

  private RoutineCall(Builder builder) {
    images = builder.images.toArray(new ImageBuffer[0]);
    parameters =
        builder.parameters.isEmpty()
            ? Collections.<String, Object>emptyMap()
            : Collections.unmodifiableMap(new LinkedHashMap<String, Object>(builder.parameters));
    onCallerThread = builder.onCallerThread;
    copyReason = builder.copyReason;
    resultArray = builder.resultArray;
  }

  /** Starts with no image and no parameter. */
  public static Builder builder() {
    return new Builder();
  }

  /** Number of the call, unique in the JVM: the one that a {@link RuntimeListener} hears. */
  public long id() {
    return id;
  }

  /** The parameters by name. Unmodifiable. */
  public Map<String, Object> parameters() {
    return parameters;
  }

  /** Whether {@link #cancel()} was called. */
  public boolean isCancelled() {
    return cancelled;
  }

  /**
   * Asks the routine to stop at its next step in Python. Returns at once; never waits for Python. A call that has not
   * begun will not begin.
   */
  public void cancel() {
    cancelled = true;
    if (running) {
      Cancellation.request(this);
    }
  }

  ImageBuffer[] images() {
    return images;
  }

  boolean onCallerThread() {
    return onCallerThread;
  }

  /** Why images of this call are copied whatever the policy says, or null. */
  @Nullable
  String copyReason() {
    return copyReason;
  }

  /** The array that gets what Python wrote into the copy of the first image, or null for the image itself. */
  @Nullable
  Object resultArray() {
    return resultArray;
  }

  boolean isRunning() {
    return running;
  }

  void setRunning(boolean value) {
    running = value;
  }

  /** Collects a call. Not for several threads at once. */
  public static final class Builder {
    private final List<ImageBuffer> images = new ArrayList<ImageBuffer>(2);
    private final Map<String, Object> parameters = new LinkedHashMap<String, Object>(4);
    private boolean onCallerThread;
    @Nullable private String copyReason;
    @Nullable private Object resultArray;

    private Builder() {}

    /** Adds an image; images are the first arguments of the function, in this order. */
    public Builder image(ImageBuffer image) {
      images.add(Objects.requireNonNull(image, "image"));
      return this;
    }

    /** Sets a parameter. */
    public Builder parameter(String name, @Nullable Object value) {
      parameters.put(Objects.requireNonNull(name, "name"), value);
      return this;
    }

    /** Sets several parameters. */
    public Builder parameters(Map<String, ?> values) {
      parameters.putAll(values);
      return this;
    }

    /**
     * Runs on the calling thread, instead of one of Drua's own with a stack of 16 MB. Quicker by a hand-over. Endless
     * recursion through C code may then end the JVM on a thread with a small stack, unless an image is pinned: such calls
     * run on a large stack of their own, but not on Windows.
     */
    public Builder onCallerThread() {
      onCallerThread = true;
      return this;
    }

    /**
     * Copies images of the Java heap, whatever the policy says: for calls that may be abandoned, such as a preview, and
     * for routines that call Java.
     *
     * @param reason a few words for the report, for instance {@code "preview"}
     */
    public Builder copied(String reason) {
      copyReason = Objects.requireNonNull(reason, "reason");
      return this;
    }

    /**
     * The same, for an image whose pixels somebody else holds: after success, and only then, what the routine wrote
     * goes into another array, and the image's own is never changed.
     *
     * @param reason a few words for the report
     * @param result of the same class as the array of the first image, and at least as long; anything else, and an image
     *     that is off-heap or read-only, is refused by the run with a {@link ConversionException}
     */
    public Builder copiedInto(String reason, Object result) {
      copyReason = Objects.requireNonNull(reason, "reason");
      resultArray = Objects.requireNonNull(result, "result");
      return this;
    }

    /** Makes the call. */
    public RoutineCall build() {
      return new RoutineCall(this);
    }
  }
}
