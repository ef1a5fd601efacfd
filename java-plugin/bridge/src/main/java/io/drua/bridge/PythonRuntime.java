package io.drua.bridge;

import static io.drua.bridge.internal.frame.FrameLayout.FLAG_KEEP;
import static io.drua.bridge.internal.frame.FrameLayout.OP_EVALUATE;
import static io.drua.bridge.internal.frame.FrameLayout.OP_EXECUTE;
import static io.drua.bridge.internal.frame.FrameLayout.OP_IMPORT;
import static io.drua.bridge.internal.frame.FrameLayout.OP_NAMESPACE;

import io.drua.bridge.internal.NativeCalls;
import io.drua.bridge.internal.NativeHome;
import io.drua.bridge.internal.frame.FrameLayout;
import io.drua.bridge.internal.library.NativeLibraries;
import io.drua.bridge.internal.memory.Sweeper;
import io.drua.bridge.internal.threads.DruaThreads;
import io.drua.bridge.internal.wire.WireReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The Python interpreter in this process: one per JVM, however many class loaders have a copy of the bridge. Safe for
 * several threads. Python runs until the process ends.
 */
public final class PythonRuntime {
  private static volatile PythonRuntime running;

  private final InterpreterInfo interpreter;

  private PythonRuntime(InterpreterInfo interpreter) {
    this.interpreter = interpreter;
  }

  // -- Start and end --

  /**
   * Starts Python, or gives the runtime that was started before; the configuration then does not matter.
   *
   * @throws InterpreterNotFoundException if no usable interpreter was found
   * @throws InterpreterStartException if the one found does not start
   * @throws NativeLibraryException if Drua's native libraries can't be used
   */
  public static PythonRuntime start(PythonConfig config) {
    PythonRuntime current = running;
    if (current != null) {
      return current;
    }
    synchronized (NativeHome.startLock()) {
      if (running == null) {
        byte[] reply = NativeHome.started();
        if (reply == null) {
          Path core = NativeLibraries.load(config);
          WarmUp.begin();
          reply = startPython(config, core);
          NativeHome.setStarted(reply);
          NativeHome.beginPolling();
        }
        RuntimeEvents.attach();
        JavaSide.attach();
        Object facts = WireReader.decode(reply, 0, new FrameValues());
        running = new PythonRuntime(new InterpreterInfo((Map<?, ?>) facts));
      }
      return running;
    }
  }

  private static byte[] startPython(PythonConfig config, Path core) {
    Map<String, Object> args = searchSettings(config);
    args.put("core", core);
    args.put("python_path", config.pythonPath());
    return StartFrame.run(args);
  }

  /** Where the native side looks for interpreters. */
  private static Map<String, Object> searchSettings(PythonConfig config) {
    Map<String, Object> settings = new LinkedHashMap<String, Object>();
    settings.put("python", config.python());
    settings.put("app_dir", config.applicationDirectory());
    settings.put("managed_env", config.managedEnvironment());
    settings.put("cache_dir", NativeLibraries.cacheDirectory(config));
    return settings;
  }

  /** The runtime that was started, by whichever copy of the bridge; {@code null} if there is none. */
  @Nullable
  public static PythonRuntime runningOrNull() {
    PythonRuntime current = running;
    if (current == null && NativeHome.started() != null) {
      current = start(PythonConfig.builder().build());
    }
    return current;
  }

  /**
   * Finds interpreters without starting one, and says which would be used, and why others would not.
   *
   * @return what the native side says, for a report to the user
   * @throws NativeLibraryException if Drua's native libraries can't be used
   */
  @Nullable
  public static Object findInterpreters(PythonConfig config) {
    NativeLibraries.load(config);
    BridgeCall call = BridgeCall.enter();
    try {
      call.writer().value(searchSettings(config));
      return call.query(FrameLayout.QUERY_INTERPRETERS);
    } finally {
      call.exit();
    }
  }

  /** Opens the native libraries without starting Python, so that menus can be made. */
  public static void loadNatives(PythonConfig config) {
    NativeLibraries.load(config);
  }

  /**
   * Runs Python's exit functions. The interpreter itself stays until the process ends; this is done then too.
   *
   * @param millis longest wait
   * @return whether they ended in time
   */
  public boolean shutdown(long millis) {
    return NativeCalls.shutdown((int) Math.max(0, Math.min(Integer.MAX_VALUE, millis))) == 0;
  }

  // -- Python --

  /** What is known of the interpreter. */
  public InterpreterInfo interpreter() {
    return interpreter;
  }

  /**
   * Runs work on one of Drua's own threads, whose stack of 16 MB is enough for any recursion that Python allows, and
   * waits for it. Endless recursion through C code (a key function that sorts, for instance) is a {@code
   * RecursionError} there, while it overruns the stack of an ordinary Java thread and ends the process.
   *
   * <p>{@link #exec}, {@link #eval}, {@link #importModule} and {@link Routine#run} see to this themselves; {@link
   * PyObject#call} stays on the calling thread, because it is made for calls that take less time than a hand-over.
   * What the work throws is thrown here. An interrupt is kept, and does not end the wait.
   */
  public <T> T onLargeStack(Supplier<T> work) {
    if (DruaThreads.isCurrent()) {
      return work.get();
    }
    OnLargeStack<T> task = new OnLargeStack<T>(work);
    try {
      DruaThreads.run(task, OnLargeStack.NOTHING);
    } catch (BridgeException failed) {
      Failures.addCaller(failed);
      throw failed;
    }
    return task.result;
  }

  /** Work and its result. A class of its own: the first lambda of a JVM takes ten milliseconds of its start. */
  static final class OnLargeStack<T> implements Runnable {
    static final Runnable NOTHING = new OnLargeStack<Object>(null);

