package io.drua.crosslang.java.samples;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.concurrent.Callable;

/** Throws all kinds of things. */
public final class Throwing {
  /** The exception that {@link #kept} throws, always the same. */
  public static final IllegalStateException KEPT = new IllegalStateException("kept");

  private Throwing() {}

  /** An exception that can't be asked. */
  public static final class Weird extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message for you");
    }

    @Override
    public synchronized Throwable getCause() {
      throw new IllegalStateException("no cause");
    }

    @Override
    public String toString() {
      throw new IllegalStateException("no text");
    }
  }

  /** Of a class that isn't public. */
  private static final class Own extends IOException {
    private static final long serialVersionUID = 1;

    Own() {
      super("of my own");
    }
  }

  public static void missing(String file) throws IOException {
    throw new FileNotFoundException(file);
  }

  public static void own() throws IOException {
    throw new Own();
  }

  public static void kept() {
    throw KEPT;
  }

  public static void weird() {
    throw new Weird();
  }

  public static void message(String message) {
    throw new IllegalArgumentException(message);
  }

  public static void caused() {
    try {
      missing("lost.tif");
    } catch (IOException error) {
      throw new IllegalStateException("outer", error);
    }
  }

  public static void circle() {
    RuntimeException one = new RuntimeException("one");
    RuntimeException two = new RuntimeException("two", one);
    one.initCause(two);
    throw one;
  }

  public static void deep(int levels) {
    RuntimeException error = new RuntimeException("level 0");
    for (int i = 1; i < levels; i++) {
      error = new RuntimeException("level " + i, error);
    }
    throw error;
  }

  public static void error() {
    throw new StackOverflowError("made up");
  }

  public static int forever(int depth) {
    return forever(depth + 1) + 1;
  }

  /** Lets pass what is thrown. */
  public static Object through(Callable<?> task) throws Exception {
    return task.call();
  }

  /** The class and message of what is thrown, or the result. */
  public static String caught(Callable<?> task) {
    try {
      return String.valueOf(task.call());
    } catch (Throwable caught) {
      return caught.getClass().getSimpleName() + ": " + caught.getMessage();
    }
  }

  /** Wraps what is thrown. */
  public static Object wrapped(Callable<?> task) {
    try {
      return task.call();
    } catch (Exception caught) {
      throw new IllegalStateException("wrapped", caught);
    }
  }

  /** What was thrown, itself. */
  public static Throwable kept(Callable<?> task) {
    try {
      task.call();
      return null;
    } catch (Throwable caught) {
      return caught;
    }
  }

  public static void rethrow(Throwable error) throws Throwable {
    throw error;
  }
}
