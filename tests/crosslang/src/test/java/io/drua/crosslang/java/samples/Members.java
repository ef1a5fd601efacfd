package io.drua.crosslang.java.samples;

import java.util.function.Supplier;

/** A class with all kinds of members. */
public class Members implements Named {
  public static final int CONSTANT = 42;
  public static final String TEXT = "caf\u00e9";
  public static int counter;
  public static char letter = 'a';
  public final int fixed;
  public int number = 1;
  public byte small = -1;
  public boolean flag;
  public double real = 0.5;
  public String text = "text";
  public Integer box;
  public long[] longs = {1, 2};
  public Object any;
  /** Named as a Python keyword. */
  public int from = 3;

  private String title = "untitled";
  private boolean visible;
  private int written;

  public Members() {
    this(7);
  }

  public Members(int fixed) {
    this.fixed = fixed;
  }

  public String getTitle() {
    return title;
  }

  public void setTitle(String title) {
    this.title = title;
  }

  public boolean isVisible() {
    return visible;
  }

  public void setVisible(boolean visible) {
    this.visible = visible;
  }

  /** Read-only. */
  public int getSize() {
    return 5;
  }

  /** A getter and a method of one name: the method wins. */
  public int getWidth() {
    return 10;
  }

  public int width() {
    return 11;
  }

  /** A getter beside a public field of that name: the field wins. */
  public int getNumber() {
    return 1000;
  }

  public void setWritten(int written) {
    this.written = written;
  }

  public int readWritten() {
    return written;
  }

  /** Getter that throws. */
  public int getBroken() {
    throw new IllegalStateException("broken getter");
  }

  public static int twice(int value) {
    return 2 * value;
  }

  public int plus(int value) {
    return number + value;
  }

  // -- Names that Python keeps for itself --

  public String in() {
    return "in";
  }

  public String print(String value) {
    return "print " + value;
  }

  public String lambda() {
    return "lambda";
  }

  public static String is() {
    return "is";
  }

  public String self(String cls, String self) {
    return cls + self;
  }

  /** Texts that JPython's objects have as methods. */
  public int __str__() {
    return 1;
  }

  public String __len__() {
    return "no length";
  }

  public void __del__() {
    counter = -1000;
  }

  public String __slots__() {
    return "slots";
  }

  // -- Classes within --

  /** Needs an object of the class around it. */
  public class Inner {
    public int outer() {
      return fixed;
    }
  }

  /** Needs none. */
  public static class Nested {
    public String where = "nested";

    /** Deeper. */
    public static class Deeper {
      public static final int DEPTH = 2;
    }
  }

  /** What isn't public, behind what is. */
  public static Named hidden() {
    return new Hidden();
  }

  /** A subclass that isn't public. */
  public static Members derived() {
    return new Derived();
  }

  /** A class of a lambda, which has no name that could be found. */
  public static Supplier<String> lambdaObject() {
    return () -> "supplied";
  }

  public static Named anonymous() {
    return new Named() {
      @Override
      public String name() {
        return "anonymous";
      }
    };
  }

  @Override
  public String name() {
    return "members";
  }

  private static final class Hidden implements Named {
    @Override
    public String name() {
      return "hidden";
    }

    @Override
    public String toString() {
      return "Hidden!";
    }
  }

  private static final class Derived extends Members {
    @Override
    public int plus(int value) {
      return 100 + value;
    }
  }
}
