package io.drua.bridge.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes that use others which aren't there, as plugins do whose libraries are optional. */
class MissingClassesTest {
  private final Asked asked = new Asked();

  @TempDir Path folder;

  @BeforeEach
  void removeOne() throws IOException {
    CompiledClasses.compile(
        folder, folder,
        "gone.Gone", "package gone; public class Gone { public interface Part {} }",
        "gone.Method", "package gone; public class Method implements Runnable { public Gone get() { return null; }"
            + " public void run() {} }",
        "gone.Field", "package gone; public class Field { public Gone gone; public int here; public void run() {} }",
        "gone.Maker", "package gone; public class Maker { public Maker(Gone gone) {} public void run() {} }",
        "gone.Function", "package gone; public interface Function { Gone apply(); }",
        "gone.Below", "package gone; public class Below extends Method { public void own() {} }",
        "gone.Private", "package gone; public class Private { private Gone gone; private Gone get() { return gone; }"
            + " public void run() {} }",
        "gone.Child", "package gone; public class Child extends Gone {}");
    Files.delete(folder.resolve("gone/Gone.class"));
    asked.ask("add_path", folder.toString());
  }

  private Map<?, ?> describe(String name) {
    return (Map<?, ?>) asked.ask("describe", asked.id(name));
  }

  @Test
  void aMethodsTypeIsMissing() {
    Map<?, ?> method = describe("gone.Method");
    assertThat(method.get("problem").toString()).contains("gone.Gone");
    assertThat(method.get("super")).isEqualTo(asked.id("java.lang.Object"));
    assertThat(method.get("constructors")).isEqualTo(true);
    assertThatThrownBy(() -> asked.ask("overloads", asked.id("gone.Method"), "get"))
        .isInstanceOf(UnusableClassException.class)
        .hasMessageContaining("members of gone.Method can't be read")
        .hasMessageContaining("gone.Gone")
        .hasCauseInstanceOf(NoClassDefFoundError.class);
    // What the interface declares can be called all the same.
    assertThat((List<?>) asked.ask("overloads", asked.id("gone.Method"), "run")).hasSize(1);
    assertThat(describe("gone.Below").get("problem").toString()).contains("gone.Gone");
  }

  @Test
  void aFieldsTypeIsMissing() {
    assertThat(describe("gone.Field").get("problem").toString()).contains("gone.Gone");
    assertThat((List<?>) describe("gone.Field").get("fields")).isEmpty();
    assertThat(describe("gone.Field").get("methods").toString()).contains("run");
    assertThatThrownBy(() -> asked.ask("field", asked.id("gone.Field"), "here"))
        .isInstanceOf(UnusableClassException.class);
  }

  @Test
  void aConstructorsTypeIsMissing() {
    Map<?, ?> maker = describe("gone.Maker");
    assertThat(maker.get("constructors")).isEqualTo(false);
    assertThat(maker.get("problem").toString()).contains("gone.Gone");
    assertThat(maker.get("methods").toString()).contains("run");
    assertThatThrownBy(() -> asked.ask("overloads", asked.id("gone.Maker"), "<init>"))
        .isInstanceOf(UnusableClassException.class);
  }

  @Test
  void anInterfacesOnlyMethodCantBeRead() {
    assertThat(describe("gone.Function").get("functional")).isNull();
    List<?> known = (List<?>) asked.ask("classes", Collections.singletonList(asked.id("gone.Function")));
    assertThat(((List<?>) known.get(0)).get(5)).isEqualTo(false);
  }

  @Test
  void whatOnlyPrivateMembersNeedIsNotMissed() {
    assertThat(describe("gone.Private").get("problem")).isNull();
    assertThat(describe("gone.Private").get("methods").toString()).contains("run");
  }

  @Test
  void aSuperclassIsMissing() {
    assertThatThrownBy(() -> asked.ask("find", "gone.Child"))
        .isInstanceOf(UnusableClassException.class).hasMessageContaining("gone.Gone");
  }

  @Test
  void whatWasMissingIsFoundOnceItIsThere() throws IOException {
    assertThat(describe("gone.Method").get("problem")).isNotNull();
    Path more = folder.resolve("more");
    CompiledClasses.compile(more, more, "late.Late", "package late; public class Late {}");
    assertThat(asked.ask("find", "late.Late")).isNull();
    asked.ask("add_path", more.toString());
    assertThat(asked.ask("find", "late.Late")).isNotNull();
  }
}
