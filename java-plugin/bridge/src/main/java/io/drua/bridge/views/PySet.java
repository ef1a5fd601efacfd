package io.drua.bridge.views;

import io.drua.bridge.Nullable;
import io.drua.bridge.PyObject;
import java.util.AbstractSet;
import java.util.Iterator;

/** A live view of a Python set; see {@link PyObject#asSet}. */
public final class PySet extends AbstractSet<Object> implements PyView {
  private final PyObject set;

  /** Makes a view, which uses the object and does not close it. */
  public PySet(PyObject set) {
    this.set = set;
  }

  @Override
  public PyObject pythonObject() {
    return set;
  }

  @Override
  public int size() {
    return Entries.size(set);
  }

  @Override
  public boolean contains(@Nullable Object value) {
    return Entries.test("contains", set, Entries.toPython(value));
  }

  @Override
  public boolean add(@Nullable Object value) {
    Entries.checkMutable(set);
    return Entries.test("set_add", set, Entries.toPython(value));
  }

  @Override
  public boolean remove(@Nullable Object value) {
    Entries.checkMutable(set);
    return Entries.test("set_remove", set, Entries.toPython(value));
  }

  @Override
  public void clear() {
    Entries.checkMutable(set);
    Entries.call("clear", set);
  }

  @Override
  public Iterator<Object> iterator() {
    return new Cursor<Object>(set) {
      @Override
      String operation() {
        return "key_at";
      }

      @Override
      Object made(Object entry) {
        return Entries.fromPython(entry);
      }
    };
  }
}
