package io.drua.bridge.script;

import io.drua.bridge.Nullable;
import io.drua.bridge.PyObject;
import io.drua.bridge.views.PyMap;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import javax.script.Bindings;

/**
 * A Python namespace as bindings: what either side writes, the other reads at once. Python's own names ({@code
 * __builtins__} and the like) are not among them. Python starts when the first name is set or asked for.
 *
 * <p>Values that are no plain ones reach Python as the Java objects themselves. What comes back is natural; lists, dicts
 * and sets are live views.
 */
final class PythonBindings extends AbstractMap<String, Object> implements Bindings {
  @Nullable private PyObject dict;

  /** The dict, made when it is first needed. */
  synchronized PyObject dict() {
    if (dict == null) {
      dict = ScriptPython.runtime().namespace().leaveToCollector();
    }
    return dict;
  }

  private synchronized boolean isEmptyYet() {
    return dict == null;
  }

  private PyMap map() {
    return new PyMap(dict());
  }

  private static String checked(@Nullable Object key) {
    if (key == null) {
      throw new NullPointerException("A name can't be null.");
    } else if (!(key instanceof String)) {
      throw new ClassCastException("Expected a name, a String; found a " + key.getClass().getName() + ".");
    } else if (((String) key).isEmpty()) {
      throw new IllegalArgumentException("A name can't be empty.");
    }
    return (String) key;
  }

  @Override
  @Nullable
  public Object put(String name, @Nullable Object value) {
    return map().put(checked(name), value);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    String name = checked(key);
    return !isEmptyYet() && map().containsKey(name);
  }

  @Override
  @Nullable
  public Object get(@Nullable Object key) {
    String name = checked(key);
    return isEmptyYet() ? null : map().get(name);
  }

  @Override
  @Nullable
  public Object remove(@Nullable Object key) {
    String name = checked(key);
    return isEmptyYet() ? null : map().remove(name);
  }

  private Set<String> names() {
    Set<String> names = new LinkedHashSet<String>();
    if (!isEmptyYet()) {
      for (Object name : (List<?>) ScriptPython.call("names", dict())) {
        names.add((String) name);
      }
    }
    return names;
  }

  @Override
  public void clear() {
    for (String name : names()) {
      remove(name);
    }
  }

  @Override
  public Set<Map.Entry<String, Object>> entrySet() {
    return new AbstractSet<Map.Entry<String, Object>>() {
      @Override
      public int size() {
        return names().size();
      }

      @Override
      public Iterator<Map.Entry<String, Object>> iterator() {
        return new Entries(names().iterator());
      }
    };
  }

  /** Entries by the names that there were at the start. */
  private final class Entries implements Iterator<Map.Entry<String, Object>> {
    private final Iterator<String> names;
    @Nullable private String last;

    Entries(Iterator<String> names) {
      this.names = names;
    }

    @Override
    public boolean hasNext() {
      return names.hasNext();
    }

    @Override
    public Map.Entry<String, Object> next() {
      if (!names.hasNext()) {
        throw new NoSuchElementException("There are no more names.");
      }
      final String name = names.next();
      last = name;
      return new SimpleEntry<String, Object>(name, PythonBindings.this.get(name)) {
        private static final long serialVersionUID = 1L;

        @Override
        @Nullable
        public Object setValue(@Nullable Object value) {
          put(name, value);
          return super.setValue(value);
        }
      };
    }

    @Override
    public void remove() {
      if (last == null) {
        throw new IllegalStateException("Call next() before each remove().");
      }
      PythonBindings.this.remove(last);
      last = null;
    }
  }
}
