package io.drua.fiji.menu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Scanner;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MenuIndexJarTest {
  @TempDir Path plugins;

  private static final RoutineEntries.Entry MEAN = new RoutineEntries.Entry("f.mean", "Plugins>Python", "Mean");
  private static final RoutineEntries.Entry BLUR =
      new RoutineEntries.Entry("f.blur", "Plugins>Python>Filters", "Blur (Python)...");

  private List<String> lines() throws Exception {
    try (ZipFile jar = new ZipFile(plugins.resolve(MenuIndexJar.NAME).toFile());
        Scanner text = new Scanner(jar.getInputStream(jar.getEntry("plugins.config")), StandardCharsets.UTF_8.name())) {
      text.useDelimiter("\\A");
      return Arrays.asList(text.next().split("\n"));
    }
  }

  @Test
  void writesWhatImageJReads() throws Exception {
    assertThat(MenuIndexJar.write(plugins, Arrays.asList(MEAN, BLUR))).isTrue();
    assertThat(lines())
        .contains(
            "Plugins>Python, \"Mean\", io.drua.fiji.RoutineCommand(\"f.mean\")",
            "Plugins>Python>Filters, \"Blur (Python)...\", io.drua.fiji.RoutineCommand(\"f.blur\")");
    assertThat(MenuIndexJar.NAME).as("ImageJ scans only such names").contains("_").endsWith(".jar");
  }

  @Test
  void touchesTheFileOnlyWhenEntriesChange() throws Exception {
    MenuIndexJar.write(plugins, Collections.singletonList(MEAN));
    assertThat(MenuIndexJar.write(plugins, Collections.singletonList(MEAN))).isFalse();
    assertThat(MenuIndexJar.write(plugins, Collections.singletonList(BLUR))).isTrue();
    assertThat(lines()).noneMatch(line -> line.contains("f.mean"));
  }

  @Test
  void leavesNothingElseBehind() throws Exception {
    MenuIndexJar.write(plugins, Collections.singletonList(MEAN));
    MenuIndexJar.write(plugins, Collections.<RoutineEntries.Entry>emptyList());
    assertThat(lines()).hasSize(1);
    try (java.util.stream.Stream<Path> files = Files.list(plugins)) {
      assertThat(files).containsExactly(plugins.resolve(MenuIndexJar.NAME));
    }
  }

  @Test
  void makesNoFileForNoEntries() throws Exception {
    assertThat(MenuIndexJar.write(plugins, Collections.<RoutineEntries.Entry>emptyList())).isFalse();
    assertThat(plugins.resolve(MenuIndexJar.NAME)).doesNotExist();
  }
}
