package io.drua.fiji.image;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.macro.Interpreter;
import ij.plugin.frame.RoiManager;
import java.awt.EventQueue;
import java.lang.reflect.InvocationTargetException;
import java.util.function.Supplier;

/**
 * The RoiManager from any thread. Its list is a Swing component, which only AWT's thread may change; a thread that
 * calls waits for that one, so it must hold no lock that a listener of the manager may want.
 */
public final class RoiManagers {
  private RoiManagers() {}

  /** The ROIs of the manager of batch mode, or of the one that is open; none without one. */
  public static Roi[] rois() {
    return onAwt(() -> {
      RoiManager manager = present();
      return manager == null ? new Roi[0] : manager.getRoisAsArray();
    });
  }

  /**
   * Adds ROIs to the manager, which opens if there is none.
   *
   * @param image where they belong, or null
   * @throws java.awt.HeadlessException without a display
   */
  public static void add(ImagePlus image, Roi[] rois) {
    onAwt(() -> {
      RoiManager manager = present() == null ? RoiManager.getRoiManager() : present();
      for (Roi roi : rois) {
        manager.add(image, roi, -1);
      }
      return null;
    });
  }

  private static RoiManager present() {
    RoiManager ofBatchMode = Interpreter.getBatchModeRoiManager();
    return ofBatchMode == null ? RoiManager.getInstance() : ofBatchMode;
  }

  private static <T> T onAwt(Supplier<T> action) {
    if (EventQueue.isDispatchThread()) {
      return action.get();
    }
    Object[] result = new Object[1];
    try {
      EventQueue.invokeAndWait(() -> result[0] = action.get());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException) {
        throw (RuntimeException) e.getCause();
      }
      throw new IllegalStateException("The RoiManager failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The thread was interrupted while it waited for the RoiManager.", e);
    }
    @SuppressWarnings("unchecked")
    T value = (T) result[0];
    return value;
  }
}
