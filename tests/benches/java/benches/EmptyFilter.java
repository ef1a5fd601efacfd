package benches;

import ij.ImagePlus;
import ij.plugin.filter.PlugInFilter;
import ij.process.ImageProcessor;

/** The least that an ImageJ command on an image can be. */
public final class EmptyFilter implements PlugInFilter {
    /** System property that says that the filter ran: plugins have a class loader of their own, properties do not. */
    static final String RUN = "bench.empty.run";

    @Override
    public int setup(String argument, ImagePlus image) {
        return DOES_16;
    }

    @Override
    public void run(ImageProcessor processor) {
        if (System.getProperty(RUN) == null) {
            System.setProperty(RUN, "true");
        }
    }
}
