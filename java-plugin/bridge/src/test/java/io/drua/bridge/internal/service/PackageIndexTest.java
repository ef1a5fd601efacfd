package io.drua.bridge.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageIndexTest {
  private final Asked asked = new Asked();

  @TempDir Path folder;

  private boolean has(String name) {
    return (Boolean) asked.ask("package", name);
  }

  private List<?> members(String name, int kind) {
    return (List<?>) ((List<?>) asked.ask("members", name)).get(kind);
  }

  @Test
  void packagesOfTheJdk() {
    for (String name : new String[] {"java", "java.util", "java.util.concurrent.atomic", "javax.swing"}) {
      assertThat(has(name)).as(name).isTrue();
    }
    String[] none = {"java.util.Map", "java.utils", "Java", "numpy", "", ".", "java.", "a/b", "META-INF", "\uD800"};
    for (String name : none) {
      assertThat(has(name)).as(name).isFalse();
    }
    assertThat(members("java.util", 0).toString()).contains("ArrayList, ").doesNotContain("Map$Entry", "package-info");
    assertThat(members("java.util", 1).toString()).contains("concurrent, function");
    assertThat(members("java", 1).toString()).contains("lang").contains("util");
    assertThat(members("", 1).toString()).contains("java").contains("org");
  }

  @Test
  void packagesOfTheClassPath() {
    // A folder, and a jar.
    assertThat(has("io.drua.bridge.internal")).isTrue();
    assertThat(has("io.drua.bridge.internal.Service")).isFalse();
    assertThat(members("io.drua.bridge.internal.service", 0).toString()).contains("JavaService").contains("FakeIds");
    assertThat(members("io.drua.bridge.internal", 1).toString()).contains("service");
    assertThat(has("org.assertj.core.api")).isTrue();
    assertThat(members("org.assertj.core", 1).toString()).contains("api");
    assertThat(members("nothing.here", 0)).isEmpty();
  }

  @Test
  void packagesThatAreAdded() throws IOException {
    Path classes = folder.resolve("classes");
    CompiledClasses.compile(
        classes, classes,
        "later.on.Thing", "package later.on; public class Thing {}", "Loose", "public class Loose {}");
    Path jar = folder.resolve("thing.jar");
    CompiledClasses.jar(classes, jar);
    assertThat(has("later.on")).isFalse();
    asked.ask("add_path", jar.toString());
    assertThat(has("later")).isTrue();
    assertThat(has("later.on")).isTrue();
    assertThat(members("later", 1).toString()).isEqualTo("[on]");
    assertThat(members("later.on", 0).toString()).isEqualTo("[Thing]");
    assertThat(members("", 0).toString()).contains("Loose");
  }

  @Test
  void jarsThatAManifestNames() throws IOException {
    Path classes = folder.resolve("classes");
    CompiledClasses.compile(classes, classes, "named.Thing", "package named; public class Thing {}");
    CompiledClasses.jar(classes, folder.resolve("named thing.jar"));
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes()
        .put(Attributes.Name.CLASS_PATH, "missing.jar named%20thing.jar http://somewhere/x.jar");
    Path launcher = folder.resolve("launcher.jar");
    try (OutputStream out = Files.newOutputStream(launcher)) {
      new JarOutputStream(out, manifest).close();
    }
    asked.ask("add_path", launcher.toString());
    assertThat(has("named")).isTrue();
    assertThat(asked.id("named.Thing")).isPositive();
  }
}
