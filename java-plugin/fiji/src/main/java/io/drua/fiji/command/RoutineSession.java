package io.drua.fiji.command;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.plugin.filter.PlugInFilter;
import ij.plugin.filter.PlugInFilterRunner;
import ij.process.ImageProcessor;
import io.drua.bridge.FailureText;
import io.drua.bridge.ParameterException;
import io.drua.bridge.Routine;
import io.drua.bridge.RoutineManifest;
import io.drua.fiji.dialog.ParameterValues;
import io.drua.fiji.dialog.RoutineDialog;
import io.drua.fiji.menu.RoutineEntries;
import io.drua.fiji.results.Provenance;
import io.drua.fiji.results.ResultCollector;
import io.drua.fiji.runtime.CallLog;
import io.drua.fiji.runtime.CallReport;
import io.drua.fiji.runtime.Failure;
import io.drua.fiji.runtime.RoutineIndex;
import io.drua.fiji.runtime.RoutineRun;
import io.drua.fiji.stack.SharedVolumes;
import java.awt.GraphicsEnvironment;
import java.util.Collections;
import java.util.Map;

/**
 * One run of a routine command: checks, dialog, planes, results, report, in the order in which ImageJ's runner asks for
 * them. Every failure ends here in one report; nothing but ImageJ's own sign for a cancelled command leaves.
 */
public final class RoutineSession {
  private final String key;
  private final ImagePlus image;
  private final boolean inMacro = Failure.inMacro();
  private final String options = Macro.getOptions();
  private final boolean hadWindow;

  private RoutineManifest routine;
  private String command;
  private volatile ParameterValues values;
  private volatile boolean previewing;
  private Routine loaded;
  private ResultCollector results;
  private CallReport report;
  private RoutineRun run;
  private boolean stack;
  private PlaneRunner planes;
  /** For planes that run at once; null where one runs after the other. */
  private PlaneThreads threads;
  private boolean locked;

  /** Starts a run of the routine with this key on the active image (null: none is open). */
  public RoutineSession(String key, ImagePlus image) {
    this.key = key;
    this.image = image;
    this.hadWindow = image != null && image.getWindow() != null;
    this.command = key;
  }

