package io.drua.fiji.stack;

import ij.Macro;

/**
 * Who asks for a plane. ImageJ has one method for a plane that is to be shown, where a person must not wait, and for one
 * that is to be computed with, where only the real pixels will do; only the caller tells which is meant.
 */
final class LazyCallers {
  private static final String SELECTOR_THREAD = "zSelector";
  private static final String MACRO_THREAD = "Run$_";
  private static final String MACRO_ENDING = "Macro$";

  private LazyCallers() {}

  /**
   * Whether the plane is only to be shown: a slider, the mouse wheel, a key or the animation has moved the image, or the
   * image is drawn. Those hold the image's monitor while they wait, without which AWT can't go on either.
   */
  static boolean onlyShow(boolean onAwt) {
    Thread thread = Thread.currentThread();
    if (SELECTOR_THREAD.equals(thread.getName())) {
      return true;
    }
    if (!onAwt && isMacro(thread)) {
      return false;
    }
    for (StackTraceElement frame : new Throwable().getStackTrace()) {
      String type = frame.getClassName();
      if (type.equals("ij.plugin.Animator") || type.equals("ij.gui.StackWindow")) {
        return true;
      }
      if (onAwt && (type.equals("ij.ImagePlus") || type.equals("ij.CompositeImage")) && shows(frame.getMethodName())) {
        return true;
      }
    }
    return false;
  }

  private static boolean shows(String method) {
    switch (method) {
      case "setSlice":
      case "updateImage":
      case "updateVirtualSlice":
      case "getImage":
      case "reset":
        return true;
      default:
        return false;
    }
  }

  private static boolean isMacro(Thread thread) {
    return thread.getName().startsWith(MACRO_THREAD)
        || thread.getName().endsWith(MACRO_ENDING)
        || Macro.getOptions() != null;
  }
}
