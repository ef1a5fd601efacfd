package io.drua.crosslang.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.PyObject;
import io.drua.bridge.PythonException;
import io.drua.crosslang.support.PythonScope;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javax.script.Bindings;
import javax.script.Compilable;
import javax.script.CompiledScript;
import javax.script.Invocable;
import javax.script.ScriptContext;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineManager;
import javax.script.ScriptException;
import javax.script.SimpleBindings;
import javax.script.SimpleScriptContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScriptEngineTest {
  private ScriptEngineManager manager;
  private ScriptEngine engine;

  @BeforeEach
  void open() {
    PythonScope.runtime();
    manager = new ScriptEngineManager();
    engine = manager.getEngineByName("drua-python");
  }

  @Test
  void theEngineIsFoundByItsNames() {
    for (String name : Arrays.asList("drua-python", "python3", "Python 3 (Drua)")) {
      assertThat(manager.getEngineByName(name)).as(name).isNotNull();
    }
    assertThat(manager.getEngineByExtension("py")).isNotNull();
    assertThat(engine.getFactory().getLanguageVersion()).startsWith("3.");
    assertThat(engine.getFactory().getParameter(ScriptEngine.NAME)).isEqualTo("drua-python");
    assertThat(engine.getFactory().getParameter("THREADING")).isEqualTo("MULTITHREADED");
  }

  @Test
  void theLastExpressionIsTheResult() throws ScriptException {
    assertThat(engine.eval("1 + 1")).isEqualTo(2);
    assertThat(engine.eval("x = 5\nx * 2")).isEqualTo(10);
    assertThat(engine.eval("x = 5")).isNull();
    assertThat(engine.eval("")).isNull();
    assertThat(engine.eval("# nothing")).isNull();
    assertThat(engine.eval("for i in range(3):\n    pass\n[i, {'a': {1}}]")).hasToString("[2, {a=[1]}]");
    assertThat(engine.eval(new StringReader("x + 1"))).isEqualTo(6);
    assertThat(engine.eval(engine.getFactory().getOutputStatement("\"quoted\"\n"))).isNull();
    assertThat(engine.eval(engine.getFactory().getProgram("y = 2", "y + x"))).isEqualTo(7);
  }

  @Test
  void bindingsAreLiveBothWays() throws ScriptException {
    List<Object> list = new ArrayList<>();
    engine.put("values", list);
    engine.put("n", 3);
    engine.eval("values.append(n)\nm = n + 1\ndata = [1]");
    assertThat(list).hasSize(1);
    assertThat(engine.get("m")).isEqualTo(4);
    assertThat(engine.get("values")).isSameAs(list);
    assertThat(engine.get("nothing")).isNull();
    @SuppressWarnings("unchecked")
    List<Object> data = (List<Object>) engine.get("data");
    data.add("two");
    assertThat(engine.eval("data == [1, 'two']")).isEqualTo(true);
    Bindings bindings = engine.getBindings(ScriptContext.ENGINE_SCOPE);
    assertThat(bindings.keySet()).containsExactlyInAnyOrder("values", "n", "m", "data");
    assertThat(bindings.remove("m")).isEqualTo(4);
    assertThatThrownBy(() -> engine.eval("m")).isInstanceOf(ScriptException.class).hasMessageContaining("NameError");
    bindings.clear();
    assertThat(bindings).isEmpty();
    assertThat(engine.eval("len('abc')")).isEqualTo(3);
    assertThatThrownBy(() -> engine.put(null, 1)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> engine.put("", 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> bindings.get(5)).isInstanceOf(ClassCastException.class);
  }

  @Test
  void otherBindingsAndTheGlobalScopeAreSeen() throws ScriptException {
    Bindings own = new SimpleBindings();
    own.put("a", 1);
    own.put("gone", 1);
    engine.eval("def f():\n    return a\nb = a + 1\ndel gone", own);
    assertThat(own).containsEntry("b", 2).doesNotContainKey("gone");
    own.put("a", 7);
    assertThat(engine.eval("f()", own)).isEqualTo(7);
    assertThat(engine.get("b")).isNull();
    manager.put("everywhere", 9);
    assertThat(engine.eval("everywhere")).isEqualTo(9);
    assertThat(engine.eval("everywhere = 1\neverywhere")).isEqualTo(1);
    assertThat(manager.get("everywhere")).isEqualTo(9);
    assertThat(manager.getEngineByName("python3").eval("everywhere")).isEqualTo(9);
    Map<?, ?> names = engine.getBindings(ScriptContext.ENGINE_SCOPE);
    assertThat(names.containsKey("everywhere")).isTrue();
  }

  @Test
  void outputGoesToTheWriters() throws ScriptException {
    ScriptContext context = new SimpleScriptContext();
    context.setBindings(engine.createBindings(), ScriptContext.ENGINE_SCOPE);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    context.setWriter(out);
    context.setErrorWriter(err);
    engine.eval("import sys\nprint('\u00e4', 1)\nprint('no end', end='')\nprint('bad', file=sys.stderr)", context);
    assertThat(out).hasToString("\u00e4 1\nno end");
    assertThat(err).hasToString("bad\n");
    assertThatThrownBy(() -> engine.eval("print('before')\n1/0", context)).isInstanceOf(ScriptException.class);
    assertThat(out.toString()).endsWith("before\n");
    engine.getContext().setWriter(out);
    engine.eval("print('own')");
    assertThat(out.toString()).endsWith("own\n");
  }

  @Test
  void failuresHaveFileAndLine() throws ScriptException {
    assertThatThrownBy(() -> engine.eval("x = 1\n\nraise ValueError('bad')"))
        .isInstanceOf(ScriptException.class)
        .hasMessageContaining("ValueError: bad")
        .satisfies(thrown -> {
          ScriptException failed = (ScriptException) thrown;
          assertThat(failed.getLineNumber()).isEqualTo(3);
          assertThat(failed.getCause()).isInstanceOf(PythonException.class);
        });
    engine.put(ScriptEngine.FILENAME, "analysis.py");
    engine.eval("def f():\n    return [][0]");
    assertThatThrownBy(() -> engine.eval("\nf()"))
        .isInstanceOf(ScriptException.class)
        .satisfies(thrown -> {
          assertThat(((ScriptException) thrown).getFileName()).isEqualTo("analysis.py");
          assertThat(((ScriptException) thrown).getLineNumber()).isEqualTo(2);
        });
    assertThatThrownBy(() -> engine.eval("a = 1\nb = (\n"))
        .isInstanceOf(ScriptException.class)
        .satisfies(thrown -> assertThat(((ScriptException) thrown).getLineNumber()).isEqualTo(2));
    assertThatThrownBy(() -> engine.eval("  bad indent")).isInstanceOf(ScriptException.class);
    assertThatThrownBy(() -> engine.eval("def f():\n    return f()\nf()"))
        .isInstanceOf(ScriptException.class).hasMessageContaining("RecursionError");
    assertThatThrownBy(() -> engine.eval((String) null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> engine.eval("import sys\nsys.exit(3)")).isInstanceOf(ScriptException.class);
  }

  @Test
  void compiledScriptsRunAgain() throws ScriptException {
    CompiledScript script = ((Compilable) engine).compile("n = n + 1\nn");
    engine.put("n", 1);
    assertThat(script.eval()).isEqualTo(2);
    assertThat(script.eval()).isEqualTo(3);
    Bindings other = engine.createBindings();
    other.put("n", 10);
    assertThat(script.eval(other)).isEqualTo(11);
    assertThat(engine.get("n")).isEqualTo(3);
    assertThat(script.getEngine()).isSameAs(engine);
    assertThatThrownBy(() -> ((Compilable) engine).compile("1 +")).isInstanceOf(ScriptException.class);
  }

  @Test
  void functionsMethodsAndInterfaces() throws Exception {
    Invocable scripts = (Invocable) engine;
    engine.eval("def add(a, b=1):\n    return a + b\n"
        + "def compare(a, b):\n    return b - a\n"
        + "class Counter:\n    def __init__(self):\n        self.n = 0\n"
        + "    def up(self, by):\n        self.n += by\n        return self.n\n"
        + "    def run(self):\n        self.n = -1\n"
        + "counter = Counter()\nnumber = 5");
    assertThat(scripts.invokeFunction("add", 1, 2)).isEqualTo(3);
    assertThat(scripts.invokeFunction("add", "a", "b")).isEqualTo("ab");
    Object counter = engine.get("counter");
    assertThat(counter).isInstanceOf(PyObject.class);
    assertThat(scripts.invokeMethod(counter, "up", 4)).isEqualTo(4);
    Runnable run = scripts.getInterface(counter, Runnable.class);
    run.run();
    assertThat(engine.eval("counter.n")).isEqualTo(-1);
    List<Integer> numbers = Arrays.asList(1, 3, 2);
    @SuppressWarnings("unchecked")
    Comparator<Integer> order = scripts.getInterface(Comparator.class);
    numbers.sort(order);
    assertThat(numbers).containsExactly(3, 2, 1);
    assertThat(scripts.getInterface(Runnable.class)).isNull();
    assertThat((Object) scripts.getInterface(counter, Comparator.class)).isNull();
    assertThatThrownBy(() -> scripts.invokeFunction("none")).isInstanceOf(NoSuchMethodException.class);
    assertThatThrownBy(() -> scripts.invokeFunction("number"))
        .isInstanceOf(NoSuchMethodException.class).hasMessageContaining("5");
    assertThatThrownBy(() -> scripts.invokeMethod(counter, "none")).isInstanceOf(NoSuchMethodException.class);
    assertThatThrownBy(() -> scripts.invokeMethod(null, "up")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> scripts.invokeMethod("text", "up")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> scripts.invokeFunction(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> scripts.invokeFunction("add")).isInstanceOf(ScriptException.class);
    assertThatThrownBy(() -> scripts.getInterface(String.class)).isInstanceOf(IllegalArgumentException.class);
    ((PyObject) counter).close();
  }
}
