package io.drua.micromanager.configurator;

import io.drua.bridge.BridgeException;
import io.drua.bridge.FailureText;
import io.drua.bridge.RoutineLibrary;
import io.drua.bridge.RoutineManifest;
import io.drua.bridge.form.ParameterForm;
import io.drua.micromanager.runtime.MicroManagerRuntime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The routines that a processor can have, as they were read at one time. Immutable. */
final class RoutineListing {
  /** Where listings come from. */
  interface Source {
    /**
     * Reads the folders. May start Python, so it is never called on the user interface's thread.
     *
     * @param retry whether to try again what failed a moment ago: a person asks
     */
    RoutineListing read(boolean retry);
  }

  private final Map<String, RoutineManifest> routines;
  private final List<String> problems;
  private final String failure;

  /**
   * Makes a listing.
   *
   * @param all routines by key, processors and others
   * @param problems one line for each file that gave no routine
   * @param failure why Python doesn't run; empty if it does
   */
  RoutineListing(Map<String, RoutineManifest> all, List<String> problems, String failure) {
    List<Map.Entry<String, RoutineManifest>> sorted = new ArrayList<>();
    for (Map.Entry<String, RoutineManifest> routine : all.entrySet()) {
      if (routine.getValue().isProcessor()) {
        sorted.add(routine);
      }
    }
    Collections.sort(
        sorted,
        (one, other) -> {
          // Those that were made for it come before commands that happen to fit.
          int kind = Boolean.compare(one.getValue().isCommand(), other.getValue().isCommand());
          return kind != 0 ? kind : sortingLabel(one).compareTo(sortingLabel(other));
        });
    Map<String, RoutineManifest> ordered = new LinkedHashMap<>();
    for (Map.Entry<String, RoutineManifest> routine : sorted) {
      ordered.put(routine.getKey(), routine.getValue());
    }
    this.routines = Collections.unmodifiableMap(ordered);
    this.problems = Collections.unmodifiableList(new ArrayList<>(problems));
    this.failure = failure;
  }

  private static String sortingLabel(Map.Entry<String, RoutineManifest> routine) {
    return ParameterForm.title(routine.getValue()).toLowerCase(Locale.ROOT) + " " + routine.getKey();
  }

  /** Reads the program's own folders, and starts Python, so that no frame has to wait for it. */
  static RoutineListing ofProgram(boolean retry) {
    if (retry) {
      MicroManagerRuntime.retry();
    }
    Map<String, RoutineManifest> routines = Collections.emptyMap();
    List<String> problems = Collections.emptyList();
    try {
      RoutineLibrary library = MicroManagerRuntime.library();
      library.refresh();
      routines = library.routines();
      problems = library.problems();
      MicroManagerRuntime.start();
      return new RoutineListing(routines, problems, "");
    } catch (BridgeException | IllegalStateException failed) {
      String failure = FailureText.message(failed);
      List<String> others = new ArrayList<>(problems);
      others.remove(failure);
      return new RoutineListing(routines, others, failure);
    }
  }

  /** Processors by key: those that were made as such first, by label. */
  Map<String, RoutineManifest> routines() {
    return routines;
  }

  /** What is wrong with files, one line each. */
  List<String> problems() {
    return problems;
  }

  /** Why Python doesn't run, and what to do; empty if it runs. */
  String failure() {
    return failure;
  }
}
