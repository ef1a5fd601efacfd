package io.drua.fiji.stack.command;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.gui.GenericDialog;
import ij.plugin.PlugIn;
import io.drua.bridge.Nullable;
import io.drua.fiji.runtime.Failure;
import io.drua.fiji.stack.SharedImages;

/**
 * Plugins &gt; Python &gt; Convert to Shared Stack: the active image's planes in one block of memory, which Python sees
 * as one array; in a file where one is named. In macros: {@code file}.
 */
public final class ConvertToSharedStack implements PlugIn {
  private static final String NAME = "Convert to Shared Stack...";

  @Override
  public void run(String argument) {
    boolean inMacro = Failure.inMacro();
    ImagePlus image = IJ.getImage();
    try {
      String options = NewSharedStack.macroOptions();
      String file = options == null ? ask() : Macro.getValue(options, "file", "");
      if (file != null) {
        Locked.run(image, () -> SharedImages.convert(image, NewSharedStack.file(file)));
      }
    } catch (Throwable e) {
      throw Failure.fail(NAME, e, inMacro);
    }
  }

  @Nullable
  private static String ask() {
    GenericDialog dialog = new GenericDialog("Convert to Shared Stack");
    dialog.addMessage("Copies the pixels once. Without a file they lie in memory.");
    dialog.addFileField("File", "", 20);
    dialog.showDialog();
    return dialog.wasCanceled() ? null : dialog.getNextString();
  }
}
