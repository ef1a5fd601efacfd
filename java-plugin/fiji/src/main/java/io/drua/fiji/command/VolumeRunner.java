package io.drua.fiji.command;

import ij.ImagePlus;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.ParameterException;
import io.drua.bridge.RoutineManifest;
import io.drua.fiji.dialog.ParameterValues;
import io.drua.fiji.image.Volumes;
import io.drua.fiji.results.ResultCollector;
import io.drua.fiji.runtime.RoutineRun;
import io.drua.fiji.stack.SharedVolumes;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a routine that asks for more than planes on blocks of an image. The image changes only after a call went well; a
 * shared stack, which the routine gets in place, as the routine writes.
 */
final class VolumeRunner {
  private VolumeRunner() {}

  static void run(
      RoutineManifest routine, ImagePlus image, ParameterValues values, RoutineRun run, ResultCollector results) {
    Volumes volumes = new Volumes(image, routine.axes());
    SharedVolumes shared = SharedVolumes.of(image);
    if (routine.inPlace() && image.getStack().isVirtual() && !SharedVolumes.keepsChanges(image)) {
      throw new ParameterException(
          "\"" + image.getTitle() + "\" is a virtual stack that can't be changed: its planes are read each time.",
          "Use Plugins > Python > Convert to Shared Stack..., or Image > Duplicate....");
    }
    List<int[]> blocks = volumes.blocks();
    if (blocks.size() > 1) {
      results.setManyPlanes();
    }
    for (int i = 0; i < blocks.size(); i++) {
      int[] slices = blocks.get(i);
      final ImageBuffer block =
          shared == null
              ? volumes.read(slices)
              : shared.block(slices, routine.axes(), volumes.shape()).withMetadata(volumes.metadata(slices));
      try {
        List<ImageBuffer> buffers = new ArrayList<>();
        buffers.add(routine.inPlace() ? block : block.readOnly());
        buffers.addAll(CommandInputs.otherImages(values, image, slices[0], routine.axes()));
        Object result = run.call(buffers);
        if (shared == null) {
          if (routine.inPlace()) {
            volumes.write(block, slices);
          }
          run.report().addHostCopy(
              "an ImageJ stack is no block", (routine.inPlace() ? 2 : 1) * block.sizeInBytes());
        } else if (routine.inPlace()) {
          shared.written();
        }
        results.add(result, blocks.size() > 1 ? slices[0] : 0);
      } finally {
        // What Python keeps of it stays for Python.
        block.close();
      }
      if (blocks.size() > 1) {
        ij.IJ.showProgress(i + 1, blocks.size());
      }
    }
  }
}
