package io.drua.crosslang.java;

/** A class that can't be initialised. */
public final class Broken {
  private static final int VALUE = Integer.parseInt("no number");

  private Broken() {}

  public static int value() {
    return VALUE;
  }
}
