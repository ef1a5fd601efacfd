package io.drua.micromanager.settings;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.micromanager.PropertyMap;
import org.micromanager.PropertyMaps;

/**
 * What one Python Processor of a pipeline is set to. Immutable. Micro-Manager keeps it as a property map: in the user
 * profile, and on the way from the configurator to the factory.
 */
public final class ProcessorSettings {
  /** Longest time, in milliseconds, that live view waits for a frame, where nothing else is set. */
  public static final int DEFAULT_LIVE_WAIT = 40;

  private static final String ID = "DruaId";
  private static final String ROUTINE = "DruaRoutine";
  private static final String PARAMETERS = "DruaParameters";
  private static final String ON_FAILURE = "DruaOnFailure";
  private static final String KEEP_RAW = "DruaKeepRaw";
  private static final String LIVE_WAIT = "DruaLiveWaitMillis";

  private final String id;
  private final String routine;
  private final Map<String, String> parameters;
  private final FailurePolicy onFailure;
  private final boolean keepRaw;
  private final int liveWaitMillis;

  private ProcessorSettings(
      String id,
      String routine,
      Map<String, String> parameters,
      FailurePolicy onFailure,
      boolean keepRaw,
      int liveWaitMillis) {
    this.id = id;
    this.routine = routine;
    this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    this.onFailure = onFailure;
    this.keepRaw = keepRaw;
    this.liveWaitMillis = liveWaitMillis;
  }

  /** A new processor without a routine. */
  public static ProcessorSettings fresh() {
    return new ProcessorSettings(
        UUID.randomUUID().toString(),
        "",
        Collections.<String, String>emptyMap(),
        FailurePolicy.STOP,
        false,
        DEFAULT_LIVE_WAIT);
  }

  // -- Changing --

  /** The same with another routine, whose parameters have their defaults. */
  public ProcessorSettings withRoutine(String key) {
    return new ProcessorSettings(
        id, Objects.requireNonNull(key), Collections.<String, String>emptyMap(), onFailure, keepRaw, liveWaitMillis);
  }

  /** The same with other parameters: texts by name; what is left out has the routine's default. */
  public ProcessorSettings withParameters(Map<String, String> values) {
    return new ProcessorSettings(id, routine, values, onFailure, keepRaw, liveWaitMillis);
  }

  /** The same with another answer to failures. */
  public ProcessorSettings withOnFailure(FailurePolicy policy) {
    return new ProcessorSettings(id, routine, parameters, policy, keepRaw, liveWaitMillis);
  }

  /** The same with or without the raw frames in channels of their own. */
  public ProcessorSettings withKeepRaw(boolean keep) {
    return new ProcessorSettings(id, routine, parameters, onFailure, keep, liveWaitMillis);
  }

  /** The same with another longest wait of live view, from 1 to 10,000 ms. */
  public ProcessorSettings withLiveWaitMillis(int millis) {
    int bounded = Math.max(1, Math.min(10_000, millis));
    return new ProcessorSettings(id, routine, parameters, onFailure, keepRaw, bounded);
  }

  // -- What it says --

  /** What tells this processor from others of the pipeline, and stays the same when it is set otherwise. */
  public String id() {
    return id;
  }

  /** Key of the routine: {@code file.function}; empty if none was chosen yet. */
  public String routine() {
    return routine;
  }

  /** Parameters as texts, by name; what is missing has the routine's default. Unmodifiable. */
  public Map<String, String> parameters() {
    return parameters;
  }

  /** What happens when the routine fails. */
  public FailurePolicy onFailure() {
    return onFailure;
  }

  /** Whether each input frame of an acquisition is saved too, in a channel of its own. */
  public boolean keepRaw() {
    return keepRaw;
  }

  /** Longest time, in milliseconds, that live view waits for a frame before it shows what it has. */
  public int liveWaitMillis() {
    return liveWaitMillis;
  }

  // -- As a property map --

  /** Reads a map that {@link #toPropertyMap} made, or Micro-Manager's for a new processor. Whatever is missing or odd has its default. */
  public static ProcessorSettings of(PropertyMap map) {
    ProcessorSettings fresh = fresh();
    Map<String, String> parameters = new LinkedHashMap<>();
    if (map.containsPropertyMap(PARAMETERS)) {
      PropertyMap texts = map.getPropertyMap(PARAMETERS, PropertyMaps.builder().build());
      for (String name : texts.keySet()) {
        if (texts.containsString(name)) {
          parameters.put(name, texts.getString(name, ""));
        }
      }
    }
    return new ProcessorSettings(
            map.containsString(ID) ? map.getString(ID, fresh.id) : fresh.id,
            map.containsString(ROUTINE) ? map.getString(ROUTINE, "") : "",
            parameters,
            FailurePolicy.of(map.containsString(ON_FAILURE) ? map.getString(ON_FAILURE, "") : ""),
            map.containsBoolean(KEEP_RAW) && map.getBoolean(KEEP_RAW, false),
            DEFAULT_LIVE_WAIT)
        .withLiveWaitMillis(
            map.containsInteger(LIVE_WAIT) ? map.getInteger(LIVE_WAIT, DEFAULT_LIVE_WAIT) : DEFAULT_LIVE_WAIT);
  }

  /** Whether a map was made for the processor with this id. */
  public static boolean isOf(PropertyMap map, String id) {
    return map != null && map.containsString(ID) && id.equals(map.getString(ID, ""));
  }

  /** Whether a map was made for a Python Processor. */
  public static boolean isOurs(PropertyMap map) {
    return map != null && map.containsString(ID);
  }

  /** As Micro-Manager keeps it. */
  public PropertyMap toPropertyMap() {
    PropertyMap.Builder texts = PropertyMaps.builder();
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      texts.putString(parameter.getKey(), parameter.getValue());
    }
    return PropertyMaps.builder()
        .putString(ID, id)
        .putString(ROUTINE, routine)
        .putPropertyMap(PARAMETERS, texts.build())
        .putString(ON_FAILURE, onFailure.name())
        .putBoolean(KEEP_RAW, keepRaw)
        .putInteger(LIVE_WAIT, liveWaitMillis)
        .build();
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof ProcessorSettings)) {
      return false;
    }
    ProcessorSettings settings = (ProcessorSettings) other;
    return id.equals(settings.id)
        && routine.equals(settings.routine)
        && parameters.equals(settings.parameters)
        && onFailure == settings.onFailure
        && keepRaw == settings.keepRaw
        && liveWaitMillis == settings.liveWaitMillis;
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return (routine.isEmpty() ? "no routine" : routine) + " " + parameters;
  }
}
