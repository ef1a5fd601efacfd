package io.drua.crosslang.java;

import io.drua.crosslang.support.Places;
import io.drua.crosslang.support.PythonTests;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/** Each function of the files in {@code python/java} whose name begins with {@code test_} is a test. */
class JavaInPythonTest {
  private static final String[] FILES = {
    "classes", "members", "overloads", "collections", "containers", "arrays", "memory", "exceptions", "throwing",
    "implements", "callbacks", "imports", "loaders", "golden", "bad_input", "misuse", "threads", "lifetimes"
  };

  private final PythonTests tests = new PythonTests(
      "java",
      Collections.singletonMap("GOLDEN_FILE", Places.root().resolve("tests/contract/conversions.json").toString()));

  @TestFactory
  Stream<DynamicContainer> everyFile() {
    return tests.of(Stream.of(FILES));
  }

  @AfterEach
  void stillWorks() {
    tests.close();
  }
}
