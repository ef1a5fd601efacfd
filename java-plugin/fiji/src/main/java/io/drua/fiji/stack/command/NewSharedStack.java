package io.drua.fiji.stack.command;

import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.plugin.PlugIn;
import ij.util.Tools;
import io.drua.bridge.Nullable;
import io.drua.bridge.ParameterException;
import io.drua.fiji.runtime.Failure;
import io.drua.fiji.stack.SharedImages;
import java.awt.GraphicsEnvironment;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Locale;

/**
 * Plugins &gt; Python &gt; New Shared Stack: a stack that Python sees as one array. In macros: {@code title type width
 * height channels slices frames file}, each with the dialog's default. Without a file it lies in memory.
 */
public final class NewSharedStack implements PlugIn {
  private static final String NAME = "New Shared Stack...";
  private static final String[] TYPES = {"8-bit", "16-bit", "32-bit", SharedImages.RGB};
  private static final String TITLE = "Shared stack";
  private static final String[] LABELS = {"Width", "Height", "Channels", "Slices", "Frames"};
  private static final int[] DEFAULTS = {512, 512, 1, 10, 1};

  @Override
  public void run(String argument) {
    boolean inMacro = Failure.inMacro();
    try {
      ask();
    } catch (Throwable e) {
      throw Failure.fail(NAME, e, inMacro);
    }
  }

  private static void ask() {
    String options = macroOptions();
    Wish wish = options == null ? fromDialog() : fromMacro(options);
    if (wish != null) {
      ImagePlus image =
          SharedImages.create(
              wish.title,
              wish.type,
              wish.lengths[0],
              wish.lengths[1],
              wish.lengths[2],
              wish.lengths[3],
              wish.lengths[4],
              wish.file);
      show(image);
    }
  }

  /** What a macro said; null where a person is to be asked, which needs a display. */
  @Nullable
  static String macroOptions() {
    String options = Macro.getOptions();
    return options == null && GraphicsEnvironment.isHeadless() ? "" : options;
  }

  /** What the dialog's fields are called in a macro, without making a dialog, which needs a display. */
  private static Wish fromMacro(String options) {
    Wish wish = new Wish();
    wish.title = Macro.getValue(options, "title", TITLE);
    wish.type = Macro.getValue(options, "type", TYPES[1]);
    for (int i = 0; i < LABELS.length; i++) {
      String key = LABELS[i].toLowerCase(Locale.US);
      String given = Macro.getValue(options, key, String.valueOf(DEFAULTS[i]));
      wish.lengths[i] = whole(LABELS[i], Tools.parseDouble(given, Double.NaN), given);
    }
    wish.file = file(Macro.getValue(options, "file", ""));
    return wish;
  }

  @Nullable
  private static Wish fromDialog() {
    GenericDialog dialog = new GenericDialog("New Shared Stack");
    dialog.addStringField("Title", TITLE, 20);
    dialog.addChoice("Type", TYPES, TYPES[1]);
    for (int i = 0; i < LABELS.length; i++) {
      dialog.addNumericField(LABELS[i], DEFAULTS[i], 0, 8, i < 2 ? "pixels" : "");
    }
    dialog.addFileField("File", "", 20);
    dialog.addMessage("With a file the pixels lie there, without a header, and memory need not hold them.");
    dialog.showDialog();
    if (dialog.wasCanceled()) {
      return null;
    }
    Wish wish = new Wish();
    wish.title = dialog.getNextString();
    wish.type = dialog.getNextChoice();
    for (int i = 0; i < LABELS.length; i++) {
      double given = dialog.getNextNumber();
      wish.lengths[i] = whole(LABELS[i], dialog.invalidNumber() ? Double.NaN : given, "no such number");
    }
    wish.file = file(dialog.getNextString());
    return wish;
  }

  private static int whole(String label, double value, String given) {
    if (value != Math.rint(value) || value < 1 || value > Integer.MAX_VALUE) {
      throw new ParameterException(
          "Expected for " + label + " a whole number of 1 or more, found " + given + ".", "Correct it.");
    }
    return (int) value;
  }

  private static void show(ImagePlus image) {
    if (GraphicsEnvironment.isHeadless()) {
      // There is no window; the next commands of the macro work on it all the same.
      WindowManager.setTempCurrentImage(image);
    } else {
      image.show();
    }
  }

  /** The file that was named; {@code null} for memory. */
  @Nullable
  static Path file(String name) {
    String path = name.trim();
    return path.isEmpty() ? null : Paths.get(path);
  }

  /** What was asked for. */
  private static final class Wish {
    private final int[] lengths = new int[LABELS.length];
    private String title;
    private String type;
    private Path file;
  }
}
