package io.drua.fiji.command;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.RoutineManifest;
import io.drua.fiji.dialog.ParameterValues;
import io.drua.fiji.image.PlaneMetadata;
import io.drua.fiji.image.Planes;
import io.drua.fiji.runtime.RoutineRun;
import io.drua.fiji.stack.SharedVolumes;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a routine on one plane. If the routine fails, the plane is left as it was wherever ImageJ keeps a copy of it: as
 * Undo of a single plane, or for what a selection leaves alone. A whole stack has no Undo, in ImageJ neither, and a copy
 * of each plane would take as long as a simple filter: there a failing routine leaves its plane as far as it got.
 *
 * <p>A routine that works in place gets the plane's own array. One that returns something gets it read-only. A preview
 * always works on a copy, because it may be given up at any moment. For several threads, each with planes of its own.
 */
final class PlaneRunner {
  private final RoutineManifest routine;
  private final ImagePlus image;
  private final ParameterValues values;
  private final PlaneMetadata metadata;
  private final SharedVolumes shared;
  private final boolean stack;

  /** Prepares runs on planes of an image; {@code stack}: on all of them, without Undo. */
  PlaneRunner(RoutineManifest routine, ImagePlus image, ParameterValues values, boolean stack) {
    this.routine = routine;
    this.image = image;
    this.values = values;
    this.metadata = new PlaneMetadata(image);
    this.shared = image == null ? null : SharedVolumes.of(image);
    this.stack = stack;
  }

  /**
   * Runs on a plane.
   *
   * @param slice its number, from 1
   * @param preview whether to work on a copy
   * @return what the routine returned
   */
  Object run(ImageProcessor plane, int slice, boolean preview, RoutineRun run) {
    boolean isShared = shared != null && !preview && !(plane instanceof ColorProcessor) && !hasArea(image);
    if (!routine.inPlace()) {
      ImageBuffer pixels = isShared ? shared.plane(slice) : Planes.wrap(plane);
      return run.call(buffers(pixels.readOnly(), plane, slice));
    }
    if (plane instanceof ColorProcessor) {
      return runOnColours((ColorProcessor) plane, slice, run);
    }
    if (isShared && shared.isWritable()) {
      return runOnShared(plane, slice, run);
    }
    Object before = before(plane, run);
    try {
      Object result = run.call(buffers(Planes.wrap(plane), plane, slice), preview ? "preview" : null);
      keepSelection(plane, before);
      return result;
    } catch (RuntimeException | Error e) {
      if (before != null) {
        System.arraycopy(before, 0, plane.getPixels(), 0, plane.getPixelCount());
      }
      throw e;
    }
  }

  /** On the plane in the stack's own memory; ImageJ's array of it is brought up to date. */
  private Object runOnShared(ImageProcessor plane, int slice, RoutineRun run) {
    Object before = plane.getSnapshotPixels();
    try {
      Object result = run.call(buffers(shared.plane(slice), plane, slice));
      shared.written();
      return result;
    } catch (RuntimeException | Error e) {
      if (before != null) {
        shared.restore(slice, before);
      }
      throw e;
    }
  }

  private List<ImageBuffer> buffers(ImageBuffer first, ImageProcessor plane, int slice) {
    List<ImageBuffer> buffers = new ArrayList<>(2);
    buffers.add(first.withMetadataBlock(metadata.of(plane, slice)));
    if (!values.images().isEmpty()) {
      buffers.addAll(CommandInputs.otherImages(values, image, slice, routine.axes()));
    }
    return buffers;
  }

  /** The pixels before the call: the copy that ImageJ made for Undo where there is one; null where none is needed. */
  private Object before(ImageProcessor plane, RoutineRun run) {
    Object snapshot = plane.getSnapshotPixels();
    if (snapshot != null || (stack && !hasArea(image))) {
      return snapshot;
    }
    run.report().addHostCopy("to restore after a failure", Planes.bytes(plane));
    return Planes.copy(plane.getPixels());
  }

  private void keepSelection(ImageProcessor plane, Object before) {
    if (hasArea(image)) {
      Planes.restoreOutside(plane.getPixels(), before, plane.getWidth(), plane.getHeight(), plane.getRoi());
    }
  }

  /** Whether a selection leaves pixels alone. */
  static boolean hasArea(ImagePlus image) {
    Roi roi = image.getRoi();
    return roi != null && roi.isArea();
  }

  /** Red, green and blue lie in one array of int: each is taken out, run, and put back when all three went well. */
  private Object runOnColours(ColorProcessor plane, int slice, RoutineRun run) {
    Object before = before(plane, run);
    ByteProcessor[] channels = new ByteProcessor[3];
    Object result = null;
    for (int i = 0; i < channels.length; i++) {
      channels[i] = plane.getChannel(i + 1, null);
      result = run.call(buffers(Planes.wrap(channels[i]), channels[i], slice));
    }
    for (int i = 0; i < channels.length; i++) {
      plane.setChannel(i + 1, channels[i]);
    }
    run.report().addHostCopy("RGB channels", 2L * channels.length * plane.getPixelCount());
    keepSelection(plane, before);
    return result;
  }
}
