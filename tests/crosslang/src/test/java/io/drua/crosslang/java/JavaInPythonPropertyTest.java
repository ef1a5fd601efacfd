package io.drua.crosslang.java;

import io.drua.crosslang.support.PythonScope;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Random values of Python through Java and back; what fails names the number that it was made from. */
class JavaInPythonPropertyTest {
  private static PythonScope python;

  @BeforeContainer
  static void open() {
    python = PythonScope.of("java/support.py");
    python.run("java/properties.py");
  }

  @AfterContainer
  static void close() {
    python.close();
  }

  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void valuesComeBackEqual(@ForAll long seed) {
    python.call("there_and_back", seed);
  }

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void javasListsDoWhatPythonsDo(@ForAll long seed) {
    python.call("list_like_python", seed);
  }

  @Property(tries = 500, shrinking = ShrinkingMode.OFF)
  void numbersAreExactOrRefused(@ForAll long seed) {
    python.call("numbers_there_and_back", seed);
  }
}
