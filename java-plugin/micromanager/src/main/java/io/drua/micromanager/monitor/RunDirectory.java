package io.drua.micromanager.monitor;

import io.drua.micromanager.settings.ProcessorSettings;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The Python Processors of this program: those that stand in the On-The-Fly window, and their runs in live and
 * acquisition pipelines. Any thread.
 */
public final class RunDirectory {
  private static final int RUNS_KEPT = 4;
  private static final int SCRIPTS_KEPT = 32;
  private static final RunDirectory ONLY = new RunDirectory();

  private final Map<String, ProcessorSettings> configured = new LinkedHashMap<>();
  private final Map<String, List<RunMonitor>> runs = new LinkedHashMap<>();

  private RunDirectory() {}

  /** The one of this program. */
  public static RunDirectory get() {
    return ONLY;
  }

  /** A processor was added to the On-The-Fly window, or set otherwise there. */
  public synchronized void configured(ProcessorSettings settings) {
    configured.put(settings.id(), settings);
  }

  /** A processor was taken out of the On-The-Fly window. */
  public synchronized void removed(String id) {
    configured.remove(id);
    runs.remove(id);
  }

  /** What the processors of the On-The-Fly window are set to, in the order in which they were added. */
  public synchronized List<ProcessorSettings> configured() {
    return new ArrayList<>(configured.values());
  }

  /** A pipeline made a processor. Of those that ended only the newest few are kept. */
  public synchronized void started(RunMonitor run) {
    forgetScripts();
    List<RunMonitor> all = runs.computeIfAbsent(run.settings().id(), id -> new ArrayList<>());
    all.add(run);
    for (int i = 0; all.size() > RUNS_KEPT && i < all.size(); ) {
      if (all.get(i).snapshot().state == RunState.ENDED) {
        all.remove(i);
      } else {
        i++;
      }
    }
  }

  /** Processors that no window knows have no end that anybody tells: the oldest that ended make room. */
  private void forgetScripts() {
    for (Iterator<Map.Entry<String, List<RunMonitor>>> all = runs.entrySet().iterator();
        runs.size() - configured.size() > SCRIPTS_KEPT && all.hasNext(); ) {
      Map.Entry<String, List<RunMonitor>> one = all.next();
      if (!configured.containsKey(one.getKey()) && haveEnded(one.getValue())) {
        all.remove();
      }
    }
  }

  private static boolean haveEnded(List<RunMonitor> some) {
    for (RunMonitor run : some) {
      if (run.snapshot().state != RunState.ENDED) {
        return false;
      }
    }
    return true;
  }

  /** The runs of a processor, oldest first. */
  public synchronized List<RunMonitor> runs(String id) {
    List<RunMonitor> all = runs.get(id);
    return all == null ? new ArrayList<>() : new ArrayList<>(all);
  }

  /** The runs of all processors, also of those that no window knows, such as a script's. */
  public synchronized List<RunMonitor> runs() {
    List<RunMonitor> all = new ArrayList<>();
    for (List<RunMonitor> some : runs.values()) {
      all.addAll(some);
    }
    return all;
  }
}
