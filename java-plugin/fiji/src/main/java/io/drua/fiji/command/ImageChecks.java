package io.drua.fiji.command;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.plugin.filter.PlugInFilter;
import io.drua.bridge.ParameterException;
import io.drua.bridge.RoutineManifest;
import io.drua.fiji.image.Planes;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;

/** Whether a routine can run on an image; says why not before anything is touched. */
final class ImageChecks {
  private ImageChecks() {}

  /**
   * Checks the active image.
   *
   * @throws ParameterException if there is none, its type isn't taken, it is locked, or its selection is empty
   */
  static void check(RoutineManifest routine, ImagePlus image) {
    if (routine.images().isEmpty()) {
      return;
    }
    if (image == null) {
      throw new ParameterException("No image is open; this command works on the active image.", "Open an image first.");
    }
    if (image.getProcessor() == null) {
      throw new ParameterException("\"" + image.getTitle() + "\" was closed.", "Open it again.");
    }
    if ((flag(image) & typeFlags(routine)) == 0) {
      throw new ParameterException(
          "This command takes " + names(routine) + " images; \"" + image.getTitle() + "\" is " + name(image) + ".",
          "Convert it with Image > Type.");
    }
    if (image.isLocked()) {
      throw new ParameterException(
          "\"" + image.getTitle() + "\" is locked: another command works on it.",
          "Wait for that command, or unlock the image with Plugins > Utilities > Reset...");
    }
    Roi roi = image.getRoi();
    if (roi != null && roi.isArea()) {
      Rectangle inside = roi.getBounds().intersection(new Rectangle(0, 0, image.getWidth(), image.getHeight()));
      if (inside.isEmpty()) {
        throw new ParameterException(
            "The selection of \"" + image.getTitle() + "\" is empty or outside the image.",
            "Draw another one, or remove it with Edit > Selection > Select None.");
      }
    }
  }

  /** The types of image that a routine takes, as flags of a PlugInFilter. */
  static int typeFlags(RoutineManifest routine) {
    boolean planes = routine.axes().equals("YX");
    if (routine.axes().equals("YXS") || routine.axes().equals("YXC")) {
      return PlugInFilter.DOES_RGB;
    }
    List<String> accepts = routine.accepts();
    int flags = 0;
    if (accepts == null || accepts.contains("uint8")) {
      flags |= PlugInFilter.DOES_8G | PlugInFilter.DOES_8C;
      // Filters in place run on red, green and blue one after the other, as ImageJ's own do.
      flags |= planes && routine.inPlace() ? PlugInFilter.DOES_RGB : 0;
    }
    if (accepts == null || accepts.contains("uint16")) {
      flags |= PlugInFilter.DOES_16;
    }
    if (accepts == null || accepts.contains("float32")) {
      flags |= PlugInFilter.DOES_32;
    }
    return flags;
  }

  private static int flag(ImagePlus image) {
    switch (image.getType()) {
      case ImagePlus.GRAY8:
        return PlugInFilter.DOES_8G;
      case ImagePlus.GRAY16:
        return PlugInFilter.DOES_16;
      case ImagePlus.GRAY32:
        return PlugInFilter.DOES_32;
      case ImagePlus.COLOR_RGB:
        return PlugInFilter.DOES_RGB;
      default:
        return PlugInFilter.DOES_8C;
    }
  }

  private static String name(ImagePlus image) {
    return image.getType() == ImagePlus.COLOR_RGB ? "RGB" : Planes.nameOf(Planes.type(image).numpyName());
  }

  private static String names(RoutineManifest routine) {
    int flags = typeFlags(routine);
    List<String> names = new ArrayList<>();
    addIf(names, flags, PlugInFilter.DOES_8G, "8-bit");
    addIf(names, flags, PlugInFilter.DOES_16, "16-bit");
    addIf(names, flags, PlugInFilter.DOES_32, "32-bit");
    addIf(names, flags, PlugInFilter.DOES_RGB, "RGB");
    if (names.isEmpty()) {
      return routine.accepts() + " (none of which ImageJ has)";
    }
    String text = String.join(", ", names);
    int comma = text.lastIndexOf(", ");
    return comma < 0 ? text : text.substring(0, comma) + " or " + text.substring(comma + 2);
  }

  private static void addIf(List<String> names, int flags, int flag, String name) {
    if ((flags & flag) != 0) {
      names.add(name);
    }
  }

  /** Whether the image lost its window while a command ran on it. */
  static boolean wasClosed(ImagePlus image, boolean hadWindow) {
    return hadWindow && image.getWindow() == null && IJ.getInstance() != null && !ij.macro.Interpreter.isBatchMode();
  }
}
