package io.drua.crosslang.java.samples;

/** An interface with everything that interfaces have. */
public interface Named {
  int LIMIT = 9;

  String name();

  default String greeting() {
    return "hello " + name();
  }

  static Named constant(String name) {
    return () -> name;
  }

  /** Calls what Java calls. */
  static String greet(Named named) {
    return named.greeting();
  }
}
