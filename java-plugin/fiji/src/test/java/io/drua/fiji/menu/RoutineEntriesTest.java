package io.drua.fiji.menu;

import static io.drua.bridge.Manifests.parameter;
import static io.drua.bridge.Manifests.routine;
import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import io.drua.bridge.RoutineManifest;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoutineEntriesTest {
  private static final Pattern DECLARATION =
      Pattern.compile("@routine\\(menu=\"Plugins > Python > ([^\"]+)\".*?\\)\\s*def (\\w+)\\(", Pattern.DOTALL);

  @Test
  void putsEverythingBelowOneMenu() {
    assertThat(RoutineEntries.menu("Plugins > Python > Filters > Smooth...")).isEqualTo("Plugins>Python>Filters");
    assertThat(RoutineEntries.menu("Plugins > Python > Smooth...")).isEqualTo("Plugins>Python");
    assertThat(RoutineEntries.menu("Process > Filters > Smooth...")).isEqualTo("Plugins>Python");
    assertThat(RoutineEntries.menu("")).isEqualTo("Plugins>Python");
  }

  @Test
  void givesWayToOtherCommandsButNotToItsOwnOlderEntry() {
    Map<String, RoutineManifest> routines = new LinkedHashMap<>();
    routines.put("f.mean", routine("mean", "Mean"));
    routines.put("f.blur", routine("blur", "Blur...", parameter("sigma", "float", "default", 1.0)));
    Map<String, String> commands = new HashMap<>();
    commands.put("Blur...", "ij.plugin.Blur");
    commands.put("Mean", "io.drua.fiji.RoutineCommand(\"f.mean\")");
    List<RoutineEntries.Entry> entries = RoutineEntries.of(routines, commands, Collections.<String, String>emptyMap());
    assertThat(entries).extracting(RoutineEntries.Entry::label).containsExactly("Mean", "Blur (Python)...");
    assertThat(entries.get(1).target()).isEqualTo("io.drua.fiji.RoutineCommand(\"f.blur\")");
  }

  @Test
  void leavesOutWhatHasAFixedEntry() {
    Map<String, RoutineManifest> routines = new LinkedHashMap<>();
    routines.put("f.mean", routine("mean", "Mean"));
    Map<String, String> fixed = Collections.singletonMap("io.drua.fiji.RoutineCommand(\"f.mean\")", "Mean");
    assertThat(RoutineEntries.of(routines, Collections.emptyMap(), fixed)).isEmpty();
  }

  @Test
  void hasAFixedEntryForEachShippedRoutineAndForNoOther() throws Exception {
    List<String> targets = new ArrayList<>();
    List<String> wanted = new ArrayList<>();
    try (Stream<Path> files = Files.list(Paths.get("../../python-scripts/routines"))) {
      for (Path file : (Iterable<Path>) files.filter(path -> path.toString().endsWith(".py")).sorted()::iterator) {
        Matcher found = DECLARATION.matcher(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        while (found.find()) {
          String stem = file.getFileName().toString().replaceAll("\\.py$", "");
          targets.add("io.drua.fiji.RoutineCommand(\"" + stem + "." + found.group(2) + "\")");
          wanted.add(found.group(1));
        }
      }
    }
    assertThat(targets).as("routines found by their text").hasSizeGreaterThanOrEqualTo(6);
    List<String> labels = CommandLabels.assign(wanted, labelsOfImageJ());
    Map<String, String> shipped = RoutineEntries.shipped();
    assertThat(shipped).hasSameSizeAs(targets);
    for (int i = 0; i < targets.size(); i++) {
      assertThat(shipped).containsEntry(targets.get(i), labels.get(i));
    }
  }

  private static List<String> labelsOfImageJ() throws Exception {
    Properties menus = new Properties();
    try (InputStream in = IJ.class.getResourceAsStream("/IJ_Props.txt")) {
      menus.load(in);
    }
    List<String> labels = new ArrayList<>();
    for (String name : menus.stringPropertyNames()) {
      Matcher label = Pattern.compile("\"([^\"\\[]+)(\\[.\\])?\",.*").matcher(menus.getProperty(name));
      if (label.matches()) {
        labels.add(label.group(1));
      }
    }
    assertThat(labels).contains("Unsharp Mask...");
    return labels;
  }

  @Test
  void namesClassesThatAreThere() throws Exception {
    for (String target : RoutineEntries.fixed().keySet()) {
      String name = target.contains("(") ? target.substring(0, target.indexOf('(')) : target;
      assertThat(Class.forName(name).getConstructor()).isNotNull();
    }
  }
}
