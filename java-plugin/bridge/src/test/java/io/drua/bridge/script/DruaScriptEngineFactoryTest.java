package io.drua.bridge.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.drua.bridge.PythonRuntime;
import javax.script.ScriptContext;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineManager;
import org.junit.jupiter.api.Test;

/** What an engine does before Python runs. */
class DruaScriptEngineFactoryTest {
  @Test
  void anEngineStartsNothing() {
    ScriptEngine engine = new ScriptEngineManager().getEngineByName("drua-python");
    assertThat(engine).isInstanceOf(DruaScriptEngine.class);
    assertThat(engine.getBindings(ScriptContext.ENGINE_SCOPE)).isEmpty();
    assertThat(engine.get("x")).isNull();
    assertThat(engine.getFactory().getLanguageVersion()).isEqualTo("3");
    assertThat(PythonRuntime.runningOrNull()).isNull();
  }

  @Test
  void textsOfTheFactory() {
    DruaScriptEngineFactory factory = new DruaScriptEngineFactory();
    assertThat(factory.getNames()).contains("python3", "drua-python", "Python 3 (Drua)").doesNotContain("python");
    assertThat(factory.getExtensions()).containsExactly("py");
    assertThat(factory.getOutputStatement("a \"b\"\\\n")).isEqualTo("print(\"a \\\"b\\\"\\\\\\n\")");
    assertThat(factory.getMethodCallSyntax("o", "m", "1", "x")).isEqualTo("o.m(1, x)");
    assertThat(factory.getProgram("a = 1", "a")).isEqualTo("a = 1\na\n");
    assertThat(factory.getParameter("unknown")).isNull();
  }
}
