package io.drua.crosslang.java;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/** Java that calls what it is given, from its own threads, too. */
public final class Callbacks {
  private static final List<Runnable> LISTENERS = new ArrayList<Runnable>();

  private Callbacks() {}

  /** Knows whether it was closed. */
  public static final class Closing implements AutoCloseable {
    public boolean closed;

    @Override
    public void close() {
      closed = true;
    }
  }

  /** Results of all primitive types, and methods left out. */
  public interface Many {
    int number();

    boolean truth();

    String text();

    default String kept() {
      return "default " + text();
    }
  }

  /** One method that a text is asked for. */
  public static String describe(Many many) {
    return many.number() + " " + many.truth() + " " + many.text() + " " + many.kept();
  }

  public static void drain(Iterator<?> from, List<Object> into) {
    while (from.hasNext()) {
      into.add(from.next());
    }
  }

  public static int apply(IntUnaryOperator function, int value) {
    return function.applyAsInt(value);
  }

  public static Object give(Supplier<?> supplier) {
    return supplier.get();
  }

  public static Object transform(Function<Object, Object> function, Object value) {
    return function.apply(value);
  }

  public static Object call(Callable<?> callable) throws Exception {
    return callable.call();
  }

  public static void run(Runnable runnable) {
    runnable.run();
  }

  /** Catches whatever comes, and throws it again as the cause of another. */
  public static void wrap(Runnable runnable) {
    try {
      runnable.run();
    } catch (Throwable thrown) {
      throw new IllegalStateException("wrapped", thrown);
    }
  }

  /** The class of what a callback throws. */
  public static String thrownBy(Runnable runnable) {
    try {
      runnable.run();
      return "nothing";
    } catch (Throwable thrown) {
      return thrown.getClass().getName() + ": " + thrown.getMessage();
    }
  }

  public static void onThread(Runnable runnable) throws InterruptedException {
    Thread thread = new Thread(runnable, "callback");
    thread.start();
    thread.join();
  }

  public static <T> List<T> sorted(List<T> values, Comparator<T> order) {
    List<T> copy = new ArrayList<T>(values);
    copy.sort(order);
    return copy;
  }

  public static synchronized void addListener(Runnable listener) {
    LISTENERS.add(listener);
  }

  /** Removes by identity, as AWT does. */
  public static synchronized boolean removeListener(Runnable listener) {
    for (Iterator<Runnable> all = LISTENERS.iterator(); all.hasNext();) {
      if (all.next() == listener) {
        all.remove();
        return true;
      }
    }
    return false;
  }

  public static synchronized int fire() {
    for (Runnable listener : new ArrayList<Runnable>(LISTENERS)) {
      listener.run();
    }
    return LISTENERS.size();
  }

  /** Calls itself through Python so often. */
  public static int descend(IntUnaryOperator function, int depth) {
    return depth == 0 ? 0 : 1 + function.applyAsInt(depth - 1);
  }

  /** What a value of Python is here. */
  public static String className(Object value) {
    return value == null ? "null" : value.getClass().getName();
  }

  public static Object same(Object value) {
    return value;
  }

  public static <T> T named(String text) {
    throw new IllegalArgumentException(text);
  }
}
