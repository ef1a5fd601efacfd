package io.drua.bridge.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.BridgeException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassFinderTest {
  private final Asked asked = new Asked();
  private final Loaders loaders = new Loaders();
  private final ClassFinder finder = new ClassFinder(loaders);

  @TempDir Path folder;

  @Test
  void namesAsPeopleWriteThem() {
    assertThat(finder.find("java.util.Map$Entry")).isSameAs(Map.Entry.class);
    assertThat(finder.find("java.util.Map.Entry")).isSameAs(Map.Entry.class);
    assertThat(finder.find("java.lang.Thread.State[]")).isSameAs(Thread.State[].class);
    assertThat(finder.find("int")).isSameAs(int.class);
    assertThat(finder.find("void")).isSameAs(void.class);
    assertThat(finder.find("int[][]")).isSameAs(int[][].class);
    assertThat(finder.find(" java.lang.String [] ")).isSameAs(String[].class);
    assertThat(finder.find("[I")).isSameAs(int[].class);
    assertThat(finder.find("[[Ljava.lang.String;")).isSameAs(String[][].class);
    assertThat(finder.find(ClassFinderTest.class.getName())).isSameAs(ClassFinderTest.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", " ", ".", "..", "java", "java.util", "java.util.", ".java.util.List", "java..util.List", "java.util.list",
    "java.util.List<String>", "java/util/List", "void[]", "[V", "[", "[]", "[Lint", "[Ljava.util.List", "[X", "List",
    "java.util.Map.Entry.Nothing", "a\u0000b", "../x", "C:\\x", "int []x", "\uD800", "null", "Int",
  })
  void whatIsNoClassIsNull(String name) {
    assertThat(finder.find(name)).isNull();
  }

  @Test
  void veryManyDimensions() {
    StringBuilder name = new StringBuilder("int");
    for (int i = 0; i < 255; i++) {
      name.append("[]");
    }
    assertThat(finder.find(name.toString()).getTypeName()).hasSize(3 + 2 * 255);
    assertThat(finder.find(name.append("[]").toString())).isNull();
    assertThat(finder.find(name.toString().replace("int", "java.lang.String"))).isNull();
  }

  @Test
  void numbersAndNamesGoBothWays() {
    long id = asked.id("java.util.List[]");
    assertThat(asked.ask("find", "java.util.List[]")).isEqualTo(id);
    List<?> known = (List<?>) ((List<?>) asked.ask("classes", java.util.Collections.singletonList(id))).get(0);
    assertThat(known.get(1)).isEqualTo("java.util.List[]");
    assertThat(asked.ids.of((Long) known.get(3))).isSameAs(List[].class);
  }

  @Test
  void addedJarsFoldersAndStars() throws IOException {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    Path jars = Files.createDirectory(folder.resolve("jars and more"));
    CompiledClasses.compile(
        first, first, "added.One", "package added; public class One { public static class Part {} }");
    CompiledClasses.compile(second, first, "added.b.Two", "package added.b; public class Two extends added.One {}");
    CompiledClasses.jar(second, jars.resolve("two.JAR"));
    assertThat(finder.find("added.One")).isNull();
    loaders.add(jars + "/*");
    assertThatThrownBy(() -> finder.find("added.b.Two"))
        .isInstanceOf(UnusableClassException.class)
        .hasMessageContaining("added.b.Two is there")
        .hasMessageContaining("added.One");
    loaders.add(first.toString());
    loaders.add(first.toString());
    assertThat(finder.find("added.One.Part").getName()).isEqualTo("added.One$Part");
  }

  @Test
  void addedClassesKnowEachOtherAndAllOthers() throws IOException {
    Path classes = folder.resolve("classes");
    CompiledClasses.compile(
        classes, classes,
        "added.Three", "package added; public class Three { public static Class<?> seen(String n) throws Exception {"
            + " return Class.forName(n); } }");
    Path jar = folder.resolve("three.jar");
    CompiledClasses.jar(classes, jar);
    loaders.add(jar.toString());
    Class<?> three = finder.find("added.Three");
    assertThat(finder.find("added.Three")).isSameAs(three);
    assertThat(three).hasPublicMethods("seen");
    assertThatNoExceptionIn(three, ClassFinderTest.class.getName());
  }

  private static void assertThatNoExceptionIn(Class<?> three, String name) {
    try {
      assertThat(three.getMethod("seen", String.class).invoke(null, name)).isSameAs(ClassFinderTest.class);
    } catch (ReflectiveOperationException failed) {
      throw new AssertionError(failed);
    }
  }

  @Test
  void theContextClassLoaderComesFirst() throws IOException {
    Path classes = folder.resolve("context");
    CompiledClasses.compile(classes, classes, "context.Only", "package context; public class Only {}");
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, before)) {
      assertThat(finder.find("context.Only")).isNull();
      thread.setContextClassLoader(loader);
      assertThat(finder.find("context.Only").getClassLoader()).isSameAs(loader);
      thread.setContextClassLoader(null);
      assertThat(finder.find("context.Only")).isNull();
      assertThat(finder.find("java.util.List")).isSameAs(List.class);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void pathsThatAreNone() throws IOException {
    Path text = Files.write(folder.resolve("text.jar"), "no jar".getBytes());
    assertThatThrownBy(() -> loaders.add(text.toString()))
        .isInstanceOf(BridgeException.class).hasMessageContaining("is no jar");
    assertThatThrownBy(() -> loaders.add(folder.resolve("none.jar").toString()))
        .isInstanceOf(BridgeException.class).hasMessageContaining("There is no file or folder");
    assertThatThrownBy(() -> loaders.add(folder.resolve("none") + "/*"))
        .isInstanceOf(BridgeException.class).hasMessageContaining("There is no folder");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> loaders.add(empty + "/*"))
        .isInstanceOf(BridgeException.class).hasMessageContaining("has no jars");
  }
}
