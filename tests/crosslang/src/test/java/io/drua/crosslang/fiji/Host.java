package io.drua.crosslang.fiji;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.macro.Interpreter;
import ij.plugin.Macro_Runner;
import ij.process.ImageProcessor;
import io.drua.crosslang.support.Places;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/** ImageJ of this process, as a macro's author sees it. */
final class Host {
  private Host() {}

  /** Runs a macro and gives what it returns. */
  static String macro(String... lines) {
    return new Macro_Runner().runMacro(String.join("\n", lines), "");
  }

  /** Makes Drua's commands known where there is no display, as a script for unattended runs does in its first line. */
  static void prepare() {
    if (java.awt.GraphicsEnvironment.isHeadless()) {
      macro("call('io.drua.fiji.Macro.run', 'Refresh Routines');");
    }
  }

  /** Runs a macro that must be stopped, and gives the message that Drua left; nothing after the failing line may run. */
  static String failure(String... lines) {
    macro("call('io.drua.fiji.Report.clear');");
    String result = macro(String.join("\n", lines) + "\nprint('NOT REACHED'); return 'went on';");
    if ("went on".equals(result)) {
      throw new AssertionError("The macro was not stopped: " + result + "; last error: " + lastError());
    }
    return lastError();
  }

  static String lastError() {
    return macro("return call('io.drua.fiji.Report.lastError');");
  }

  /** Text for a macro: backslashes and quotes as they are written there. */
  static String quoted(Object text) {
    return "\"" + String.valueOf(text).replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  static Path data(String name) {
    return Places.root().resolve("tests/data").resolve(name);
  }

  static Path work() {
    return Paths.get(System.getProperty("checks.work"));
  }

  static Path ownRoutines() {
    return Paths.get(System.getProperty("checks.own"));
  }

  /** The active image. */
  static ImagePlus image() {
    return WindowManager.getCurrentImage();
  }

  /** A copy of the pixels of one plane. */
  static short[] shorts(ImageProcessor plane) {
    return ((short[]) plane.getPixels()).clone();
  }

  /** What Python computed for the sample image without Drua. */
  static short[] topHat() throws java.io.IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(Paths.get(System.getProperty("checks.top.hat.12"))))
        .order(ByteOrder.LITTLE_ENDIAN);
    short[] pixels = new short[bytes.remaining() / 2];
    bytes.asShortBuffer().get(pixels);
    return pixels;
  }

  /** What an action prints; without a window ImageJ's Log goes there. */
  static String printed(Runnable action) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(bytes, true, "UTF-8"));
    try {
      action.run();
    } finally {
      System.out.flush();
      System.setOut(before);
    }
    return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
  }

  private static void close(ImagePlus image) {
    if (image != null) {
      image.changes = false;
      image.close();
      Interpreter.removeBatchModeImage(image);
    }
  }

  /** Closes everything without questions. */
  static void closeAll() {
    int[] batch = Interpreter.getBatchModeImageIDs();
    for (int id : batch == null ? new int[0] : batch) {
      close(WindowManager.getImage(id));
    }
    int[] shown = WindowManager.getIDList();
    for (int id : shown == null ? new int[0] : shown) {
      close(WindowManager.getImage(id));
    }
    WindowManager.setTempCurrentImage(null);
    IJ.resetEscape();
  }
}
