package io.drua.fiji.command;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Roi;
import ij.macro.Interpreter;
import ij.measure.ResultsTable;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.ParameterException;
import io.drua.bridge.ParameterManifest;
import io.drua.bridge.RoutineManifest;
import io.drua.bridge.Typed;
import io.drua.fiji.dialog.ParameterValues;
import io.drua.fiji.image.ImageMetadata;
import io.drua.fiji.image.Planes;
import io.drua.fiji.image.RoiMaps;
import io.drua.fiji.image.Volumes;
import io.drua.fiji.table.RoutineTables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns what a command was told (titles of images and tables) into what the routine gets. */
final class CommandInputs {
  private CommandInputs() {}

  /**
   * The parameters with images, tables and selections in place of their titles.
   *
   * @throws ParameterException if there is no such image or table, or no selection
   */
  static Map<String, Object> parameters(RoutineManifest routine, ParameterValues values, ImagePlus active) {
    Map<String, Object> parameters = new LinkedHashMap<>(values.values());
    for (ParameterManifest parameter : routine.parameters()) {
      String name = parameter.name();
      Object value = parameters.get(name);
      switch (parameter.kind()) {
        case "image":
          if (value != null) {
            parameters.put(name, currentPlane(find(name, String.valueOf(value))));
          }
          break;
        case "table":
          if (value != null) {
            parameters.put(name, table(name, String.valueOf(value)));
          }
          break;
        case "roi":
          putSelection(parameters, parameter, active);
          break;
        default:
          break;
      }
    }
    return parameters;
  }

  private static void putSelection(Map<String, Object> parameters, ParameterManifest parameter, ImagePlus active) {
    Roi roi = active == null ? null : active.getRoi();
    if (roi != null) {
      parameters.put(parameter.name(), RoiMaps.encode(roi, active));
    } else if (parameter.required()) {
      throw new ParameterException(
          "\"" + parameter.name() + "\" needs a selection on the active image.", "Draw one.");
    }
  }

  private static Typed table(String name, String title) {
    ResultsTable table = ResultsTable.getResultsTable(title);
    if (table == null && title.equals("Results")) {
      table = ResultsTable.getResultsTable();
    }
    if (table == null) {
      throw new ParameterException(
          "\"" + name + "\": no table \"" + title + "\" is open.", "Open it, or correct the title.");
    }
    return new Typed("drua.Table", RoutineTables.columns(table));
  }

  /**
   * The images besides the active one, as far as they must fit to it: the same plane of each, or the whole block.
   *
   * @param slice the plane of the active image, from 1
   * @throws ParameterException if there is no such image, or it differs in size
   */
  static List<ImageBuffer> otherImages(ParameterValues values, ImagePlus active, int slice, String axes) {
    List<ImageBuffer> buffers = new ArrayList<>();
    for (Map.Entry<String, String> entry : values.images().entrySet()) {
      ImagePlus other = find(entry.getKey(), entry.getValue());
      if (axes.equals("YX")) {
        int same = other.getStackSize() == active.getStackSize() ? slice : other.getCurrentSlice();
        ij.process.ImageProcessor plane =
            other.getStackSize() == 1 ? other.getProcessor() : other.getStack().getProcessor(same);
        buffers.add(Planes.wrap(plane).withMetadata(ImageMetadata.ofPlane(other, plane, same)).readOnly());
      } else {
        Volumes volumes = new Volumes(other, axes);
        buffers.add(volumes.read(volumes.blocks().get(0)).readOnly());
      }
    }
    return buffers;
  }

  private static ImageBuffer currentPlane(ImagePlus image) {
    return Planes.wrap(image.getProcessor())
        .withMetadata(ImageMetadata.ofPlane(image, image.getProcessor(), image.getCurrentSlice()))
        .readOnly();
  }

  /**
   * Finds an open image by its title, in batch mode too. Never falls back to the active one.
   *
   * @throws ParameterException if none has the title
   */
  static ImagePlus find(String name, String title) {
    List<String> titles = new ArrayList<>();
    int[] ids = Interpreter.isBatchMode() ? Interpreter.getBatchModeImageIDs() : WindowManager.getIDList();
    for (int i = 0; ids != null && i < ids.length; i++) {
      ImagePlus image = WindowManager.getImage(ids[i]);
      if (image != null && image.getTitle().equals(title)) {
        return image;
      }
      if (image != null) {
        titles.add(image.getTitle());
      }
    }
    if (ids == null && IJ.getInstance() == null && WindowManager.getImage(title) != null) {
      return WindowManager.getImage(title);
    }
    throw new ParameterException(
        "\"" + name + "\": no image \"" + title + "\" is open; open are " + titles + ".",
        "Open it, or correct the title.");
  }
}
