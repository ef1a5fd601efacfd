package io.drua.bridge.internal.service;

import io.drua.bridge.Nullable;
import io.drua.bridge.PyObject;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The proxies that Java has, by the Python objects that they stand for: while one lives, Python gets the same again, so
 * that it can take a listener off with what it put on. Weak: a proxy goes when Java lets go of it.
 */
final class ProxyTable {
  private final PythonSide python;
  private final Map<List<Object>, Entry> known = new HashMap<List<Object>, Entry>();
  private final ReferenceQueue<Object> gone = new ReferenceQueue<Object>();

  ProxyTable(PythonSide python) {
    this.python = python;
  }

  /**
   * The proxy of a Python object for interfaces.
   *
   * @param target the object, which belongs to this
   * @param identity Python's {@code id} of the object, which no other has while a proxy keeps it; 0 for a new proxy
   */
  Object of(PyObject target, long identity, Class<?>[] interfaces) {
    if (identity == 0) {
      return python.proxy(target, interfaces);
    }
    List<Object> key = Arrays.<Object>asList(identity, Arrays.asList(interfaces));
    synchronized (known) {
      Object proxy = find(key);
      if (proxy != null) {
        target.close();
        return proxy;
      }
    }
    // Python may run meanwhile, and ask here.
    Object made = python.proxy(target, interfaces);
    synchronized (known) {
      Object other = find(key);
      if (other != null) {
        python.close(made);
        return other;
      }
      known.put(key, new Entry(key, made, gone));
    }
    return made;
  }

  /** One that was closed lives on, but its Python object may be gone, and another have its identity. */
  @Nullable
  private Object find(List<Object> key) {
    for (Object each = gone.poll(); each != null; each = gone.poll()) {
      known.remove(((Entry) each).key, each);
    }
    Entry entry = known.get(key);
    Object proxy = entry == null ? null : entry.get();
    return python.behind(proxy) == null ? null : proxy;
  }

  /** A proxy that may go. */
  private static final class Entry extends WeakReference<Object> {
    private final List<Object> key;

    Entry(List<Object> key, Object proxy, ReferenceQueue<Object> queue) {
      super(proxy, queue);
      this.key = key;
    }
  }
}
