package io.drua.crosslang.java.samples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** An interface with a method for each kind of argument and result, and callers of it. */
public interface Kinds {
  boolean truth(boolean value);

  byte small(byte value);

  char letter(char value);

  short middle(short value);

  int whole(int value);

  long large(long value);

  float single(float value);

  double real(double value);

  String text(String value);

  Object any(Object value);

  int[] numbers(int[] values);

  String[] words(String... values);

  List<Integer> listed(List<Integer> values);

  void nothing();

  /** Two of one name. */
  default String twice(int value) {
    return "int " + value;
  }

  default String twice(String value) {
    return "String " + value;
  }

  /** What comes back from all of them. */
  static List<Object> all(Kinds kinds) {
    kinds.nothing();
    return new ArrayList<>(Arrays.asList(
        kinds.truth(true), kinds.small((byte) -5), kinds.letter('\u20ac'), kinds.middle((short) 300), kinds.whole(1 << 30),
        kinds.large(1L << 60), kinds.single(0.5f), kinds.real(0.1), kinds.text("caf\u00e9"), kinds.any(null),
        kinds.numbers(new int[] {1, 2})[1], kinds.words("a", "b")[1], kinds.listed(Arrays.asList(7, 8)).get(1)));
  }

  static int ask(Kinds kinds, int value) {
    return kinds.whole(value);
  }

  static char askLetter(Kinds kinds) {
    return kinds.letter('a');
  }

  /** The class of what a function gives. */
  static String classOf(Supplier<?> supplier) {
    Object given = supplier.get();
    return given == null ? "null" : given.getClass().getName();
  }

  /** Both, by their own equals and hashCode. */
  static boolean equal(Object one, Object other) {
    return one.equals(other) && other.equals(one) && one.hashCode() == other.hashCode();
  }
}
