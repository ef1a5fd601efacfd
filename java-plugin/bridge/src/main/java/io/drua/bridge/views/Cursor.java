package io.drua.bridge.views;

import io.drua.bridge.PyObject;
import io.drua.bridge.internal.Operations;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Goes through the keys that a mapping or set had at the start, and notices when it changes meanwhile. */
abstract class Cursor<T> implements Iterator<T> {
  private final PyObject container;
  private final PyObject keys;
  private final int count;
  private int expected;
  private int next;
  private boolean removable;

  Cursor(PyObject container) {
    this.container = container;
    this.keys = Operations.function("keys_of").callKeeping(container).leaveToCollector();
    this.count = ((Long) Operations.call("count_of", keys)).intValue();
    this.expected = count;
  }

  /** The entry that an operation gave. */
  abstract T made(Object entry);

  /** Name of the operation that gives entries. */
  abstract String operation();

  @Override
  public boolean hasNext() {
    return next < count;
  }

  @Override
  public T next() {
    if (next >= count) {
      throw new NoSuchElementException("The container has no more than " + count + " entries.");
    }
    T entry = made(Entries.call(operation(), container, keys, next, expected));
    next++;
    removable = true;
    return entry;
  }

  @Override
  public void remove() {
    if (!removable) {
      throw new IllegalStateException("Call next() before each remove().");
    }
    Entries.checkMutable(container);
    expected = ((Long) Entries.call("remove_key", container, keys, next - 1)).intValue();
    removable = false;
  }
}