    @Nullable private final Supplier<T> work;
    @Nullable private T result;

    OnLargeStack(@Nullable Supplier<T> work) {
      this.work = work;
    }

    @Override
    public void run() {
      if (work != null) {
        result = work.get();
      }
    }
  }

  /**
   * Imports a module, by its dotted name.
   *
   * @throws PythonException if that fails
   */
  public PyObject importModule(final String name) {
    return onLargeStack(
        new Supplier<PyObject>() {
          @Override
          public PyObject get() {
            return importHere(name);
          }
        });
  }

  private static PyObject importHere(String name) {
    BridgeCall call = BridgeCall.enter();
    try {
      call.writer().value(name);
      return (PyObject) call.perform(OP_IMPORT, 0, 0, FLAG_KEEP);
    } finally {
      call.exit();
    }
  }

  /** A new, empty namespace: a dict for {@link #exec} and {@link #eval}. The caller closes it. */
  public PyObject namespace() {
    BridgeCall call = BridgeCall.enter();
    try {
      return (PyObject) call.perform(OP_NAMESPACE, 0, 0, FLAG_KEEP);
    } finally {
      call.exit();
    }
  }

  /** A new namespace with what is convenient; the caller closes it. */
  public PythonNamespace openNamespace() {
    return new PythonNamespace(this, namespace());
  }

  /** Runs statements in a namespace that ends with the call. */
  public void exec(String code) {
    exec(code, "<string>", null);
  }

  /**
   * Runs statements.
   *
   * @param fileName for tracebacks, for instance {@code "<macro>"}
   * @param namespace where names live; {@code null}: in one that ends with the call
   * @throws PythonException if they raise
   */
  public void exec(String code, String fileName, @Nullable PyObject namespace) {
    source(OP_EXECUTE, code, fileName, namespace, 0);
  }

  /**
   * Evaluates an expression.
   *
   * @param namespace where names live; {@code null}: in one that ends with the call
   * @throws PythonException if it raises
   */
  @Nullable
  public Object eval(String expression, @Nullable PyObject namespace) {
    return source(OP_EVALUATE, expression, "<expression>", namespace, 0);
  }

  /** Evaluates an expression in a namespace that ends with the call. */
  @Nullable
  public Object eval(String expression) {
    return eval(expression, (PyObject) null);
  }

  /** Evaluates an expression, as an instance of a class; see {@link PyObject#as}. */
  @Nullable
  public <T> T eval(String expression, @Nullable PyObject namespace, Class<T> type) {
    try (PyObject value = evalKeeping(expression, namespace)) {
      return value.as(type);
    }
  }

  /** Evaluates an expression, and keeps the result as an object even where it could travel as a value. */
  public PyObject evalKeeping(String expression, @Nullable PyObject namespace) {
    return (PyObject) source(OP_EVALUATE, expression, "<expression>", namespace, FLAG_KEEP);
  }

  @Nullable
  private Object source(
      final int op,
      final String code,
      final String fileName,
      @Nullable final PyObject namespace,
      final int flags) {
    return onLargeStack(
        new Supplier<Object>() {
          @Override
          public Object get() {
            return sourceHere(op, code, fileName, namespace, flags);
          }
        });
  }

  @Nullable
  private static Object sourceHere(
      int op, String code, String fileName, @Nullable PyObject namespace, int flags) {
    BridgeCall call = BridgeCall.enter();
    try {
      call.hold(namespace, null);
      call.writer().value(code);
      call.writer().value(fileName);
      return call.perform(op, namespace == null ? 0 : namespace.handle(), 0, flags);
    } finally {
      call.exit();
    }
  }

  // -- Routines --

  /**
   * Loads a routine from its file. The file is imported again if it changed.
   *
   * @throws PythonException if the file can't be imported, or has no such routine
   */
  public Routine loadRoutine(final Path file, final String name, final RoutineTraits traits) {
    return onLargeStack(
        new Supplier<Routine>() {
          @Override
          public Routine get() {
            return loadHere(file, name, traits);
          }
        });
  }

  private Routine loadHere(Path file, String name, RoutineTraits traits) {
    try (PyObject host = importModule("drua._host");
        PyObject load = host.attribute("load")) {
      return new Routine(load.callKeeping(file.toString(), name), name, traits);
    }
  }

  /** Makes a routine of any callable, which belongs to the routine from now on. */
  public Routine routine(PyObject callable, String name, RoutineTraits traits) {
    return new Routine(callable, name, traits);
  }

  /** A source of manifests that imports the files in Python. */
  public ManifestSource manifestSource() {
    return file -> onLargeStack(() -> {
      try (PyObject host = importModule("drua._host")) {
        return String.valueOf(host.invoke("describe", file.toString()));
      }
    });
  }

  // -- Listeners and counts --

  /** Adds a listener. Without any, output goes to {@code System.out} and {@code System.err}. */
  public void addListener(RuntimeListener listener) {
    RuntimeEvents.add(listener);
  }

  /** Removes a listener. */
  public void removeListener(RuntimeListener listener) {
    RuntimeEvents.remove(listener);
  }

  /** Counts that show a leak. */
  public RuntimeStatistics statistics() {
    Sweeper.sweep();
    ByteBuffer memory = ByteBuffer.allocateDirect(RuntimeStatistics.BYTES).order(ByteOrder.nativeOrder());
    NativeCalls.statistics(NativeCalls.addressOf(memory));
    long[] counts = new long[RuntimeStatistics.BYTES / Long.BYTES];
    memory.asLongBuffer().get(counts);
    return new RuntimeStatistics(counts, Sweeper.swept());
  }
}
