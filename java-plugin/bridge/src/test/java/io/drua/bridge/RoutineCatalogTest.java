package io.drua.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.drua.bridge.internal.Contract;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutineCatalogTest {
  private static Map<String, Object> map(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }

  private static Map<String, Object> routine(String name) {
    return map(
        "name", name, "label", "Top-Hat...", "menu", "Plugins > Python > Top-Hat...", "axes", "YX",
        "in_place", true, "pin", true, "preview", false, "line", 12L, "returns", "none", "accepts", null,
        "images", Collections.singletonList("image"),
        "parameters", Arrays.asList(
            map("name", "radius", "kind", "float", "label", "Radius", "default", 25.0, "required", false,
                "minimum", 1L, "maximum", 200.0, "unit", "pixel", "choices", null),
            map("name", "mode", "kind", "choice", "required", true, "choices", Arrays.asList("fast", "exact"))));
  }

  private static Map<String, Object> manifest(Map<?, ?>... routines) {
    return map("schema", 1L, "hash", "ab12", "error", null, "routines", Arrays.asList(routines));
  }

  /** A store that knows what it was told, and stores by name. */
  private static final class FixedStore implements RoutineCatalog.Store {
    private final List<?> entries;

    FixedStore(Object... entries) {
      this.entries = Arrays.asList(entries);
    }

    @Override
    public List<?> manifests(List<Path> folders) {
      return entries;
    }

    @Override
    public Object store(String file, String json) {
      if (json.isEmpty()) {
        throw new BridgeException("manifest-schema", "The manifest of " + file + " is empty.", "Check it.", null);
      }
      return manifest(routine(json));
    }
  }

  private static RoutineCatalog collect(ManifestSource source, Object... entries) {
    return RoutineCatalog.collect(new FixedStore(entries), Collections.emptyList(), source);
  }

  @Test
  void readsCachedManifests() {
    Object entry = map("file", "/r/tophat.py", "hash", "ab12", "manifest", manifest(routine("top_hat")), "error", null);
    RoutineManifest routine = collect(null, entry).routines().get(0);
    assertThat(routine.name()).isEqualTo("top_hat");
    assertThat(routine.file()).isEqualTo(Paths.get("/r/tophat.py"));
    assertThat(routine.hash()).isEqualTo("ab12");
    assertThat(routine.label()).isEqualTo("Top-Hat...");
    assertThat(routine.line()).isEqualTo(12);
    assertThat(routine.runs()).isEqualTo("embedded");
    assertThat(routine.accepts()).isNull();
    assertThat(routine.images()).containsExactly("image");
    assertThat(routine.traits().inPlace()).isTrue();
    assertThat(routine.traits().pin()).isTrue();
    ParameterManifest radius = routine.parameters().get(0);
    assertThat(radius.defaultValue()).isEqualTo(25.0);
    assertThat(radius.minimum()).isEqualTo(1.0);
    assertThat(radius.maximum()).isEqualTo(200.0);
    assertThat(radius.step()).isNull();
    assertThat(radius.unit()).isEqualTo("pixel");
    assertThat(radius.choices()).isNull();
    ParameterManifest mode = routine.parameters().get(1);
    assertThat(mode.label()).isEqualTo("mode");
    assertThat(mode.required()).isTrue();
    assertThat(mode.choices()).containsExactly("fast", "exact");
  }

  @Test
  void readsWhatPythonWrites() {
    List<Object> entries = new ArrayList<>();
    for (Object written : (List<?>) Contract.read("manifest.json").get("manifests")) {
      entries.add(map("file", ((Map<?, ?>) written).get("file"), "manifest", written, "error", null));
    }
    RoutineCatalog catalog = collect(null, entries.toArray());
    assertThat(catalog.errors()).hasSize(1);
    assertThat(catalog.routines())
        .extracting(
            RoutineManifest::name, RoutineManifest::isCommand, RoutineManifest::isProcessor, RoutineManifest::isStateful)
        .containsExactly(
            tuple("subtract", true, true, false),
            tuple("focus_score", false, true, false),
            tuple("SplitView", false, true, true),
            tuple("project", true, false, false));
    assertThat(catalog.routines())
        .extracting(RoutineManifest::takesMetadata, RoutineManifest::callsJava, RoutineManifest::outputs)
        .containsExactly(
            tuple(false, false, Collections.emptyList()),
            tuple(true, false, Collections.emptyList()),
            tuple(false, true, Arrays.asList("left", "right")),
            tuple(false, false, Collections.emptyList()));
    assertThat(catalog.routines().get(1).accepts()).containsExactly("uint16");
    assertThat(catalog.routines().get(1).label()).isEqualTo("Focus Score");
  }

  @Test
  void whatAnEarlierPackageWroteIsACommand() {
    RoutineManifest routine =
        collect(null, map("file", "/r/a.py", "manifest", manifest(routine("a")), "error", null)).routines().get(0);
    assertThat(routine.isCommand()).isTrue();
    assertThat(routine.isProcessor()).isFalse();
    assertThat(routine.isStateful() || routine.takesMetadata() || routine.callsJava()).isFalse();
    assertThat(routine.outputs()).isEmpty();
  }

  @Test
  void aProcessorThatCallsJavaIsNeverPinned() {
    Map<String, Object> values = map("name", "a", "use", "processor", "in_place", true, "pin", true, "calls_java", true);
    RoutineManifest routine =
        collect(null, map("file", "/r/a.py", "manifest", manifest(values), "error", null)).routines().get(0);
    assertThat(routine.traits().inPlace()).isTrue();
    assertThat(routine.traits().pin()).isFalse();
  }

  @Test
  void asksForWhatIsNotCached() {
    Object entry = map("file", "/r/new.py", "hash", "00", "manifest", null, "error", null);
    RoutineCatalog catalog = collect(file -> file.getFileName().toString().replace(".py", ""), entry);
    assertThat(catalog.errors()).isEmpty();
    assertThat(catalog.routines()).extracting(RoutineManifest::name).containsExactly("new");
    assertThat(collect(null, entry).errors()).extracting(RoutineFileError::type).containsExactly("NotScanned");
  }

  @Test
  void oneBrokenFileHidesNoOther() {
    Map<String, Object> syntax =
        map("schema", 1L,
            "error", map("type", "SyntaxError", "message", "invalid syntax", "line", 3L, "hint", "Look."));
    RoutineCatalog catalog =
        collect(
            file -> {
              if (file.endsWith("crash.py")) {
                throw new NoPython();
              }
              return "";
            },
            map("file", "/r/syntax.py", "manifest", syntax, "error", null),
            map("file", "/r/gone.py", "manifest", null, "error", map("code", "io", "message", "can't be read")),
            map("file", "/r/crash.py", "manifest", null, "error", null),
            map("file", "/r/empty.py", "manifest", null, "error", null),
            map("file", "/r/good.py", "manifest", manifest(routine("good"), routine("better")), "error", null));
    assertThat(catalog.routines()).extracting(RoutineManifest::name).containsExactly("good", "better");
    assertThat(catalog.errors())
        .extracting(RoutineFileError::toString)
        .containsExactly(
            "/r/syntax.py, line 3: SyntaxError: invalid syntax. Look.".replace("/r", Paths.get("/r").toString()),
            Paths.get("/r/gone.py") + ": io: can't be read",
            Paths.get("/r/crash.py") + ": test: Python is not there. Start it.",
            Paths.get("/r/empty.py") + ": manifest-schema: The manifest of /r/empty.py is empty. Check it.");
  }

  @Test
  void oneWrongRoutineHidesNoOtherOfItsFile() {
    Map<String, Object> half =
        map("schema", 1L, "hash", "ab12", "error",
            map("type", "ManifestError", "message", "parameter 'x' has no annotation", "line", 9L, "hint", "Write one."),
            "routines", Arrays.asList(routine("sound")));
    RoutineCatalog catalog = collect(null, map("file", "/r/half.py", "manifest", half, "error", null));
    assertThat(catalog.routines()).extracting(RoutineManifest::name).containsExactly("sound");
    assertThat(catalog.errors()).extracting(RoutineFileError::line).containsExactly(9);
  }

  /** What a source throws when it has no Python. */
  private static final class NoPython extends BridgeException {
    private static final long serialVersionUID = 1L;

    NoPython() {
      super("test", "Python is not there.", "Start it.", null);
    }
  }
}
