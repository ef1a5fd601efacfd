package io.drua.crosslang.java;

/** Methods whose names Python keeps for itself. */
public interface Worded {
  String is();

  String print(String text);

  static String all(Worded worded) {
    return worded.is() + " " + worded.print("x");
  }
}
