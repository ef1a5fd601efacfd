package io.drua.micromanager.processor;

import io.drua.bridge.Nullable;
import io.drua.bridge.PyObject;
import io.drua.bridge.PythonRuntime;
import io.drua.bridge.Routine;
import io.drua.bridge.RoutineManifest;
import io.drua.bridge.RoutineTraits;
import io.drua.micromanager.monitor.FrameFailure;
import io.drua.micromanager.monitor.RunMonitor;
import io.drua.micromanager.runtime.MicroManagerRuntime;
import io.drua.micromanager.runtime.ProcessorLog;
import io.drua.micromanager.settings.ProcessorSettings;
import java.nio.file.Path;
import java.util.Map;

/**
 * The Python object of one processor in one pipeline: loaded at its first frame, looked at again now and then because
 * its file may have changed, stopped with the pipeline. One thread at a time.
 */
final class LoadedProcessor {
  /** Files are looked at so often, so that a changed one is taken at the next frame of a camera. */
  private static final long LOOK_NANOS = 20_000_000;
  /** Time before a load that failed is tried again; a change of the file is found by the user's reload, too. */
  private static final long RETRY_NANOS = 2_000_000_000L;

  private final ProcessorSettings settings;
  private final RunMonitor monitor;
  @Nullable private PyObject bound;
  @Nullable private PyObject isStale;
  @Nullable private Routine routine;
  @Nullable private Path file;
  private boolean takesMetadata;
  private boolean writes;
  private boolean callsJava;
  private boolean started;
  private long lookedAt;
  private volatile boolean reload;
  @Nullable private RuntimeException failure;
  private long failedAt;

  LoadedProcessor(ProcessorSettings settings, RunMonitor monitor) {
    this.settings = settings;
    this.monitor = monitor;
  }

  /** Has the file looked at before the next frame, whatever its time stamp says. */
  void requestReload() {
    reload = true;
    failure = null;
  }

  /**
   * Gets ready for a frame. Starts Python and imports the file at the first one; takes over what changed at later ones.
   *
   * @param summary block of the summary metadata
   * @throws RuntimeException if the routine can't be used; a file that broke later is reported, and its last form goes on
   */
  void prepare(byte[] summary) {
    long now = System.nanoTime();
    if (routine == null) {
      RuntimeException known = failure;
      if (known != null && now - failedAt < RETRY_NANOS) {
        throw known;
      }
      try {
        load();
        failure = null;
      } catch (RuntimeException failed) {
        failure = failed;
        failedAt = System.nanoTime();
        throw failed;
      }
    } else if (now - lookedAt >= LOOK_NANOS || reload) {
      look();
    }
    if (!started) {
      PyObject target = bound;
      MicroManagerRuntime.start().onLargeStack(() -> target.invoke("start", (Object) summary));
      started = true;
    }
  }

  private void load() {
    if (settings.routine().isEmpty()) {
      throw new io.drua.bridge.ParameterException(
          "No routine is chosen.", "Choose one in the processor's own window (Configure in On-The-Fly Image Processing).");
    }
    PythonRuntime python = MicroManagerRuntime.start();
    RoutineManifest manifest = MicroManagerRuntime.library().find(settings.routine());
    file = manifest.file();
    bound = python.onLargeStack(() -> bind(python, manifest));
    isStale = bound.attribute("is_stale");
    describe((Map<?, ?>) bound.invoke("describe"));
    lookedAt = System.nanoTime();
    reload = false;
  }

  private PyObject bind(PythonRuntime python, RoutineManifest manifest) {
    try (PyObject host = python.importModule("drua._host");
        PyObject processor = host.attribute("processor")) {
      return processor.callKeeping(manifest.file().toString(), manifest.name(), settings.parameters());
    }
  }

  private void describe(Map<?, ?> facts) {
    writes = Boolean.TRUE.equals(facts.get("writes"));
    takesMetadata = Boolean.TRUE.equals(facts.get("metadata"));
    callsJava = Boolean.TRUE.equals(facts.get("calls_java"));
    RoutineTraits traits =
        RoutineTraits.builder().axes("YX").inPlace(writes).pin(Boolean.TRUE.equals(facts.get("pin"))).build();
    routine = MicroManagerRuntime.start().routine(bound, settings.routine(), traits);
    Object error = facts.get("error");
    if (error instanceof Map) {
      broken((Map<?, ?>) error);
    } else {
      monitor.mended();
    }
  }

  private void look() {
    lookedAt = System.nanoTime();
    boolean forced = reload;
    reload = false;
    if (!forced && !Boolean.TRUE.equals(isStale.call())) {
      return;
    }
    PyObject target = bound;
    // An import may recurse as deeply as it likes.
    Object changed = MicroManagerRuntime.start().onLargeStack(() -> target.invoke("refresh", forced));
    if (changed instanceof Map) {
      ProcessorLog.add(settings.routine() + ": the file changed.");
      describe((Map<?, ?>) changed);
    }
  }

  /** A file that can't be used as it is now: the last form that worked goes on. */
  private void broken(Map<?, ?> error) {
    Object line = error.get("line");
    Object hint = error.get("hint");
    String text =
        "Python Processor \"" + monitor.label() + "\" runs as it was before its file was changed, because that can't be used ("
            + file + (line == null ? "" : ", line " + line) + "): " + error.get("type") + ": " + error.get("message")
            + (hint == null ? "" : ". " + hint);
    monitor.problem(new FrameFailure(text, "", "", System.currentTimeMillis()));
    ProcessorLog.add(text);
  }

  // -- What frames need --

  Routine routine() {
    return routine;
  }

  @Nullable
  Path file() {
    return file;
  }

  /** Whether the routine changes the frame. */
  boolean writes() {
    return writes;
  }

  /** Whether it wants the frame's tags. */
  boolean takesMetadata() {
    return takesMetadata;
  }

  /** Whether it said that it calls Studio or Core. */
  boolean callsJava() {
    return callsJava;
  }

  /** Stops it, and lets go of the Python object. Waits for Python; not while a call of it runs. */
  void close() {
    PyObject target = bound;
    if (target == null) {
      return;
    }
    bound = null;
    routine = null;
    try {
      if (started) {
        started = false;
        MicroManagerRuntime.start().onLargeStack(() -> target.invoke("stop"));
      }
    } finally {
      if (isStale != null) {
        isStale.close();
      }
      target.close();
    }
  }
}
