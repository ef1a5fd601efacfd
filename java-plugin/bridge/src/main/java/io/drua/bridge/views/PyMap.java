package io.drua.bridge.views;

import io.drua.bridge.Nullable;
import io.drua.bridge.PyObject;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A live view of a Python mapping; see {@link PyObject#asMap}. */
public final class PyMap extends AbstractMap<Object, Object> implements PyView {
  private final PyObject map;

  /** Makes a view, which uses the object and does not close it. */
  public PyMap(PyObject map) {
    this.map = map;
  }

  @Override
  public PyObject pythonObject() {
    return map;
  }

  @Override
  public int size() {
    return Entries.size(map);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return Entries.test("contains", map, Entries.toPython(key));
  }

  @Override
  @Nullable
  public Object get(@Nullable Object key) {
    return Entries.fromPython(Entries.call("map_get", map, Entries.toPython(key)));
  }

  @Override
  @Nullable
  public Object put(@Nullable Object key, @Nullable Object value) {
    Entries.checkMutable(map);
    return Entries.fromPython(Entries.call("map_put", map, Entries.toPython(key), Entries.toPython(value)));
  }

  @Override
  @Nullable
  public Object remove(@Nullable Object key) {
    Entries.checkMutable(map);
    return Entries.fromPython(Entries.call("map_pop", map, Entries.toPython(key)));
  }

  @Override
  public void clear() {
    Entries.checkMutable(map);
    Entries.call("clear", map);
  }

  @Override
  public Set<Map.Entry<Object, Object>> entrySet() {
    return new EntrySet();
  }

  @Override
  public Set<Object> keySet() {
    return new KeySet();
  }

  /** Keys alone, without a look at the values. */
  private final class KeySet extends AbstractSet<Object> {
    @Override
    public int size() {
      return PyMap.this.size();
    }

    @Override
    public boolean contains(@Nullable Object key) {
      return containsKey(key);
    }

    @Override
    public boolean remove(@Nullable Object key) {
      boolean found = containsKey(key);
      PyMap.this.remove(key);
      return found;
    }

    @Override
    public void clear() {
      PyMap.this.clear();
    }

    @Override
    public Iterator<Object> iterator() {
      return new Cursor<Object>(map) {
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

  private final class EntrySet extends AbstractSet<Map.Entry<Object, Object>> {
    @Override
    public int size() {
      return PyMap.this.size();
    }

    @Override
    public void clear() {
      PyMap.this.clear();
    }

    @Override
    public Iterator<Map.Entry<Object, Object>> iterator() {
      return new Cursor<Map.Entry<Object, Object>>(map) {
        @Override
        String operation() {
          return "entry_at";
        }

        @Override
        Map.Entry<Object, Object> made(Object entry) {
          List<?> keyAndValue = (List<?>) entry;
          return new MapEntry(
              Entries.fromPython(keyAndValue.get(0)), Entries.fromPython(keyAndValue.get(1)));
        }
      };
    }
  }

  /** An entry, which writes through. */
  private final class MapEntry extends AbstractMap.SimpleEntry<Object, Object> {
    private static final long serialVersionUID = 1L;

    MapEntry(@Nullable Object key, @Nullable Object value) {
      super(key, value);
    }

    @Override
    @Nullable
    public Object setValue(@Nullable Object value) {
      put(getKey(), value);
      return super.setValue(value);
    }
  }
}
