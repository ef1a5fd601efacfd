package io.drua.bridge;

import java.util.Map;

/** What is known of the Python interpreter that runs in this process. Immutable. */
public final class InterpreterInfo {
  private final Map<?, ?> values;

  InterpreterInfo(Map<?, ?> values) {
    this.values = values;
  }

  private String text(String key) {
    Object value = values.get(key);
    return value == null ? "" : value.toString();
  }

  /** Path of the environment's {@code python}. */
  public String executable() {
    return text("executable");
  }

  /** Folder of the environment. */
  public String prefix() {
    return text("prefix");
  }

  /** Folder of the installation that the environment was made from. */
  public String basePrefix() {
    return text("base_prefix");
  }

  /** Version of Python, for instance {@code "3.11.7"}. */
  public String version() {
    return text("version");
  }

  /** Path of the shared library of Python. */
  public String library() {
    return text("library");
  }

  /** How the interpreter was found, for instance {@code "environment variable DRUA_PYTHON"}. */
  public String source() {
    return text("source");
  }

  /** Version of NumPy. */
  public String numpy() {
    return text("numpy");
  }

  /** Whether Python already ran in this process when Drua started. */
  public boolean attached() {
    return Boolean.TRUE.equals(values.get("attached"));
  }

  @Override
  public String toString() {
    return "Python " + version() + " (" + executable() + ", found by " + source() + ", NumPy " + numpy() + ")";
  }
}
