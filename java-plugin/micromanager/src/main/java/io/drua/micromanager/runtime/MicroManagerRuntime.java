package io.drua.micromanager.runtime;

import io.drua.bridge.FailureText;
import io.drua.bridge.Nullable;
import io.drua.bridge.PyObject;
import io.drua.bridge.PythonConfig;
import io.drua.bridge.PythonRuntime;
import io.drua.bridge.RoutineLibrary;
import java.nio.file.Path;
import java.util.List;
import org.micromanager.Studio;

/**
 * Python, the routines and the settings, as all parts of the plugin share them. Nothing is loaded before it is needed:
 * whatever goes wrong here must not keep Micro-Manager from starting. Any thread.
 */
public final class MicroManagerRuntime {
  /** After a failed start, frames would pay for another search each; a person may ask at once. */
  private static final long RETRY_NANOS = 10_000_000_000L;

  private static final PythonOutput OUTPUT = new PythonOutput();
  private static final RoutineLibrary LIBRARY =
      new RoutineLibrary(
          new RoutineLibrary.Host() {
            @Override
            public List<Path> folders() {
              return home().routineFolders();
            }

            @Override
            public PythonConfig config() {
              return home().config();
            }

            @Override
            public PythonRuntime start() {
              return MicroManagerRuntime.start();
            }

            @Override
            public String howToAddAFolder() {
              return "Plugins > Python... > Routine folders.";
            }
          });

  private static volatile Studio studio;
  @Nullable private static volatile PythonRuntime runtime;
  @Nullable private static volatile RuntimeException failure;
  private static long failedAt;

  private MicroManagerRuntime() {}

  // -- The program --

  /** Keeps the program's entry. Micro-Manager is still starting when its plugins get it: nothing is asked of it here. */
  public static void setStudio(Studio value) {
    studio = value;
  }

  /** Begins to hear of acquisitions and live mode; further calls change nothing. */
  public static void listen() {
    AcquisitionWatch.attach(studio());
  }

  /** The program's entry. */
  public static Studio studio() {
    Studio known = studio;
    if (known == null) {
      throw new IllegalStateException("Micro-Manager has not handed its Studio over yet.");
    }
    return known;
  }

  /** The same; null before it was handed over. */
  @Nullable
  static Studio studioOrNull() {
    return studio;
  }

  private static MicroManagerHome home() {
    return new MicroManagerHome(studio());
  }

  // -- Python --

  /**
   * The running interpreter, started if there is none. May take seconds.
   *
   * @throws io.drua.bridge.BridgeException if it can't be started; within ten seconds the same again, later it is tried anew
   */
  public static PythonRuntime start() {
    PythonRuntime current = runtime;
    if (current != null) {
      return current;
    }
    synchronized (MicroManagerRuntime.class) {
      if (runtime == null) {
        RuntimeException known = failure;
        if (known != null && System.nanoTime() - failedAt < RETRY_NANOS) {
          throw known;
        }
        try {
          runtime = startNow();
          failure = null;
        } catch (RuntimeException failed) {
          failure = failed;
          failedAt = System.nanoTime();
          ProcessorLog.add("Python can't be started: " + FailureText.message(failed));
          throw failed;
        }
      }
      return runtime;
    }
  }

  private static PythonRuntime startNow() {
    PythonRuntime started = PythonRuntime.start(home().config());
    started.addListener(OUTPUT);
    HostObjects.offer(started, studio());
    ProcessorLog.add("Python runs: " + started.interpreter());
    return started;
  }

  /** Forgets that a start failed, so that the next one is tried at once: the user changed something. */
  public static void retry() {
    failure = null;
  }

  /** Whether Python runs. */
  public static boolean isRunning() {
    return runtime != null;
  }

  /** The interpreter that the user chose; {@code null} if it is searched for. */
  @Nullable
  public static Path python() {
    return home().python();
  }

  /** Keeps the user's choice of an interpreter, for the next start; {@code null}: search. */
  public static void setPython(@Nullable Path python) {
    home().setPython(python);
    retry();
  }

  /** Where interpreters, native libraries and caches are, with what the user chose. */
  public static PythonConfig config() {
    return home().config();
  }

  /** Imports one of Drua's own Python modules; the caller closes it. */
  public static PyObject module(String name) {
    return start().importModule(name);
  }

  // -- Routines --

  /** The routines that are known. Reading them may start Python, so never on the user interface's thread. */
  public static RoutineLibrary library() {
    return LIBRARY;
  }

  /** All folders with routines, the user's own first. */
  public static List<Path> routineFolders() {
    return home().routineFolders();
  }

  /** The folders that the user added. */
  public static List<Path> userRoutineFolders() {
    return home().userRoutineFolders();
  }

  /** Keeps the folders that the user added. */
  public static void setUserRoutineFolders(List<Path> folders) {
    home().setUserRoutineFolders(folders);
  }

  // -- Work beside --

  /** Runs work on a thread of its own; what it throws is logged. */
  public static void inBackground(String what, Runnable work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (Throwable failed) {
                // A thread has nobody to throw to, errors included.
                ProcessorLog.add(what + ": " + FailureText.message(failed));
              }
            },
            "Drua: " + what);
    thread.setDaemon(true);
    thread.start();
  }
}
