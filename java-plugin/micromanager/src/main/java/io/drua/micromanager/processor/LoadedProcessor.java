package io.drua.micromanager.processor;

import io.drua.bridge.Nullable;
import io.drua.bridge.PyObject;
import io.drua.bridge.PythonRuntime;
import io.drua.bridge.Routine;
import io.drua.bridge.RoutineCall;
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
 * its file may have changed, stopped with the pipeline. One thread at a time; requests may come from any.
 */
final class LoadedProcessor {
  /** Files are looked at so often, so that a changed one is taken at the next frame of a camera. */
  private static final long LOOK_NANOS = 20_000_000;
  /** Time before a load that failed is tried again; the user's reload does not wait for it. */
  private static final long RETRY_NANOS = 2_000_000_000L;

  private static final RoutineTraits NO_IMAGE = RoutineTraits.builder().build();

  private final ProcessorSettings settings;
  private final RunMonitor monitor;
  @Nullable private PyObject bound;
  @Nullable private PyObject isStale;
  @Nullable private volatile Routine routine;
  @Nullable private volatile Path file;
  private String hash = "";
  private boolean takesMetadata;
  private boolean writes;
  private boolean callsJava;
  private boolean started;
  private boolean stale;
  private long lookedAt;
  private volatile boolean reload;
  private volatile boolean cancelled;
  @Nullable private volatile RoutineCall running;
  @Nullable private volatile RuntimeException failure;
  private long failedAt;

  LoadedProcessor(ProcessorSettings settings, RunMonitor monitor) {
    this.settings = settings;
    this.monitor = monitor;
  }

  // -- Requests --

  /** Has the file read again before the next frame, whatever its time stamp says. */
  void requestReload() {
    reload = true;
    cancelled = false;
    failure = null;
  }

  /** Has whatever it does of its own in Python stop, such as the routine's start; frames are cancelled by their calls. */
  void cancel() {
    cancelled = true;
    RoutineCall call = running;
    if (call != null) {
      call.cancel();
    }
  }

  /** Forgets a {@link #cancel}: it was of an earlier frame. */
  void resume() {
    if (cancelled) {
      cancelled = false;
      failure = null;
    }
  }

  // -- Getting ready --

  /** Whether a frame can go through it as it is. Asks Python for the files' state now and then, which takes microseconds. */
  boolean isReady() {
    if (routine == null || !started) {
      return false;
    }
    long now = System.nanoTime();
    if (now - lookedAt >= LOOK_NANOS) {
      lookedAt = now;
      stale = Boolean.TRUE.equals(isStale.call());
    }
    return !stale && !reload;
  }

  /**
   * Gets ready for a frame. Starts Python and imports the file at the first one; takes over what changed at later ones.
   * Only on a thread with a large stack: imports may recurse as deeply as they like.
   *
   * @param summary block of the summary metadata
   * @throws RuntimeException if the routine can't be used; a file that broke later is reported, and its last form goes on
   */
  void prepare(byte[] summary) {
    if (routine == null) {
      RuntimeException known = failure;
      if (known != null && System.nanoTime() - failedAt < RETRY_NANOS) {
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
    } else if (stale || reload) {
      boolean forced = reload;
      reload = false;
      stale = false;
      Object changed = call("refresh", RoutineCall.builder().parameter("force", forced));
      if (changed instanceof Map) {
        ProcessorLog.add(settings.routine() + ": the file changed.");
        describe((Map<?, ?>) changed);
      }
    }
    if (!started) {
      call("start", RoutineCall.builder().parameter("summary", summary));
      started = true;
    }
  }

  private void load() {
    PythonRuntime python = MicroManagerRuntime.start();
    RoutineManifest manifest = MicroManagerRuntime.library().find(settings.routine());
    file = manifest.file();
    RoutineCall.Builder call =
        RoutineCall.builder()
            .parameter("path", manifest.file().toString())
            .parameter("name", manifest.name())
            .parameter("parameters", settings.parameters());
    try (PyObject host = python.importModule("drua._host")) {
      bound = (PyObject) run(python, host.attribute("processor"), call);
    }
    isStale = bound.attribute("is_stale");
    describe((Map<?, ?>) bound.invoke("describe"));
    lookedAt = System.nanoTime();
    reload = false;
  }

  @Nullable
  private Object call(String method, RoutineCall.Builder call) {
    return run(MicroManagerRuntime.start(), bound.attribute(method), call);
  }

  /** Calls a function that may run for any time, so that it can be told to stop. */
  @Nullable
  private Object run(PythonRuntime python, PyObject function, RoutineCall.Builder builder) {
    RoutineCall call = builder.onCallerThread().build();
    try (Routine once = python.routine(function, settings.routine(), NO_IMAGE)) {
      running = call;
      if (cancelled) {
        call.cancel();
      }
      return once.run(call).value();
    } finally {
      running = null;
    }
  }

  private void describe(Map<?, ?> facts) {
    writes = Boolean.TRUE.equals(facts.get("writes"));
    takesMetadata = Boolean.TRUE.equals(facts.get("metadata"));
    callsJava = Boolean.TRUE.equals(facts.get("calls_java"));
    hash = String.valueOf(facts.get("hash"));
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

  /** A file that can't be used as it is now: the last form that worked goes on. */
  private void broken(Map<?, ?> error) {
    Object line = error.get("line");
    Object hint = error.get("hint");
    String text =
        "Python Processor \"" + monitor.label() + "\" runs as it was before its file was changed, because that can't be used ("
            + file + (line == null ? "" : ", line " + line) + "): " + error.get("type") + ": " + error.get("message")
            + (hint == null ? "" : ". " + hint);
    monitor.problem(new FrameFailure(text, "", "", text, System.currentTimeMillis()));
    ProcessorLog.add(text);
  }

  // -- What frames need --

  /** The routine; null as long as none was loaded. */
  @Nullable
  Routine routine() {
    return routine;
  }

  /** Its file; null as long as it is not known. */
  @Nullable
  Path file() {
    return file;
  }

  /** SHA-256 of the text that is in use, in hexadecimal. */
  String hash() {
    return hash;
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
    cancelled = false;
    try {
      if (started) {
        started = false;
        call("stop", RoutineCall.builder());
      }
    } finally {
      bound = null;
      routine = null;
      if (isStale != null) {
        isStale.close();
      }
      target.close();
    }
  }
}
