package io.drua.crosslang.start;

import io.drua.bridge.BridgeException;
import io.drua.bridge.PyObject;
import io.drua.bridge.PythonConfig;
import io.drua.bridge.PythonRuntime;
import io.drua.crosslang.support.Places;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * Starts Python in a process of its own, in whatever circumstances, and tells what happened, a line each:
 * {@code STARTED ...} or {@code FAILED class code message HINT hint}, and at the end {@code ALIVE}.
 */
final class StartProbe {
  private StartProbe() {}

  /** Takes {@code key=value}: python, app, natives and so on; attempts: how often; then: what next. */
  public static void main(String[] args) throws Exception {
    Map<String, String> settings = new HashMap<String, String>();
    for (String arg : args) {
      int equals = arg.indexOf('=');
      settings.put(arg.substring(0, equals), arg.substring(equals + 1));
    }
    PythonConfig config =
        PythonConfig.builder()
            .python(path(settings, "python"))
            .applicationDirectory(path(settings, "app"))
            .managedEnvironment(path(settings, "managed"))
            .nativeDirectory("jar".equals(settings.get("natives")) ? null : natives(settings))
            .cacheDirectory(path(settings, "cache"))
            .pythonPath(Collections.singletonList(
                settings.containsKey("packages") ? Paths.get(settings.get("packages")) : Places.pythonPackages()))
            .build();
    PythonRuntime runtime = null;
    int attempts = Integer.parseInt(settings.getOrDefault("attempts", "2"));
    for (int i = 0; i < attempts && runtime == null; i++) {
      runtime = start(config);
    }
    if (runtime == null && settings.containsKey("otherwise")) {
      runtime = start(
          PythonConfig.builder()
              .python(Paths.get(settings.get("otherwise")))
              .nativeDirectory(Places.natives())
              .cacheDirectory(path(settings, "cache"))
              .pythonPath(Collections.singletonList(Places.pythonPackages()))
              .build());
    }
    if (runtime != null) {
      say("NUMPY " + runtime.eval("__import__('numpy').arange(5).sum().item()", null));
    }
    String then = settings.getOrDefault("then", "");
    if (then.equals("npe")) {
      nullPointers(runtime);
    } else if (then.equals("text")) {
      text(runtime);
    }
    collect();
    say("ALIVE");
  }

  private static Path natives(Map<String, String> settings) {
    return settings.containsKey("natives") ? Paths.get(settings.get("natives")) : Places.natives();
  }

  private static Path path(Map<String, String> settings, String key) {
    String value = settings.get(key);
    return value == null ? null : Paths.get(value);
  }

  private static PythonRuntime start(PythonConfig config) {
    try {
      PythonRuntime runtime = PythonRuntime.start(config);
      say("STARTED " + runtime.interpreter().version() + " by " + runtime.interpreter().source() + " EXECUTABLE "
          + runtime.interpreter().executable());
      return runtime;
    } catch (BridgeException failed) {
      say("FAILED " + failed.getClass().getSimpleName() + " " + failed.code() + " " + flat(failed.getMessage())
          + " HINT " + flat(String.valueOf(failed.hint())));
      return null;
    }
  }

  private static String flat(String text) {
    return text.replace("\r", "").replace('\n', ' ');
  }

  /** Real ones: compiled code has no test for null, and relies on the JVM's handler of SIGSEGV. */
  private static void nullPointers(PythonRuntime runtime) {
    int caught = 0;
    for (int i = 0; i < 200_000; i++) {
      try {
        caught += length(i % 3 == 0 ? null : "x") < 0 ? 1 : 0;
      } catch (NullPointerException expected) {
        caught++;
      }
      if (i % 50_000 == 0) {
        runtime.eval("sum(range(1000))", null);
      }
    }
    say("NPE " + caught);
  }

  private static int length(String text) {
    return text.length();
  }

  private static void text(PythonRuntime runtime) throws Exception {
    String odd = "\u00b5m \u4e2d \ud83d\ude00";
    PyObject names = runtime.namespace();
    runtime.exec("import os, sys, tempfile\ndef same(text): return text\n"
        + "def file(text):\n    path = os.path.join(tempfile.mkdtemp(), text)\n    open(path, 'w').write(text)\n"
        + "    back = open(path).read()\n    os.remove(path)\n    return back\n", "<\u00b5>", names);
    try (PyObject same = (PyObject) runtime.eval("same", names);
        PyObject file = (PyObject) runtime.eval("file", names)) {
      say("TEXT " + odd.equals(same.call(odd)) + " " + odd.equals(file.call(odd)) + " "
          + runtime.eval("sys.flags.utf8_mode", names) + " " + runtime.eval("len('\u00b5\ud83d\ude00')", names));
    }
    runtime.exec("print('" + odd + "')", "<test>", null);
    say("CODES " + Arrays.toString(odd.getBytes(StandardCharsets.UTF_8)).hashCode());
  }

  /** A collector that finds a damaged heap or a lost thread would say so now. */
  private static void collect() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(20);
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
