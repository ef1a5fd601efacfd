package io.drua.bridge;

import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Manifests of processors for tests, in the bridge's package because only the bridge makes them. */
public final class Processors {
  private Processors() {}

  /** A processor with parameters, each made by {@link #parameter}. */
  @SafeVarargs
  public static RoutineManifest processor(String name, String label, String summary, Map<String, Object>... parameters) {
    return routine("processor", Paths.get("processors", name + ".py"), "ab12", name, label, summary, parameters);
  }

  /** A routine of a file: {@code use} is "command", "processor" or "both". */
  @SafeVarargs
  public static RoutineManifest routine(
      String use, Path file, String hash, String name, String label, String summary, Map<String, Object>... parameters) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", name);
    values.put("label", label);
    values.put("summary", summary);
    values.put("description", summary);
    values.put("use", use);
    values.put("images", Collections.singletonList("image"));
    List<Object> declared = new ArrayList<>();
    for (Map<String, Object> parameter : parameters) {
      declared.add(parameter);
    }
    values.put("parameters", declared);
    return new RoutineManifest(file, hash, values);
  }

  /** A parameter: name, kind, then further keys and values. */
  public static Map<String, Object> parameter(String name, String kind, Object... more) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", name);
    values.put("kind", kind);
    values.put("label", name.replace('_', ' '));
    for (int i = 0; i < more.length; i += 2) {
      values.put((String) more[i], more[i + 1]);
    }
    return values;
  }
}
