package io.drua.fiji.image;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.Calibration;
import io.drua.bridge.Typed;
import java.util.List;
import java.util.Map;

/** Puts what {@link ImageMetadata} tells of an image on another one: the way back from Python. */
final class ImageDetails {
  private ImageDetails() {}

  /**
   * Sets everything that the map says: calibration, labels, colours, ranges, selection, overlay, texts.
   *
   * @param axes of the array that the map describes, as long as its entries for axes
   * @return the image, or a composite one in its place
   */
  static ImagePlus apply(ImagePlus image, Map<String, Object> map, String axes) {
    Calibration calibration = image.getCalibration();
    AxisMaps.apply(calibration, map, axes);
    boolean sameKind = map.get("kind") == null || ImageMetadata.kind(image).equals(map.get("kind"));
    if (sameKind) {
      DisplayMaps.applyValues(calibration, map.get("value_calibration"));
    }
    image.setCalibration(calibration);
    applyLabels(image, map);
    applyTexts(image, map.get("properties"));
    ImagePlus shown = image;
    if (image.getType() != ImagePlus.COLOR_RGB) {
      int channels = image.getNChannels();
      if (channels > 1 && channels <= CompositeImage.MAX_CHANNELS) {
        CompositeImage composite =
            image instanceof CompositeImage ? (CompositeImage) image : new CompositeImage(image, ij.IJ.COMPOSITE);
        DisplayMaps.applyChannels(composite, map, sameKind);
        shown = composite;
      } else {
        DisplayMaps.applySingle(image, map, sameKind);
      }
    }
    applyRois(shown, map);
    return shown;
  }

  private static void applyLabels(ImagePlus image, Map<String, Object> map) {
    ImageStack stack = image.getStack();
    Object labels = map.get("slice_labels");
    if (labels instanceof List && ((List<?>) labels).size() == stack.getSize()) {
      for (int i = 0; i < stack.getSize(); i++) {
        Object label = ((List<?>) labels).get(i);
        stack.setSliceLabel(label == null || "".equals(label) ? null : String.valueOf(label), i + 1);
      }
      return;
    }
    Object names = map.get("channel_names");
    if (names instanceof List && ((List<?>) names).size() == image.getNChannels()) {
      for (int i = 0; i < stack.getSize(); i++) {
        Object name = ((List<?>) names).get(i % image.getNChannels());
        stack.setSliceLabel(name == null || "".equals(name) ? null : String.valueOf(name), i + 1);
      }
    }
  }

  private static void applyTexts(ImagePlus image, Object texts) {
    if (!(texts instanceof Map)) {
      return;
    }
    for (Map.Entry<?, ?> text : ((Map<?, ?>) texts).entrySet()) {
      String key = String.valueOf(text.getKey());
      if (text.getValue() == null) {
        continue;
      } else if (key.equals("Info")) {
        image.setProperty("Info", String.valueOf(text.getValue()));
      } else {
        image.setProp(key, String.valueOf(text.getValue()));
      }
    }
  }

  private static void applyRois(ImagePlus image, Map<String, Object> map) {
    List<Roi> selection = rois(map.get("roi"), image);
    if (selection != null && !selection.isEmpty()) {
      image.setRoi(selection.get(0));
    }
    List<Roi> drawn = rois(map.get("overlay"), image);
    if (drawn != null) {
      Overlay overlay = new Overlay();
      for (Roi roi : drawn) {
        overlay.add(roi);
      }
      image.setOverlay(overlay);
    }
  }

  private static List<Roi> rois(Object value, ImagePlus image) {
    Object inner = value instanceof Typed ? ((Typed) value).value() : value;
    return inner == null ? null : RoiMaps.decode(inner, image);
  }
}
