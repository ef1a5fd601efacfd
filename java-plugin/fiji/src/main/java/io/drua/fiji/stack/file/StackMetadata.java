package io.drua.fiji.stack.file;

import ij.io.FileInfo;
import ij.measure.Calibration;
import io.drua.bridge.Nullable;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What a file says of an image besides its pixels. Readers fill it; who has a {@link StackFile} only reads it. What
 * can't be understood is left out and said in {@link #notes()}: it isn't worth losing the pixels for.
 */
public final class StackMetadata {
  private final FileInfo info = new FileInfo();
  private final Calibration calibration = new Calibration();
  private final List<String> notes = new ArrayList<>();
  private String title;
  private List<String> channelNames = Collections.emptyList();
  @Nullable private double[] displayRange;
  @Nullable private String mode;
  private boolean hyperstack;
  private boolean indexedColours;

  StackMetadata(Path path) {
    Path folder = path.toAbsolutePath().getParent();
    info.directory = folder == null ? "" : folder.toString() + File.separator;
    info.fileName = path.getFileName().toString();
    title = info.fileName;
  }

  // -- Reading --

  /** Title of the image. */
  public String title() {
    return title;
  }

  /**
   * ImageJ's own record: labels, display ranges, colour tables, ROI, overlay and properties as they were in the file. A
   * copy; the arrays in it are not to be changed.
   */
  public FileInfo info() {
    return (FileInfo) info.clone();
  }

  /** Pixel size, units, origin and time between frames. A copy. */
  public Calibration calibration() {
    return calibration.copy();
  }

  /** Label of a plane (from 1), or {@code null}. */
  @Nullable
  public String label(int plane) {
    return info.sliceLabels != null && plane <= info.sliceLabels.length ? info.sliceLabels[plane - 1] : null;
  }

  /** Names of the channels; empty where the file has none. */
  public List<String> channelNames() {
    return channelNames;
  }

  /** Values shown as black and white; {@code null} where the file doesn't say. A copy. */
  @Nullable
  public double[] displayRange() {
    return displayRange == null ? null : displayRange.clone();
  }

  /** How channels are shown: {@code "composite"}, {@code "color"}, {@code "grayscale"}, or {@code null}: not said. */
  @Nullable
  public String mode() {
    return mode;
  }

  /** Whether the file asks for a window with a slider for each axis. */
  public boolean isHyperstack() {
    return hyperstack;
  }

  /** Whether 8-bit pixels are numbers of colours in a table. */
  public boolean isIndexed() {
    return indexedColours;
  }

  /** What was left out of the file's metadata, and why. */
  public List<String> notes() {
    return Collections.unmodifiableList(notes);
  }

  // -- Filling --

  FileInfo fillInfo() {
    return info;
  }

  Calibration fillCalibration() {
    return calibration;
  }

  void note(String text) {
    notes.add(text);
  }

  void title(String name) {
    title = name;
  }

  void channelNames(String... names) {
    channelNames = Collections.unmodifiableList(Arrays.asList(names.clone()));
  }

  void displayRange(double black, double white) {
    displayRange = new double[] {black, white};
  }

  void shown(String as, boolean withSliders) {
    mode = as;
    hyperstack = withSliders;
  }

  void indexed() {
    indexedColours = true;
  }
}
