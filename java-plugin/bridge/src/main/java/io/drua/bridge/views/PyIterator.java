package io.drua.bridge.views;

import io.drua.bridge.Nullable;
import io.drua.bridge.PyObject;
import io.drua.bridge.PythonValues;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** A Python iterator. For one thread at a time. What Python raises on the way is thrown as it is. */
public final class PyIterator implements Iterator<Object> {
  private final PyObject iterator;
  /** The next value in a list, an empty one at the end, null before it is known. */
  @Nullable private List<?> next;

  /**
   * Makes one.
   *
   * @param iterator what {@code iter()} gave; closed at the end of the iteration
   */
  public PyIterator(PyObject iterator) {
    this.iterator = iterator;
  }

  @Override
  public boolean hasNext() {
    if (next == null) {
      next = (List<?>) Entries.call("advance", iterator);
      if (next.isEmpty()) {
        iterator.close();
      }
    }
    return !next.isEmpty();
  }

  @Override
  @Nullable
  public Object next() {
    if (!hasNext()) {
      throw new NoSuchElementException("Python's iterator is at its end.");
    }
    Object value = next.get(0);
    next = null;
    return PythonValues.convert(value, Object.class);
  }
}
