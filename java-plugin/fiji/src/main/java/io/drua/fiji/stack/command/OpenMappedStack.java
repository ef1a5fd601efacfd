package io.drua.fiji.stack.command;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.Prefs;
import ij.gui.GenericDialog;
import ij.plugin.PlugIn;
import io.drua.bridge.MemoryBlock;
import io.drua.bridge.Nullable;
import io.drua.bridge.ParameterException;
import io.drua.bridge.PixelType;
import io.drua.fiji.dialog.Options;
import io.drua.fiji.runtime.Failure;
import io.drua.fiji.stack.file.MappedStacks;
import io.drua.fiji.stack.file.RawFile;
import io.drua.fiji.stack.file.StackFile;
import java.nio.ByteOrder;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * {@code File > Import > Memory-Mapped Stack...}: shows a NumPy file, an uncompressed TIFF file or raw pixels without
 * reading them, also over 2 GiB.
 *
 * <p>In macros: {@code open=[path]}, {@code axes=TYX} for a NumPy or raw file that means others than its shape
 * suggests, {@code writable} to have changes go into the file (otherwise they stay in the image). For raw pixels the options of
 * File &gt; Import &gt; Raw...: {@code image=[16-bit Unsigned] width=512 height=512 offset=0 number=1 little-endian}.
 */
public final class OpenMappedStack implements PlugIn {
  private static final String NAME = "Memory-Mapped Stack...";
  private static final String LAST = "drua.mapped.path";
  private static final List<String> RAW_TYPES =
      Arrays.asList("8-bit", "16-bit Unsigned", "32-bit Real", "24-bit RGB");
  private static final List<String> KEYS = Arrays.asList(
      "open", "axes", "writable", "image", "width", "height", "offset", "number", "little-endian");

  @Override
  public void run(String argument) {
    boolean inMacro = Failure.inMacro();
    try {
      String options = Macro.getOptions();
      Request request = options == null ? ask() : read(options);
      if (request != null) {
        ImagePlus image = MappedStacks.open(
            request.file(), request.writable ? MemoryBlock.Mode.READ_WRITE : MemoryBlock.Mode.PRIVATE);
        image.show();
        IJ.showStatus(request.path.getFileName() + " is mapped: its pixels are read when they are looked at");
      }
    } catch (Throwable e) {
      throw Failure.fail(NAME, e, inMacro);
    }
  }

  /** What is to be opened, and how. */
  private static final class Request {
    Path path;
    @Nullable String axes;
    boolean writable;
    /** Of raw pixels; null where the file has a header. */
    @Nullable String rawType;
    long width;
    long height;
    long offset;
    long images;
    boolean littleEndian;

    StackFile file() {
      if (rawType == null) {
        return StackFile.read(path, axes);
      }
      ByteOrder order = littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
      String planes = axes == null ? "ZYX" : axes;
      switch (RAW_TYPES.indexOf(rawType)) {
        case 0:
          return RawFile.read(path, offset, PixelType.UINT8, order, planes, images, height, width);
        case 1:
          return RawFile.read(path, offset, PixelType.UINT16, order, planes, images, height, width);
        case 2:
          return RawFile.read(path, offset, PixelType.FLOAT32, order, planes, images, height, width);
        case 3:
          return RawFile.read(
              path, offset, PixelType.UINT8, order, axes == null ? "ZYXS" : axes, images, height, width, 3);
        default:
          throw new ParameterException(
              "Expected image=[type] with one of " + RAW_TYPES + ", found \"" + rawType + "\".",
              "Open other types with File > Import > Raw...");
      }
    }
  }

  // -- In macros --

