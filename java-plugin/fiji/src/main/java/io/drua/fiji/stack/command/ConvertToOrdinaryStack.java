package io.drua.fiji.stack.command;

import ij.IJ;
import ij.ImagePlus;
import ij.plugin.PlugIn;
import io.drua.bridge.ConversionException;
import io.drua.fiji.runtime.Failure;
import io.drua.fiji.stack.SharedImages;
import io.drua.fiji.stack.SharedStack;

/** Plugins &gt; Python &gt; Convert to Ordinary Stack: the planes of the active image in arrays of ImageJ's own. */
public final class ConvertToOrdinaryStack implements PlugIn {
  private static final String NAME = "Convert to Ordinary Stack";

  @Override
  public void run(String argument) {
    boolean inMacro = Failure.inMacro();
    ImagePlus image = IJ.getImage();
    try {
      if (SharedStack.of(image) == null) {
        throw new ConversionException("\"" + image.getTitle() + "\" has an ordinary stack.", "Nothing is to be done.");
      }
      Locked.run(image, () -> SharedImages.convertBack(image));
    } catch (Throwable e) {
      throw Failure.fail(NAME, e, inMacro);
    }
  }
}