  /** Checks what can be checked before anything is asked, and gives the flags for ImageJ's runner. */
  public int prepare() {
    try {
      IJ.resetEscape();
      routine = RoutineIndex.find(key);
      command = routine.label();
      ImageChecks.check(routine, image);
      if (routine.images().isEmpty()) {
        return PlugInFilter.NO_IMAGE_REQUIRED | PlugInFilter.NO_CHANGES;
      }
      return ImageChecks.typeFlags(routine) | flags();
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private int flags() {
    int flags = PlugInFilter.FINAL_PROCESSING;
    if (planes() && routine.inPlace()) {
      return flags | PlugInFilter.SUPPORTS_MASKING | PlugInFilter.SNAPSHOT;
    }
    return flags | PlugInFilter.NO_CHANGES;
  }

  private boolean planes() {
    return routine.axes().equals("YX");
  }

  /** Gets the values, from the macro's options or from a dialog, and whether to run all planes. */
  public int ask(String label, PlugInFilterRunner runner) {
    command = label == null || label.isEmpty() ? command : label;
    locked = image != null && !routine.images().isEmpty();
    try {
      int flags = prepareAgain();
      if (options != null) {
        values = ParameterValues.read(routine, options);
      } else if (canAsk() && RoutineDialog.isNeeded(routine)) {
        values = fromDialog(runner);
        if (values == null) {
          return PlugInFilter.DONE;
        }
      } else {
        values = ParameterValues.defaults(routine);
      }
      return locked && planes() ? askForStack(flags) : flags;
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private int prepareAgain() {
    if (!locked) {
      return PlugInFilter.NO_IMAGE_REQUIRED | PlugInFilter.NO_CHANGES;
    }
    return ImageChecks.typeFlags(routine) | flags();
  }

  private boolean canAsk() {
    return !GraphicsEnvironment.isHeadless()
        && IJ.getInstance() != null
        && !ij.macro.Interpreter.isBatchMode();
  }

  private ParameterValues fromDialog(PlugInFilterRunner runner) {
    boolean preview = locked && planes() && routine.inPlace() && routine.preview();
    previewing = true;
    try {
      RoutineDialog dialog =
          new RoutineDialog(routine, key, command, image, preview ? runner : null, changed -> values = changed);
      return dialog.show();
    } finally {
      previewing = false;
    }
  }

  private int askForStack(int flags) {
    if (image.getStackSize() == 1 || (options == null && !canAsk())) {
      return flags;
    }
    int chosen = IJ.setupDialog(image, flags);
    stack = (chosen & PlugInFilter.DOES_STACKS) != 0;
    if (stack && !PlaneRunner.hasArea(image)) {
      chosen &= ~PlugInFilter.SNAPSHOT;
    }
    if (stack && routine.parallel()) {
      chosen |= PlugInFilter.PARALLELIZE_STACKS;
      threads = new PlaneThreads();
    }
    boolean isLost = image.getStack().isVirtual() && !SharedVolumes.keepsChanges(image);
    if (stack && routine.inPlace() && isLost) {
      throw new ParameterException(
          "\"" + image.getTitle()
              + "\" is a virtual stack: its planes are read each time and can't be changed.",
          "Use Plugins > Python > Convert to Shared Stack, Image > Duplicate..., or Process > Batch > Virtual Stack...");
    }
    return chosen;
  }

  /** Starts the calls: of the preview, or of the command itself. */
  public void begin(int passes) {
    if (!previewing) {
      start();
      if (passes > 1 || stack) {
        results.setManyPlanes();
      }
    }
  }

  private void start() {
    if (results != null) {
      return;
    }
    try {
      results = new ResultCollector(image, plain(command));
      loaded = RoutineIndex.load(routine);
      report = new CallReport(command, image == null ? "" : image.getTitle());
      run = newRun(report);
      planes = new PlaneRunner(routine, image, values, stack);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private RoutineRun newRun(CallReport into) {
    return new RoutineRun(loaded, CommandInputs.parameters(routine, values, image), into, inMacro);
  }

  private static String plain(String label) {
    return label.endsWith("...") ? label.substring(0, label.length() - 3) : label;
  }

  /** Runs one plane, or everything where the routine doesn't work plane by plane. */
  public void run(ImageProcessor plane) {
    if (previewing) {
      preview(plane);
      return;
    }
    try {
      if (plane == null) {
        start();
        results.add(run.call(Collections.<io.drua.bridge.ImageBuffer>emptyList()), 0);
        finish();
      } else if (planes()) {
        int slice = stack ? plane.getSliceNumber() : image.getCurrentSlice();
        if (threads == null) {
          results.add(planes.run(plane, slice, false, run), slice);
        } else {
          threads.run(slice, () -> planes.run(plane, slice, false, run));
        }
      } else {
        VolumeRunner.run(routine, image, values, run, results);
      }
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** A preview that can't be shown is no failure of the command: it says why, and takes the tick away. */
  private void preview(ImageProcessor plane) {
    try {
      loaded = RoutineIndex.load(routine);
      RoutineRun once = newRun(new CallReport(command, image.getTitle()));
      new PlaneRunner(routine, image, values, false).run(plane, image.getCurrentSlice(), true, once);
    } catch (RuntimeException e) {
      if (Thread.currentThread().isInterrupted() || Failure.isCancelled(e)) {
        // New settings came in: ImageJ restores the plane and calls again.
        return;
      }
      IJ.log("[Drua] No preview of " + command + ": " + FailureText.message(e));
      IJ.showStatus("No preview: " + FailureText.message(e));
      throw new RuntimeException(Macro.MACRO_CANCELED);
    }
  }

  /** Shows the results and files the report. */
  public void finish() {
    try {
      if (threads != null) {
        for (Map.Entry<Integer, Object> result : threads.finish().entrySet()) {
          results.add(result.getValue(), result.getKey());
        }
      }
      if (image != null && ImageChecks.wasClosed(image, hadWindow)) {
        IJ.log(
            "[Drua] \"" + image.getTitle() + "\" was closed while " + command + " ran; nothing shows its pixels now.");
      }
      Provenance provenance = new Provenance(routine, RoutineIndex.provenance(routine), values.options(routine));
      report.setValue(results.show(provenance));
      if (locked && routine.inPlace()) {
        provenance.addTo(image);
        image.changes = true;
        if (!planes()) {
          ij.Undo.reset();
          image.updateAndDraw();
        }
      }
      results.close();
      report.finish();
      CallLog.add(report);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private RuntimeException failed(Throwable problem) {
    if (results != null) {
      results.close();
    }
    if (locked) {
      // ImageJ's runner doesn't unlock after an exception.
      image.unlock();
      if (image.getProcessor() != null) {
        image.updateAndDraw();
      }
    }
    return Failure.fail(routine == null ? RoutineEntries.labelOrKey(key) : command, problem, inMacro);
  }
}
