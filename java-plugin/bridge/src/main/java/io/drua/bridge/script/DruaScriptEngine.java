package io.drua.bridge.script;

import io.drua.bridge.BridgeException;
import io.drua.bridge.JavaFunction;
import io.drua.bridge.Nullable;
import io.drua.bridge.PyObject;
import io.drua.bridge.PythonProxies;
import io.drua.bridge.PythonValues;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import javax.script.AbstractScriptEngine;
import javax.script.Bindings;
import javax.script.Compilable;
import javax.script.CompiledScript;
import javax.script.Invocable;
import javax.script.ScriptContext;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptException;
import javax.script.SimpleScriptContext;

/**
 * Runs Python. The value of a script is that of its last statement, if it is an expression, as in a notebook.
 *
 * <p>Scripts run on a thread with a large stack ({@link io.drua.bridge.PythonRuntime#onLargeStack}) while the caller
 * waits; functions that are invoked, and interfaces that are got, on the calling thread. Several threads may use one
 * engine. What scripts print goes to the writers of the context where somebody has set them, else to the host's console.
 *
 * <p>What a script raises is a {@link ScriptException} with the line of the script; its cause is the {@link
 * io.drua.bridge.PythonException}.
 */
public final class DruaScriptEngine extends AbstractScriptEngine implements Compilable, Invocable {
  private static final String FILE = "<script>";

  private final DruaScriptEngineFactory factory;
  private final Writer consoleOut;
  private final Writer consoleErr;

  DruaScriptEngine(DruaScriptEngineFactory factory) {
    this.factory = factory;
    SimpleScriptContext own = new SimpleScriptContext();
    own.setBindings(createBindings(), ScriptContext.ENGINE_SCOPE);
    context = own;
    consoleOut = own.getWriter();
    consoleErr = own.getErrorWriter();
  }

  @Override
  public ScriptEngineFactory getFactory() {
    return factory;
  }

  /** An empty namespace. */
  @Override
  public Bindings createBindings() {
    return new PythonBindings();
  }

  // -- Scripts --

  @Override
  @Nullable
  public Object eval(String script, ScriptContext scriptContext) throws ScriptException {
    return compile(script, file(scriptContext)).eval(scriptContext);
  }

  @Override
  @Nullable
  public Object eval(Reader reader, ScriptContext scriptContext) throws ScriptException {
    return eval(read(reader), scriptContext);
  }

  @Override
  public CompiledScript compile(String script) throws ScriptException {
    return compile(script, file(context));
  }

  @Override
  public CompiledScript compile(Reader reader) throws ScriptException {
    return compile(read(reader));
  }

  private Compiled compile(String script, String file) throws ScriptException {
    if (script == null) {
      throw new NullPointerException("The script can't be null.");
    }
    try {
      return new Compiled(ScriptPython.make("Script", script, file).leaveToCollector(), file);
    } catch (BridgeException failed) {
      throw ScriptFailures.of(failed, file);
    }
  }

  private static String file(ScriptContext scriptContext) {
    Object name = scriptContext.getAttribute(ScriptEngine.FILENAME);
    return name == null ? FILE : name.toString();
  }

  private static String read(Reader reader) throws ScriptException {
    StringBuilder text = new StringBuilder();
    char[] part = new char[8192];
    try {
      for (int count = reader.read(part); count >= 0; count = reader.read(part)) {
        text.append(part, 0, count);
      }
    } catch (IOException failed) {
      throw new ScriptException(failed);
    }
    return text.toString();
  }

  /** A script that is compiled once and run any number of times, in any context. */
  private final class Compiled extends CompiledScript {
    private final PyObject script;
    private final String file;

    Compiled(PyObject script, String file) {
      this.script = script;
      this.file = file;
    }

    @Override
    public ScriptEngine getEngine() {
      return DruaScriptEngine.this;
    }

    @Override
    @Nullable
    public Object eval(ScriptContext scriptContext) throws ScriptException {
      try {
        Names names = Names.of(scriptContext);
        Object out = output(scriptContext.getWriter(), consoleOut);
        Object err = output(scriptContext.getErrorWriter(), consoleErr);
        try {
          Object value =
              ScriptPython.runtime().onLargeStack(() -> script.invoke("run", names.dict(), out, err));
          return PythonValues.convert(value, Object.class);
        } finally {
          names.copyOut();
        }
      } catch (BridgeException failed) {
        throw ScriptFailures.of(failed, file);
      }
    }
  }

