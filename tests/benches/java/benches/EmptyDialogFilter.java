package benches;

import ij.ImagePlus;
import ij.gui.GenericDialog;
import ij.plugin.filter.PlugInFilter;
import ij.process.ImageProcessor;

/** The empty command with one numeric option, read as Java plugins read it. */
public final class EmptyDialogFilter implements PlugInFilter {
    @Override
    public int setup(String argument, ImagePlus image) {
        return DOES_16;
    }

    @Override
    public void run(ImageProcessor processor) {
        GenericDialog dialog = new GenericDialog("Bench Empty With Option");
        dialog.addNumericField("offset", 0, 0);
        dialog.showDialog();
        if (dialog.wasCanceled()) {
            return;
        }
        if (dialog.getNextNumber() == 0 && System.getProperty(EmptyFilter.RUN) == null) {
            System.setProperty(EmptyFilter.RUN, "true");
        }
    }
}
