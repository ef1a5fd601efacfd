package io.drua.bridge.internal.service;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Assumptions;

/** Classes made while tests run, so that some of them can go missing. */
final class CompiledClasses {
  private CompiledClasses() {}

  /**
   * Compiles.
   *
   * @param sources name and text of each class, in turn
   */
  static void compile(Path folder, Path classPath, String... sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Assumptions.assumeTrue(compiler != null, "this Java has no compiler");
    List<JavaFileObject> files = new ArrayList<>();
    for (int i = 0; i < sources.length; i += 2) {
      files.add(new Source(sources[i], sources[i + 1]));
    }
    Files.createDirectories(folder);
    List<String> options =
        Arrays.asList("-d", folder.toString(), "-cp", classPath.toString(), "-nowarn", "-proc:none", "-Xlint:none");
    if (!compiler.getTask(null, null, null, options, null, files).call()) {
      throw new IOException("can't be compiled");
    }
  }

  /** Packs a folder. */
  static File jar(Path folder, Path jar) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).collect(Collectors.toList())) {
        entries.putNextEntry(new JarEntry(folder.relativize(file).toString().replace(File.separatorChar, '/')));
        entries.write(Files.readAllBytes(file));
        entries.closeEntry();
      }
    }
    return jar.toFile();
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name.replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
