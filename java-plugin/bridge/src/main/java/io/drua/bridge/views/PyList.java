package io.drua.bridge.views;

import io.drua.bridge.Nullable;
import io.drua.bridge.PyObject;
import java.util.AbstractList;

/** A live view of a Python sequence; see {@link PyObject#asList}. */
public final class PyList extends AbstractList<Object> implements PyView {
  private final PyObject list;

  /** Makes a view, which uses the object and does not close it. */
  public PyList(PyObject list) {
    this.list = list;
  }

  @Override
  public PyObject pythonObject() {
    return list;
  }

  @Override
  public int size() {
    return Entries.size(list);
  }

  @Override
  @Nullable
  public Object get(int index) {
    check(index);
    return Entries.fromPython(Entries.call("list_get", list, index));
  }

  @Override
  @Nullable
  public Object set(int index, @Nullable Object value) {
    check(index);
    Entries.checkMutable(list);
    return Entries.fromPython(Entries.call("list_set", list, index, Entries.toPython(value)));
  }

  @Override
  public void add(int index, @Nullable Object value) {
    check(index);
    Entries.checkMutable(list);
    Entries.call("list_insert", list, index, Entries.toPython(value));
    modCount++;
  }

  @Override
  @Nullable
  public Object remove(int index) {
    check(index);
    Entries.checkMutable(list);
    Object removed = Entries.fromPython(Entries.call("list_pop", list, index));
    modCount++;
    return removed;
  }

  @Override
  public void clear() {
    Entries.checkMutable(list);
    Entries.call("clear", list);
    modCount++;
  }

  @Override
  public boolean contains(@Nullable Object value) {
    return Entries.test("contains", list, Entries.toPython(value));
  }

  @Override
  public int indexOf(@Nullable Object value) {
    return ((Long) Entries.call("list_find", list, Entries.toPython(value), false)).intValue();
  }

  @Override
  public int lastIndexOf(@Nullable Object value) {
    return ((Long) Entries.call("list_find", list, Entries.toPython(value), true)).intValue();
  }

  @Override
  public boolean remove(@Nullable Object value) {
    int index = indexOf(value);
    if (index >= 0) {
      remove(index);
    }
    return index >= 0;
  }

  /** A negative index counts from the end in Python, and is a mistake in Java. */
  private static void check(int index) {
    if (index < 0) {
      throw new IndexOutOfBoundsException("Expected an index of 0 or more, found " + index + ".");
    }
  }
}
