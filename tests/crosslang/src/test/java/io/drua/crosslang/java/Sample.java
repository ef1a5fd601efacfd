package io.drua.crosslang.java;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** A class with one of everything. */
public class Sample {
  public static final String CONSTANT = "constant";
  public static int counter;

  public int open;
  private final String text;
  private String title = "";

  public Sample(String text) {
    this.text = text;
  }

  public Sample(int number) {
    this.text = Integer.toString(number);
  }

  /** A class in an object. */
  public class Inner {
    public Sample outer() {
      return Sample.this;
    }
  }

  /** A class in a class. */
  public static class Nested {
    public static final String NAME = "nested";
  }

  /** An interface with a default and a static method. */
  public interface Greeting {
    String greet();

    default String greetTwice() {
      return greet() + " " + greet();
    }

    static Greeting of(String text) {
      return () -> text;
    }
  }

  public static int readCounter() {
    return counter;
  }

  public int readOpen() {
    return open;
  }

  public String getTitle() {
    return title;
  }

  public void setTitle(String title) {
    this.title = title;
  }

  public boolean isReady() {
    return true;
  }

  public int getWidth() {
    return 4;
  }

  public int getSize() {
    return 8;
  }

  public int size() {
    return 9;
  }

  public String is() {
    return "is";
  }

  public String from() {
    return "from";
  }

  public String print(String value) {
    return "print " + value;
  }

  public static String of(TimeUnit unit) {
    return "TimeUnit " + unit;
  }

  public static String which(byte value) {
    return "byte";
  }

  public static String which(int value) {
    return "int";
  }

  public static String which(long value) {
    return "long";
  }

  public static String which(double value) {
    return "double";
  }

  public static String which(boolean value) {
    return "boolean";
  }

  public static String which(String value) {
    return "String";
  }

  public static String which(CharSequence value) {
    return "CharSequence";
  }

  public static String which(List<?> value) {
    return "List";
  }

  public static String which(int[] value) {
    return "int[]";
  }

  public static String which(Object value) {
    return "Object";
  }

  public static String which(Object value, int number) {
    return "Object int";
  }

  public static String varied() {
    return "none";
  }

  public static String varied(int one) {
    return "int";
  }

  public static String varied(int... all) {
    return "int[" + all.length + "]";
  }

  public static String narrow(byte value) {
    return "byte " + value;
  }

  public static char character(char value) {
    return value;
  }

  public static float single(float value) {
    return value;
  }

  public static String boxed(Long value) {
    return value.getClass().getSimpleName() + " " + value;
  }

  public static String ambiguous(String text) {
    return "String";
  }

  public static String ambiguous(List<?> list) {
    return "List";
  }

  @Override
  public String toString() {
    return "Sample(" + text + ")";
  }
}
