package io.drua.micromanager.panel;

import io.drua.bridge.BridgeException;
import io.drua.bridge.FailureText;
import io.drua.bridge.InterpreterInfo;
import io.drua.bridge.Nullable;
import io.drua.bridge.PythonRuntime;
import io.drua.micromanager.runtime.MicroManagerRuntime;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Texts about the interpreter. They may start programs, so they are never made on the user interface's thread. */
final class EnvironmentReport {
  private EnvironmentReport() {}

  /** One line on the interpreter that runs; without one, the first that would be started, or that there is none. */
  static String summary() {
    if (MicroManagerRuntime.isRunning()) {
      InterpreterInfo info = MicroManagerRuntime.start().interpreter();
      String attached = info.attached() ? ", ran in this program before Drua" : "";
      return "Python " + info.version() + " with NumPy " + info.numpy() + ": " + info.executable()
          + " (" + info.source() + attached + ")";
    }
    List<? extends Map<?, ?>> candidates = candidates();
    for (Map<?, ?> candidate : candidates) {
      if (Boolean.TRUE.equals(candidate.get("usable"))) {
        return "Python has not started. This one will be used: " + place(candidate);
      }
    }
    if (candidates.isEmpty()) {
      return "No Python was found on this computer. Install one with NumPy, or choose one.";
    }
    Map<?, ?> first = candidates.get(0);
    String others = candidates.size() > 1 ? " The tool tip tells of the others." : "";
    return "No Python can be used. " + place(first) + ": " + first.get("verdict") + "." + others;
  }

  private static String place(Map<?, ?> candidate) {
    return candidate.get("path") + " (" + candidate.get("source") + ")";
  }

  /** All interpreters that were found, one a line, and what became of each. */
  static String all() {
    StringBuilder text = new StringBuilder();
    for (Map<?, ?> candidate : candidates()) {
      String path = String.valueOf(candidate.get("path"));
      if (!path.isEmpty()) {
        text.append(text.length() == 0 ? "" : "\n").append(path).append(": ").append(candidate.get("verdict"));
        text.append(" (").append(candidate.get("source")).append(')');
      }
    }
    return text.toString();
  }

  /** What is wrong with the interpreter that the user just chose; null if nothing is. */
  @Nullable
  static String whyNot() {
    List<? extends Map<?, ?>> found = candidates();
    // The user's choice is looked at before all other places.
    Map<?, ?> first = found.isEmpty() ? Collections.emptyMap() : found.get(0);
    return found.isEmpty() || Boolean.TRUE.equals(first.get("usable")) ? null : String.valueOf(first.get("verdict"));
  }

  /** Starts Python now; what went wrong and what to do, or null if it runs. */
  @Nullable
  static String start() {
    MicroManagerRuntime.retry();
    try {
      MicroManagerRuntime.start();
      return null;
    } catch (BridgeException failed) {
      return FailureText.message(failed);
    }
  }

  private static List<? extends Map<?, ?>> candidates() {
    Object found = PythonRuntime.findInterpreters(MicroManagerRuntime.config());
    List<Map<?, ?>> candidates = new java.util.ArrayList<>();
    for (Object one : found instanceof List ? (List<?>) found : Collections.emptyList()) {
      if (one instanceof Map) {
        candidates.add((Map<?, ?>) one);
      }
    }
    return candidates;
  }
}
