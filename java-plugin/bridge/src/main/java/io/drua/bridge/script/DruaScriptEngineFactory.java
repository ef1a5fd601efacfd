package io.drua.bridge.script;

import io.drua.bridge.Nullable;
import io.drua.bridge.PythonRuntime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineFactory;

/**
 * Makes script engines for CPython, in this process. Making one starts nothing: Python starts when an engine first needs
 * it, with {@link io.drua.bridge.PythonConfig#ofSystemProperties}, unless it runs already.
 */
public final class DruaScriptEngineFactory implements ScriptEngineFactory {
  private static final String ENGINE_NAME = "Python 3 (Drua)";
  /** The name {@code python} is left to Jython, whose scripts are Python 2. */
  private static final List<String> NAMES =
      Collections.unmodifiableList(Arrays.asList("drua-python", "python3", ENGINE_NAME));

  @Override
  public String getEngineName() {
    return ENGINE_NAME;
  }

  @Override
  public String getEngineVersion() {
    String version = DruaScriptEngineFactory.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public List<String> getExtensions() {
    return Collections.singletonList("py");
  }

  @Override
  public List<String> getMimeTypes() {
    return Collections.unmodifiableList(Arrays.asList("text/x-python", "application/x-python-code"));
  }

  @Override
  public List<String> getNames() {
    return NAMES;
  }

  @Override
  public String getLanguageName() {
    return "Python";
  }

  /** That of the interpreter that runs; 3 before one does. */
  @Override
  public String getLanguageVersion() {
    PythonRuntime running = PythonRuntime.runningOrNull();
    return running == null ? "3" : String.valueOf(running.interpreter().version());
  }

  @Override
  @Nullable
  public Object getParameter(String key) {
    switch (key) {
      case ScriptEngine.ENGINE:
        return getEngineName();
      case ScriptEngine.ENGINE_VERSION:
        return getEngineVersion();
      case ScriptEngine.NAME:
        return NAMES.get(0);
      case ScriptEngine.LANGUAGE:
        return getLanguageName();
      case ScriptEngine.LANGUAGE_VERSION:
        return getLanguageVersion();
      case "THREADING":
        // Several threads may use one engine, and see what the others do to its names.
        return "MULTITHREADED";
      default:
        return null;
    }
  }

  @Override
  public String getMethodCallSyntax(String object, String method, String... args) {
    return object + "." + method + "(" + String.join(", ", args) + ")";
  }

  @Override
  public String getOutputStatement(String toDisplay) {
    StringBuilder text = new StringBuilder("print(\"");
    for (char c : toDisplay.toCharArray()) {
      switch (c) {
        case '\\':
        case '"':
          text.append('\\').append(c);
          break;
        case '\n':
          text.append("\\n");
          break;
        case '\r':
          text.append("\\r");
          break;
        default:
          text.append(c);
      }
    }
    return text.append("\")").toString();
  }

  @Override
  public String getProgram(String... statements) {
    return String.join("\n", statements) + "\n";
  }

  @Override
  public ScriptEngine getScriptEngine() {
    return new DruaScriptEngine(this);
  }
}
