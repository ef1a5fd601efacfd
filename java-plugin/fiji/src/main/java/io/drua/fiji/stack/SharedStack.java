package io.drua.fiji.stack;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.process.ImageProcessor;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.MemoryBlock;
import io.drua.bridge.Nullable;
import io.drua.bridge.ParameterException;
import io.drua.bridge.PixelType;
import java.io.File;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A stack of ImageJ over one block of memory, which Python sees as one array without a copy (Shared), also over 2 GiB.
 * Planes lie one behind the other in ImageJ's order, so that the block is (T, Z, C, Y, X) in NumPy's; RGB is
 * (planes, Y, X, 3).
 *
 * <p>ImageJ shows and changes arrays of the Java heap. Those that it has are kept equal to the block: <ul>
 * <li>what ImageJ changed is written into the block when it goes on to another plane, says that an image was changed,
 *     saves or closes it, and by {@link #flush};
 * <li>what others wrote into the block comes into ImageJ's arrays by {@link #refresh}, and when a plane is asked for.
 * </ul> Only pixels that were changed are written, so both sides may write different pixels of a plane. If both change
 * one pixel, the one that is written last stays.
 *
 * <p>A plugin that takes several planes, changes them and lets go of all of them without a word loses no changes as
 * long as they are not more than a few for each processor; above that they may get lost, as with any virtual stack.
 *
 * <p>A block that can't be written makes a stack that is not changed: what ImageJ does to a shown plane stays in that
 * plane while it is shown.
 *
 * <p>Any thread. The stack has an interest of its own in the memory, which ends when the last image that shows it is
 * closed; the memory goes when Python has no view of it either.
 */
public final class SharedStack extends VirtualStack {
  /** Who asks whether the stack is virtual, and means whether it would lose changes. */
  private static final Set<String> KEEPS_CHANGES =
      new HashSet<>(Arrays.asList("ij.IJ.setupDialog", "ij.plugin.frame.ContrastAdjuster.apply"));

  private final PlaneMemory memory;
  private final LentPlanes lent;
  private final PixelType type;
  private final String[] labels;
  private final Viewers viewers;
  private final Voxels voxels;
  private volatile double low = Double.MAX_VALUE;
  private volatile double high;

  /**
   * Planes of one number a pixel.
   *
   * @param block where they lie; the caller may close its object
   * @param offset byte of the first pixel
   * @param type UINT8, UINT16 or FLOAT32
   * @throws io.drua.bridge.ConversionException for another type, or if the block is too short
   * @throws ParameterException for a stack without pixels, or a plane of more pixels than a Java array holds
   */
  public SharedStack(MemoryBlock block, long offset, PixelType type, int width, int height, int planes) {
    this(block, offset, PlanePixels.of(type), PlaneLayout.plain(), type, width, height, planes);
  }

  private SharedStack(
      MemoryBlock block,
      long offset,
      PlanePixels pixels,
      PlaneLayout layout,
      PixelType type,
      int width,
      int height,
      int planes) {
    super(width, height);
    this.memory = new PlaneMemory(block, offset, pixels, layout, width * height, StackSize.require(width, height, planes));
    this.lent = new LentPlanes(memory);
    this.type = type;
    this.labels = new String[planes];
    this.viewers = new Viewers(this);
    this.voxels = new Voxels(memory, lent, width, height);
    setBitDepth(pixels.bitDepth);
  }

  /** Planes of RGB: the block is (planes, Y, X, 3) of bytes. Otherwise as the constructor. */
  public static SharedStack ofColours(MemoryBlock block, long offset, int width, int height, int planes) {
    return ofColours(block, offset, PlaneLayout.plain(), width, height, planes);
  }

  /** The same, laid out as a file has them. */
  public static SharedStack ofColours(
      MemoryBlock block, long offset, PlaneLayout layout, int width, int height, int planes) {
    return new SharedStack(block, offset, PlanePixels.colours(), layout, PixelType.UINT8, width, height, planes);
  }

  /** Planes of one number a pixel, laid out as a file has them. Otherwise as the constructor. */
  public static SharedStack ofLayout(
      MemoryBlock block, long offset, PixelType type, PlaneLayout layout, int width, int height, int planes) {
    return new SharedStack(block, offset, PlanePixels.of(type), layout, type, width, height, planes);
  }

  /** The shared stack of an image, {@code null} if it has another one. Asks ImageJ for nothing else. */
  @Nullable
  public static SharedStack of(ImagePlus image) {
    // An image without a stack would make one if it were asked.
    ImageStack stack = image.hasImageStack() ? image.getImageStack() : null;
    return stack instanceof SharedStack ? (SharedStack) stack : null;
  }

  // -- What it is --

  /** The memory; see {@link #offset}. Not to be closed by the caller. */
  public MemoryBlock block() {
    return memory.block;
  }

  /** Byte of the first pixel in the block. */
  public long offset() {
    return memory.offset;
  }

  /** Element type in the block; UINT8 for RGB. */
  public PixelType type() {
    return type;
  }

  /** Whether it has colours, three bytes a pixel in the block. */
  public boolean isColour() {
    return memory.pixels.bitDepth == 24;
  }

  /** Whether the block can't be written. */
  public boolean isReadOnly() {
    return memory.isReadOnly();
  }

  /** How pixels and planes lie in the block. */
  PlaneLayout layout() {
    return memory.layout;
  }

  /** Length of the pixels in the block, in bytes. */
  public long bytes() {
    return memory.planeBytes() * memory.planes;
  }

  /**
   * All pixels in place (Shared), after {@link #flush}: (planes, Y, X), or (planes, Y, X, 3) for RGB.
   *
   * @throws io.drua.bridge.StaleHandleException if the image was closed
   */
  public ImageBuffer image() {
    flush();
    return isColour()
        ? memory.block.image(memory.offset, type, memory.planes, getHeight(), getWidth(), 3)
        : memory.block.image(memory.offset, type, memory.planes, getHeight(), getWidth());
  }

  // -- Keeping both sides equal --

  /** Writes what ImageJ changed into the block. Only pixels that were changed are written. */
  public void flush() {
    if (!memory.isReadOnly()) {
      lent.flush();
    }
  }

  /** Writes what ImageJ changed into the block, and takes over what others changed there; see {@link #update}. */
  public void refresh() {
    lent.refresh();
  }

  /** {@link #refresh}, and draws the images that show it. Returns before they are drawn. */
  public void update() {
    refresh();
    viewers.draw();
  }

  /** Images that show it now. */
  public List<ImagePlus> images() {
    return viewers.images();
  }

  /** Fills the block with the planes of another stack of the same kind, and takes its labels. */
  void copyFrom(ImageStack stack) {
    for (int n = 1; n <= memory.planes; n++) {
      memory.write(n - 1, stack.getPixels(n));
      labels[n - 1] = stack.getSliceLabel(n);
      IJ.showProgress(n, memory.planes);
    }
  }

  /** Writes a whole plane into the block, and into the array that ImageJ has of it. */
  void restore(int n, Object pixels) {
    memory.write(index(n), pixels);
    refresh();
  }

  /** A new array with the pixels of a plane in the block. */
  Object copyPlane(int n) {
    Object array = memory.newArray();
    memory.read(index(n), array);
    return array;
  }

  /** An image has got another stack. */
  void leftBy(ImagePlus image) {
    viewers.remove(image);
  }

  /** Notes that an image shows it; see {@link Viewers}. */
  void shownBy(ImagePlus image) {
    viewers.add(image);
  }

  /** Writes the changes of the plane that an image shows. */
  void flushShown(int slice) {
    if (!memory.isReadOnly() && !memory.block.isClosed()) {
      lent.flushRecent(slice - 1);
    }
  }

  /** The end: what ImageJ changed is written, and the stack lets go of the memory. */
  void close() {
    if (!memory.block.isClosed()) {
      flush();
      lent.clear();
      memory.block.close();
    }
  }

  // -- As a stack --

  @Override
  public Object getPixels(int n) {
    return lent.lend(index(n));
  }

  @Override
  public ImageProcessor getProcessor(int n) {
    Object array = lent.lend(index(n));
    if (Callers.caller().startsWith("ij.io.ImageWriter.")) {
      // Where an image came in Analyze format, its planes are turned upside down to be written, in place.
      Object own = memory.newArray();
      System.arraycopy(array, 0, own, 0, memory.count);
      array = own;
    }
    ImageProcessor plane = memory.pixels.processor(getWidth(), getHeight(), array, getColorModel());
    if (low != Double.MAX_VALUE && !isColour()) {
      plane.setMinAndMax(low, high);
    }
    if (cTable != null) {
      plane.setCalibrationTable(cTable);
    }
    plane.setSliceNumber(n);
    return plane;
  }

  @Override
  public void setPixels(Object pixels, int n) {
    int plane = index(n);
    if (!memory.pixels.fits(pixels, memory.count)) {
      throw new IllegalArgumentException(
          "Plane " + n + " takes an array of " + memory.count + " pixels of " + memory.pixels.bitDepth + " bit, not "
              + (pixels == null ? "null" : pixels.getClass().getSimpleName()) + ".");
    }
    int own = lent.planeOf(pixels);
    // ImagePlus.revert() makes setSlice() believe that plane 1 is shown, and it gives the shown array back to that one.
    if (own < 0 || own == plane || !"ij.ImagePlus.setSlice".equals(Callers.caller())) {
      lent.take(plane, pixels);
    }
  }

  @Override
  public void setProcessor(ImageProcessor plane, int n) {
    setPixels(plane.getPixels(), n);
  }

  /** As ImageJ's own stacks do, it remembers colour table and range of the plane that is shown. */
  @Override
  public void update(ImageProcessor plane) {
    super.update(plane);
    if (plane != null) {
      low = plane.getMin();
      high = plane.getMax();
    }
  }

  /**
   * True, because it is saved plane by plane, and not by its array. For those commands that ask whether changes would
   * be lost, the answer is no: "Process all images?" and "Apply" to a whole stack work.
   */
  @Override
  public boolean isVirtual() {
    return isReadOnly() || !KEEPS_CHANGES.contains(Callers.caller());
  }

  /**
   * Bits of a pixel.
   *
   * @throws UnsupportedOperationException if ImageJ's 3D filters ask, which would make a black stack: they read each
   *     pixel where only ordinary stacks have it, by a method that can't be overridden
   */
  @Override
  public int getBitDepth() {
    if ("ij.plugin.Filters3D.filter".equals(Callers.caller())) {
      throw new UnsupportedOperationException(
          "ImageJ's 3D filters need an ordinary stack. Use Plugins > Python > Convert to Ordinary Stack first, or a "
              + "filter of SciPy in Python, which works on the shared stack itself.");
    }
    return memory.pixels.bitDepth;
  }

  @Override
  public float[] getVoxels(int x0, int y0, int z0, int w, int h, int d, float[] into) {
    return voxels.read(new int[] {x0, y0, z0}, new int[] {w, h, d}, into, -1);
  }

  @Override
  public float[] getVoxels(int x0, int y0, int z0, int w, int h, int d, float[] into, int channel) {
    return voxels.read(new int[] {x0, y0, z0}, new int[] {w, h, d}, into, isColour() ? channel : -1);
  }

  @Override
  public void setVoxels(int x0, int y0, int z0, int w, int h, int d, float[] values) {
    voxels.write(new int[] {x0, y0, z0}, new int[] {w, h, d}, values, -1);
  }

  @Override
  public void setVoxels(int x0, int y0, int z0, int w, int h, int d, float[] values, int channel) {
    voxels.write(new int[] {x0, y0, z0}, new int[] {w, h, d}, values, isColour() ? channel : -1);
  }

  @Override
  public int getSize() {
    return memory.planes;
  }

  @Override
  public int size() {
    return memory.planes;
  }

  @Override
  public String getSliceLabel(int n) {
    return n < 1 || n > labels.length ? null : labels[n - 1];
  }

  @Override
  public void setSliceLabel(String label, int n) {
    labels[index(n)] = label;
  }

  /** A copy; {@code null} if the first plane has none, as ImageJ's stacks say. */
  @Override
  public String[] getSliceLabels() {
    return labels[0] == null ? null : Arrays.copyOf(labels, labels.length);
  }

  /** The label of a plane, or the name of the file behind it. */
  @Override
  public String getFileName(int n) {
    String label = getSliceLabel(n);
    return label != null || memory.block.file() == null ? label : String.valueOf(memory.block.file().getFileName());
  }

  @Override
  public String getDirectory() {
    return memory.block.file() == null ? null : memory.block.file().toAbsolutePath().getParent() + File.separator;
  }

  private int index(int n) {
    if (n < 1 || n > memory.planes) {
      throw new IllegalArgumentException("Stack argument out of range: " + n + " is not in 1-" + memory.planes + ".");
    }
    return n - 1;
  }

  // -- What a block can't do --

  @Override
  public void addSlice(String fileName) {
    throw fixed();
  }

  @Override
  public void addSlice(String sliceLabel, Object pixels) {
    throw fixed();
  }

  @Override
  public void addSlice(String sliceLabel, ImageProcessor plane) {
    throw fixed();
  }

  @Override
  public void addSlice(String sliceLabel, ImageProcessor plane, int n) {
    throw fixed();
  }

  @Override
  public void deleteSlice(int n) {
    throw fixed();
  }

  @Override
  public void deleteLastSlice() {
    throw fixed();
  }

  @Override
  public void reduce(int factor) {
    throw fixed();
  }

  private static UnsupportedOperationException fixed() {
    return new UnsupportedOperationException(
        "A shared stack keeps its number of planes: it is one block of memory. "
            + "Use Plugins > Python > Convert to Ordinary Stack first, or Image > Duplicate.");
  }
}
