package io.drua.crosslang.java.samples;

import java.util.Arrays;

/** Work on arrays, in the ways in which arguments can be one and the same. */
public final class Memory {
  private Memory() {}

  /** Changes the first array only. */
  public static void setFirst(int[] changed, int[] other) {
    changed[0] = 99;
  }

  /** Says whether both are one array. */
  public static boolean same(Object first, Object second) {
    return first == second;
  }

  public static boolean sameInts(int[] first, int[] second) {
    return first == second;
  }

  public static void copyInto(int[] from, int[] to) {
    System.arraycopy(from, 0, to, 0, from.length);
  }

  public static void addOne(short[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i]++;
    }
  }

  public static void addOne(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i]++;
    }
  }

  public static void addOneAndThrow(int[] values) {
    values[0]++;
    throw new IllegalStateException("after a change");
  }

  public static double[][] jagged() {
    return new double[][] {{1}, {2, 3}, {}};
  }

  public static int[][][] cube() {
    return new int[][][] {{{0, 1, 2}, {3, 4, 5}}, {{6, 7, 8}, {9, 10, 11}}};
  }

  public static char[] chars() {
    return "a\u00e9\u20ac".toCharArray();
  }

  public static String[] strings() {
    return new String[] {"a", null, "\ud83d\ude00"};
  }

  public static String text(Object array) {
    return Arrays.deepToString(new Object[] {array});
  }
}
