package io.drua.fiji.runtime;

import io.drua.bridge.ParameterException;
import io.drua.bridge.PythonConfig;
import io.drua.bridge.PythonRuntime;
import io.drua.bridge.Routine;
import io.drua.bridge.RoutineLibrary;
import io.drua.bridge.RoutineManifest;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The commands that this ImageJ knows, by key: one {@link RoutineLibrary} for the whole plugin. What is only a processor
 * of camera frames is left out.
 */
public final class RoutineIndex {
  private static final RoutineLibrary LIBRARY =
      new RoutineLibrary(
          new RoutineLibrary.Host() {
            @Override
            public List<Path> folders() {
              return DruaHome.routineFolders();
            }

            @Override
            public PythonConfig config() {
              return DruaHome.config();
            }

            @Override
            public PythonRuntime start() {
              return DruaRuntime.start();
            }

            @Override
            public String howToAddAFolder() {
              return "Plugins > Python > Routine Folders...";
            }
          });

  private RoutineIndex() {}

  /** Reads all folders again. Starts Python if a file isn't in the cache. */
  public static void refresh() {
    LIBRARY.refresh();
  }

  /** All commands by key, in the order of the folders. */
  public static Map<String, RoutineManifest> routines() {
    return commands(LIBRARY.routines());
  }

  static Map<String, RoutineManifest> commands(Map<String, RoutineManifest> routines) {
    Map<String, RoutineManifest> commands = new LinkedHashMap<>(routines);
    commands.values().removeIf(routine -> !routine.isCommand());
    return Collections.unmodifiableMap(commands);
  }

  /** What is wrong with files that gave no routine, one line each. */
  public static List<String> problems() {
    return LIBRARY.problems();
  }

  /**
   * Finds a command, with its manifest as the file says now; see {@link RoutineLibrary#find}.
   *
   * @throws ParameterException if there is none, the name isn't clear, or it is only a processor
   */
  public static RoutineManifest find(String name) {
    return asCommand(LIBRARY.find(name));
  }

  static RoutineManifest asCommand(RoutineManifest routine) {
    if (routine.isCommand()) {
      return routine;
    }
    throw new ParameterException(
        "\"" + key(routine) + "\" is a processor of camera frames, not a command.",
        "Use it in Micro-Manager's pipeline. For a command, put @routine instead of @processor above a function in "
            + routine.file() + ".");
  }

  /** The key of a routine. */
  public static String key(RoutineManifest manifest) {
    return RoutineLibrary.key(manifest);
  }

  /** The routine itself, loaded into Python; see {@link RoutineLibrary#load}. */
  public static Routine load(RoutineManifest manifest) {
    return LIBRARY.load(manifest);
  }

  /** What a loaded routine says of itself. */
  public static Map<String, Object> provenance(RoutineManifest manifest) {
    return LIBRARY.provenance(manifest);
  }
}
