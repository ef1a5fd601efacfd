package io.drua.crosslang.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.drua.crosslang.support.Places;
import io.drua.crosslang.support.PythonTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/** Each function of the files in {@code python/images} whose name begins with {@code test_} is a test; real images are in tests/data. */
class ImagesTest {
  private final PythonTests tests = new PythonTests("images", places());

  private static Map<String, String> places() {
    Map<String, String> places = new HashMap<>();
    places.put("DATA", Places.root().resolve("tests/data").toString());
    // On no class path: files that want them add them.
    places.put("IMAGEJ2", Places.root().resolve("tests/imagej2/target/classes").toString());
    return places;
  }

  @TestFactory
  Stream<DynamicContainer> everyFile() throws IOException {
    List<String> names;
    try (Stream<Path> files = Files.list(Places.resource("python").resolve("images"))) {
      names = files.map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".py") && !name.equals("support.py"))
          .map(name -> name.substring(0, name.length() - 3))
          .sorted()
          .collect(Collectors.toList());
    }
    assertThat(names).isNotEmpty();
    return tests.of(names.stream());
  }

  @AfterEach
  void stillWorks() {
    tests.close();
  }
}