  private static Request read(String options) {
    for (String key : Options.parse(options).rest()) {
      if (!KEYS.contains(key.toLowerCase(Locale.US))) {
        throw new ParameterException("Expected options of " + KEYS + ", found \"" + key + "\".", "Correct its name.");
      }
    }
    Request request = new Request();
    request.path = path(Macro.getValue(options, "open", ""));
    String axes = Macro.getValue(options, "axes", "");
    request.axes = axes.isEmpty() ? null : axes;
    request.writable = isSet(options, "writable");
    String type = Macro.getValue(options, "image", "");
    if (!type.isEmpty()) {
      request.rawType = type;
      request.width = number(options, "width", null);
      request.height = number(options, "height", null);
      request.offset = number(options, "offset", 0L);
      request.images = number(options, "number", 1L);
      request.littleEndian = isSet(options, "little-endian");
    }
    return request;
  }

  private static boolean isSet(String options, String key) {
    return Options.parse(options).takeFlag(key) || "true".equals(Macro.getValue(options, key, ""));
  }

  private static long number(String options, String key, @Nullable Long otherwise) {
    String text = Macro.getValue(options, key, "");
    if (text.isEmpty() && otherwise != null) {
      return otherwise;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException refused) {
      throw new ParameterException(
          "Expected a whole number as " + key + ", found \"" + text + "\".",
          "Raw pixels need image, width and height.");
    }
  }

  private static Path path(String text) {
    if (text.isEmpty()) {
      throw new ParameterException("Expected open=[path of a file], found none.", "Give the file's path.");
    }
    try {
      return Paths.get(text);
    } catch (InvalidPathException e) {
      throw new ParameterException("\"" + text + "\" is no path of a file: " + e.getReason() + ".", "Correct it.", e);
    }
  }

  // -- In a dialog --

  @Nullable
  private static Request ask() {
    GenericDialog dialog = new GenericDialog("Memory-Mapped Stack");
    dialog.addFileField("Open", Prefs.get(LAST, ""), 40);
    dialog.addStringField("Axes", "", 8);
    dialog.addToSameRow();
    dialog.addMessage("slowest first, such as TZCYX; empty: as the file says, or Z for planes without a name");
    dialog.addCheckbox("Writable: changes go into the file", false);
    dialog.addMessage(
        "NumPy (.npy), uncompressed TIFF or raw pixels. No other program may shorten the file meanwhile.");
    dialog.showDialog();
    if (dialog.wasCanceled()) {
      return null;
    }
    Request request = new Request();
    request.path = path(dialog.getNextString().trim());
    // Recorded only where they are given.
    dialog.setSmartRecording(true);
    String axes = dialog.getNextString().trim();
    dialog.setSmartRecording(false);
    request.axes = axes.isEmpty() ? null : axes;
    request.writable = dialog.getNextBoolean();
    if (!StackFile.hasHeader(request.path) && !askRaw(request)) {
      return null;
    }
    Prefs.set(LAST, request.path.toString());
    return request;
  }

  private static boolean askRaw(Request request) {
    GenericDialog dialog = new GenericDialog("Raw Pixels");
    dialog.addMessage(
        request.path.getFileName() + " is no NumPy or TIFF file: " + request.path.toFile().length() + " bytes");
    dialog.addChoice("Image type:", RAW_TYPES.toArray(new String[0]), RAW_TYPES.get(1));
    dialog.addNumericField("Width:", 512, 0, 8, "pixels");
    dialog.addNumericField("Height:", 512, 0, 8, "pixels");
    dialog.addNumericField("Offset to first image:", 0, 0, 8, "bytes");
    dialog.addNumericField("Number of images:", 1, 0, 8, null);
    dialog.addCheckbox("Little-endian byte order", ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN);
    dialog.showDialog();
    if (dialog.wasCanceled()) {
      return false;
    }
    request.rawType = dialog.getNextChoice();
    request.width = (long) dialog.getNextNumber();
    request.height = (long) dialog.getNextNumber();
    request.offset = (long) dialog.getNextNumber();
    request.images = (long) dialog.getNextNumber();
    request.littleEndian = dialog.getNextBoolean();
    return true;
  }
}