  /** A writer as a function for Python; null for the console, which the host's own listeners show. */
  @Nullable
  private static JavaFunction output(@Nullable Writer writer, Writer console) {
    if (writer == null || writer == console) {
      return null;
    }
    return args -> {
      writer.write(String.valueOf(args[0]));
      writer.flush();
      return null;
    };
  }

  // -- Functions --

  @Override
  @Nullable
  public Object invokeFunction(String name, Object... args) throws ScriptException, NoSuchMethodException {
    if (name == null) {
      throw new NullPointerException("The name of the function can't be null.");
    }
    Names names = Names.of(context);
    if (!names.dict().contains(name)) {
      throw new NoSuchMethodException("The scripts have defined no function '" + name + "'.");
    }
    try (PyObject function = names.dict().item(name)) {
      return invoke(function, "The scripts' name '" + name + "'", args);
    } finally {
      names.copyOut();
    }
  }

  @Override
  @Nullable
  public Object invokeMethod(Object object, String name, Object... args)
      throws ScriptException, NoSuchMethodException {
    if (name == null) {
      throw new NullPointerException("The name of the method can't be null.");
    }
    PyObject target = python(object);
    if (!target.has(name)) {
      throw new NoSuchMethodException("The object " + target.repr() + " has no method '" + name + "'.");
    }
    try (PyObject method = target.attribute(name)) {
      return invoke(method, "The attribute '" + name + "'", args);
    }
  }

  @Nullable
  private Object invoke(PyObject callable, String what, @Nullable Object[] args)
      throws ScriptException, NoSuchMethodException {
    if (!callable.isCallable()) {
      throw new NoSuchMethodException(what + " is " + callable.repr() + ", which can't be called.");
    }
    int count = args == null ? 0 : args.length;
    Object[] all = new Object[3 + count];
    all[0] = callable;
    all[1] = output(context.getWriter(), consoleOut);
    all[2] = output(context.getErrorWriter(), consoleErr);
    for (int i = 0; i < count; i++) {
      all[3 + i] = PythonProxies.argument(args[i]);
    }
    try {
      return PythonValues.convert(ScriptPython.call("call", all), Object.class);
    } catch (BridgeException failed) {
      throw ScriptFailures.of(failed, FILE);
    }
  }

  private static PyObject python(@Nullable Object object) {
    if (object instanceof PyObject) {
      return (PyObject) object;
    }
    PyObject behind = PythonProxies.targetOf(object);
    if (behind == null) {
      throw new IllegalArgumentException(
          "Expected an object that a script gave, found "
              + (object == null ? "null" : "one of " + object.getClass().getName()) + ".");
    }
    return behind;
  }

  // -- Interfaces --

  /** An interface implemented by functions of the scripts; null if they lack one of its methods. */
  @Override
  @Nullable
  public <T> T getInterface(Class<T> type) {
    check(type);
    return implemented(ScriptPython.make("Names", Names.of(context).dict()), type);
  }

  /** An interface implemented by methods of an object; null if it lacks one of them. */
  @Override
  @Nullable
  public <T> T getInterface(Object object, Class<T> type) {
    check(type);
    PyObject target = python(object);
    return implemented(target.as(PyObject.class), type);
  }

  private static void check(@Nullable Class<?> type) {
    if (type == null || !type.isInterface()) {
      throw new IllegalArgumentException("Expected an interface, found " + type + ".");
    }
  }

  @Nullable
  private static <T> T implemented(PyObject target, Class<T> type) {
    for (Method method : type.getMethods()) {
      if (Modifier.isAbstract(method.getModifiers()) && !isOfObject(method) && !target.has(method.getName())) {
        target.close();
        return null;
      }
    }
    return PythonProxies.implement(target, type);
  }

  private static boolean isOfObject(Method method) {
    try {
      Object.class.getMethod(method.getName(), method.getParameterTypes());
      return true;
    } catch (NoSuchMethodException own) {
      // It is the interface's own.
      return false;
    }
  }
}
