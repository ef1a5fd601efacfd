package io.drua.bridge;

import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Manifests for tests, made as the catalog makes them, in the bridge's package because only the bridge may. */
public final class Manifests {
  private Manifests() {}

  /** A routine in place on one image, with parameters. */
  public static RoutineManifest routine(String name, String label, Parameter... parameters) {
    return routine(name, label, Collections.singletonList("image"), parameters);
  }

  /** A routine in place. */
  public static RoutineManifest routine(
      String name, String label, List<String> images, Parameter... parameters) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", name);
    values.put("label", label);
    values.put("menu", "Plugins > Python > " + label);
    values.put("axes", "YX");
    values.put("in_place", true);
    values.put("images", images);
    values.put("returns", "none");
    List<Object> declared = new ArrayList<>();
    for (Parameter parameter : parameters) {
      declared.add(parameter.values);
    }
    values.put("parameters", declared);
    return new RoutineManifest(Paths.get("routines", name + ".py"), "ab12", values);
  }

  /** A routine that is only a processor of camera frames. */
  public static RoutineManifest processor(String name, String label) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", name);
    values.put("label", label);
    values.put("menu", "Plugins > Python > " + label);
    values.put("use", "processor");
    values.put("images", Collections.singletonList("image"));
    return new RoutineManifest(Paths.get("processors", name + ".py"), "cd34", values);
  }

  /** A parameter: name, kind, then further keys and values. */
  public static Parameter parameter(String name, String kind, Object... more) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", name);
    values.put("kind", kind);
    values.put("label", name);
    for (int i = 0; i < more.length; i += 2) {
      values.put((String) more[i], more[i + 1]);
    }
    return new Parameter(values);
  }

  /** The declaration of one parameter. */
  public static final class Parameter {
    private final Map<String, Object> values;

    private Parameter(Map<String, Object> values) {
      this.values = values;
    }
  }
}
