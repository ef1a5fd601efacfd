package io.drua.bridge.script;

import io.drua.bridge.Nullable;
import io.drua.bridge.PyObject;
import io.drua.bridge.PythonProxies;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import javax.script.Bindings;
import javax.script.ScriptContext;

/**
 * The names of one run. Bindings that this engine did not make are copied into a namespace before it, and back after it;
 * they keep that namespace under {@link #KEY}, so that functions of one run are there in the next.
 */
final class Names {
  /** Where other bindings keep their namespace. */
  static final String KEY = "drua.namespace";

  private final PythonBindings python;
  @Nullable private final Bindings other;

  private Names(PythonBindings python, @Nullable Bindings other) {
    this.python = python;
    this.other = other;
  }

  /** The names of a context, ready for a run. */
  static Names of(ScriptContext context) {
    Bindings engine = context.getBindings(ScriptContext.ENGINE_SCOPE);
    if (engine instanceof PythonBindings) {
      Names names = new Names((PythonBindings) engine, null);
      names.offerGlobals(context);
      return names;
    }
    Object kept = engine.get(KEY);
    PythonBindings python = kept instanceof PythonBindings ? (PythonBindings) kept : new PythonBindings();
    engine.put(KEY, python);
    Names names = new Names(python, engine);
    names.copyIn();
    names.offerGlobals(context);
    return names;
  }

  PyObject dict() {
    return python.dict();
  }

  private void copyIn() {
    for (String name : new LinkedHashSet<String>(python.keySet())) {
      if (!other.containsKey(name)) {
        python.remove(name);
      }
    }
    for (Map.Entry<String, Object> entry : other.entrySet()) {
      if (!entry.getKey().equals(KEY)) {
        python.put(entry.getKey(), entry.getValue());
      }
    }
  }

  /** Names of the global scope are seen unless a script has them itself, as Python's own functions are. */
  private void offerGlobals(ScriptContext context) {
    Bindings globals = context.getBindings(ScriptContext.GLOBAL_SCOPE);
    Map<String, Object> offered = new LinkedHashMap<String, Object>();
    if (globals != null) {
      for (Map.Entry<String, Object> entry : globals.entrySet()) {
        offered.put(entry.getKey(), PythonProxies.argument(entry.getValue()));
      }
    }
    ScriptPython.call("offer", dict(), offered);
  }

  /** After the run: what it did to its names is seen in the bindings. */
  void copyOut() {
    if (other == null) {
      return;
    }
    Set<String> names = new LinkedHashSet<String>(python.keySet());
    for (String name : new LinkedHashSet<String>(other.keySet())) {
      if (!name.equals(KEY) && !names.contains(name)) {
        other.remove(name);
      }
    }
    for (String name : names) {
      other.put(name, python.get(name));
    }
  }
}
