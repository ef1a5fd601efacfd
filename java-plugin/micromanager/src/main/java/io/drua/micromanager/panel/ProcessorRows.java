package io.drua.micromanager.panel;

import io.drua.bridge.Nullable;
import io.drua.micromanager.monitor.RunDirectory;
import io.drua.micromanager.monitor.RunKind;
import io.drua.micromanager.monitor.RunMonitor;
import io.drua.micromanager.monitor.RunSnapshot;
import io.drua.micromanager.monitor.RunState;
import io.drua.micromanager.settings.ProcessorSettings;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which rows the panel has: each processor with each of its pipelines that lives; the last that ended, as its failure
 * and its records are of interest still; and processors without a pipeline.
 */
final class ProcessorRows {
  private final RunDirectory directory;
  private final Map<RunMonitor, ProcessorRow> known = new IdentityHashMap<>();
  private List<ProcessorRow> rows = new ArrayList<>();

  ProcessorRows(RunDirectory directory) {
    this.directory = directory;
  }

  /** The rows as they were read last. */
  List<ProcessorRow> rows() {
    return rows;
  }

  /** Reads again; says whether there are other rows than before, or in another order. */
  boolean update() {
    List<ProcessorSettings> configured = directory.configured();
    Set<String> ids = new LinkedHashSet<>();
    for (ProcessorSettings settings : configured) {
      ids.add(settings.id());
    }
    for (RunMonitor run : directory.runs()) {
      ids.add(run.settings().id());
    }
    List<ProcessorRow> next = new ArrayList<>();
    for (String id : ids) {
      List<RunMonitor> runs = shown(directory.runs(id));
      for (RunMonitor run : runs) {
        next.add(row(run));
      }
      if (runs.isEmpty()) {
        next.add(idle(settings(configured, id)));
      }
    }
    boolean changed = !next.equals(rows);
    rows = next;
    known.values().retainAll(next);
    return changed;
  }

  @Nullable
  private static ProcessorSettings settings(List<ProcessorSettings> configured, String id) {
    for (ProcessorSettings settings : configured) {
      if (settings.id().equals(id)) {
        return settings;
      }
    }
    return null;
  }

  private ProcessorRow row(RunMonitor run) {
    ProcessorRow row = known.get(run);
    if (row == null) {
      row = new ProcessorRow(run.settings(), run);
      known.put(run, row);
    } else {
      row.update();
    }
    return row;
  }

  /** The row of a processor without a pipeline: the one that is there already, as long as its settings are the same. */
  private ProcessorRow idle(@Nullable ProcessorSettings settings) {
    ProcessorSettings shown = settings == null ? ProcessorSettings.fresh() : settings;
    for (ProcessorRow row : rows) {
      if (row.run() == null && row.settings().equals(shown)) {
        return row;
      }
    }
    return new ProcessorRow(shown, null);
  }

  /** The runs of one processor that are worth a row. */
  private static List<RunMonitor> shown(List<RunMonitor> runs) {
    List<RunMonitor> shown = new ArrayList<>();
    RunMonitor waiting = null;
    RunMonitor ended = null;
    for (RunMonitor run : runs) {
      RunSnapshot now = run.snapshot();
      if (now.state == RunState.ENDED) {
        ended = now.frames > 0 ? run : ended;
      } else if (now.kind == RunKind.WAITING) {
        waiting = run;
      } else {
        shown.add(run);
      }
    }
    if (ended != null) {
      shown.add(ended);
    }
    // Each change of a setting makes a pipeline that waits: it says nothing while there are others.
    if (shown.isEmpty() && waiting != null) {
      shown.add(waiting);
    }
    return shown;
  }
}
