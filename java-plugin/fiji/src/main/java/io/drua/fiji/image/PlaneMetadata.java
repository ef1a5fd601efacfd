package io.drua.fiji.image;

import ij.ImagePlus;
import ij.process.ImageProcessor;
import io.drua.bridge.MapBlock;
import java.util.Map;

/**
 * Metadata of the planes of one image as blocks, for one run over them: what they have in common is written once, since
 * for a simple routine on a large stack writing it for each plane would take longer than the call. Safe for several
 * threads.
 */
public final class PlaneMetadata {
  private final ImagePlus image;
  private volatile byte[] common;

  /** For a run that begins now: calibration, selection and texts are those of its first plane. */
  public PlaneMetadata(ImagePlus image) {
    this.image = image;
  }

  /**
   * The block of a plane.
   *
   * @param plane as it is shown
   * @param slice its number, from 1
   */
  public byte[] of(ImageProcessor plane, int slice) {
    byte[] begun = common;
    if (begun == null) {
      MapBlock block = new MapBlock();
      for (Map.Entry<String, Object> entry : ImageMetadata.of(image, plane, "YX").entrySet()) {
        block.putValue(entry.getKey(), entry.getValue());
      }
      begun = block.finish();
      common = begun;
    }
    return new MapBlock().putValue("slice", Positions.ofSlice(image, slice)).finishBehind(begun);
  }
}
