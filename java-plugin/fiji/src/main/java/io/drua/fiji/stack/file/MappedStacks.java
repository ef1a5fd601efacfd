package io.drua.fiji.stack.file;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.LookUpTable;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.io.FileInfo;
import ij.process.LUT;
import io.drua.bridge.MemoryBlock;
import io.drua.fiji.stack.PlaneLayout;
import io.drua.fiji.stack.SharedImages;
import io.drua.fiji.stack.SharedStack;
import java.awt.image.IndexColorModel;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Images over mapped files: no pixel is read until it is looked at. They stay in the file (Shared), whatever its
 * length. A file must not be made shorter while it is mapped: that ends the process, see {@link MemoryBlock#open}.
 */
public final class MappedStacks {
  /** Elements of a Java array. */
  private static final int LARGEST_PLANE = Integer.MAX_VALUE - 8;

  private MappedStacks() {}

  /**
   * Maps the pixels of a file. The block begins with the first pixel; close it.
   *
   * @throws io.drua.bridge.BridgeException if the system can't map them, see {@link MemoryBlock#open}
   */
  public static MemoryBlock map(StackFile file, MemoryBlock.Mode mode) {
    return MemoryBlock.open(file.path(), file.offset(), file.sizeInBytes(), mode);
  }

  /**
   * An image over a file, with its calibration, labels, colours, ROI and overlay; not yet shown.
   *
   * @param mode {@code READ_ONLY}: changes stay in the plane that is shown; {@code PRIVATE}: they stay in this image;
   *     {@code READ_WRITE}: they go into the file
   * @throws StackFileException if ImageJ can't show planes of that size
   */
  public static ImagePlus open(StackFile file, MemoryBlock.Mode mode) {
    checkShown(file);
    try (MemoryBlock block = map(file, mode)) {
      return image(file, block);
    }
  }

  /**
   * An image over a block that {@link #map} made; the block may be closed afterwards.
   *
   * @throws StackFileException if ImageJ can't show planes of that size
   */
  public static ImagePlus image(StackFile file, MemoryBlock block) {
    checkShown(file);
    PlaneLayout layout =
        PlaneLayout.of(
            file.isSwapped() ? file.order() : ByteOrder.nativeOrder(),
            file.axes(),
            file.channels(),
            file.slices(),
            file.frames());
    SharedStack stack = file.isColour()
        ? SharedStack.ofColours(block, 0, layout, file.width(), file.height(), file.planes())
        : SharedStack.ofLayout(block, 0, file.type(), layout, file.width(), file.height(), file.planes());
    StackMetadata metadata = file.metadata();
    label(file, stack);
    ImagePlus image = SharedImages.image(
        metadata.title(), stack, file.channels(), file.slices(), file.frames());
    FileInfo info = metadata.info();
    image.setFileInfo(info);
    image.setCalibration(metadata.calibration());
    if (metadata.isHyperstack()) {
      image.setOpenAsHyperStack(true);
    }
    if (info.info != null) {
      image.setProperty("Info", info.info);
    }
    if (info.properties != null) {
      image.setProperties(info.properties);
    }
    if (image.isComposite()) {
      showChannels((CompositeImage) image, metadata, info);
    } else if (!file.isColour()) {
      showGrey(image, stack, metadata, info);
    }
    List<String> notes = new ArrayList<>(metadata.notes());
    draw(image, info, notes);
    for (String note : notes) {
      IJ.log("[Drua] " + file.path().getFileName() + ": " + note);
    }
    return image;
  }

  /**
   * Makes sure that ImageJ can show the planes.
   *
   * @throws StackFileException if they are larger than a Java array
   */
  public static void checkShown(StackFile file) {
    if ((long) file.width() * file.height() > LARGEST_PLANE) {
      throw StackFileException.unsupported(
          file.path(),
          "its planes of " + file.width() + " x " + file.height() + " pixels are larger than ImageJ's (2147483639).",
          "Work on it in Python, with ij.open_mapped.");
    }
  }

  private static void label(StackFile file, SharedStack stack) {
    StackMetadata metadata = file.metadata();
    boolean labelled = metadata.info().sliceLabels != null;
    boolean named = !labelled && metadata.channelNames().size() == file.channels();
    if (!labelled && !named) {
      return;
    }
    for (int plane = 1; plane <= file.planes(); plane++) {
      // ImageJ knows names of channels only as labels of their planes.
      String name = named ? metadata.channelNames().get((plane - 1) % file.channels()) : metadata.label(plane);
      if (name != null && !name.isEmpty()) {
        stack.setSliceLabel(name, plane);
      }
    }
  }

  private static void showChannels(CompositeImage image, StackMetadata metadata, FileInfo info) {
    int channels = image.getNChannels();
    if (info.displayRanges == null || info.displayRanges.length != 2 * channels) {
      image.resetDisplayRanges();
    }
    LUT[] tables = image.getLuts();
    for (int channel = 0; channel < channels; channel++) {
      if (info.channelLuts != null && info.channelLuts.length == channels) {
        LUT range = tables[channel];
        tables[channel] = table(info.channelLuts[channel]);
        tables[channel].min = range.min;
        tables[channel].max = range.max;
      }
      if (info.displayRanges != null && info.displayRanges.length == 2 * channels) {
        tables[channel].min = info.displayRanges[2 * channel];
        tables[channel].max = info.displayRanges[2 * channel + 1];
      }
    }
    image.setLuts(tables);
    image.setMode(mode(String.valueOf(metadata.mode())));
    if (info.displayRanges == null && metadata.displayRange() != null) {
      image.setDisplayRange(metadata.displayRange()[0], metadata.displayRange()[1]);
    }
  }

  private static int mode(String named) {
    return named.equals("color") ? IJ.COLOR : named.startsWith("gray") ? IJ.GRAYSCALE : IJ.COMPOSITE;
  }

  /** A table of 256 red, 256 green and 256 blue bytes. */
  private static LUT table(byte[] colours) {
    return new LUT(
        Arrays.copyOfRange(colours, 0, 256),
        Arrays.copyOfRange(colours, 256, 512),
        Arrays.copyOfRange(colours, 512, 768));
  }

  private static void showGrey(ImagePlus image, SharedStack stack, StackMetadata metadata, FileInfo info) {
    IndexColorModel colours = null;
    if (info.lutSize > 0) {
      colours = new IndexColorModel(8, info.lutSize, info.reds, info.greens, info.blues);
    } else if (info.whiteIsZero) {
      colours = (IndexColorModel) LookUpTable.createGrayscaleColorModel(true);
    }
    if (colours != null) {
      stack.setColorModel(colours);
      image.getProcessor().setColorModel(colours);
    }
    double[] range = metadata.displayRange();
    if (range != null) {
      image.getProcessor().setMinAndMax(range[0], range[1]);
    }
    if (metadata.isIndexed()) {
      image.setTypeToColor256();
    }
  }

  private static void draw(ImagePlus image, FileInfo info, List<String> notes) {
    Roi roi = info.roi == null ? null : RoiBytes.decode(info.roi, notes);
    if (roi != null) {
      image.setRoi(roi);
    }
    if (info.overlay == null) {
      return;
    }
    Overlay overlay = null;
    for (byte[] bytes : info.overlay) {
      Roi item = RoiBytes.decode(bytes, notes);
      if (item == null) {
        continue;
      }
      if (overlay == null) {
        overlay = new Overlay();
        Overlay first = item.getPrototypeOverlay();
        overlay.drawLabels(first.getDrawLabels());
        overlay.drawNames(first.getDrawNames());
        overlay.drawBackgrounds(first.getDrawBackgrounds());
        overlay.setLabelColor(first.getLabelColor());
        overlay.setLabelFont(first.getLabelFont(), first.scalableLabels());
      }
      overlay.add(item);
    }
    image.setOverlay(overlay);
  }
}
