package benches;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.Menus;
import ij.process.ShortProcessor;

/**
 * A whole ImageJ command: {@link IJ#run(ImagePlus, String, String)} with options on a 16-bit image.
 *
 * <p>ImageJ runs with its menus but without showing its window; the commands come from jars in its plugins folder, so that
 * each system's command is found, loaded and run in the same way. Arguments: workload, system, menu label, options, and
 * for a command that understands {@code offset=N} and adds N to the pixels, which proves that it runs, {@code offset} and
 * the label of a command that brings the menu up to date.
 */
public final class CommandBench {
    private static final int RUNS = 50_000;
    private static final int OFFSET = 3;

    private CommandBench() {}

    public static void main(String[] arguments) throws Exception {
        String workload = arguments[0];
        String system = arguments[1];
        String label = arguments[2];
        String options = arguments[3];
        boolean addsOffset = arguments.length > 4;
        int side = Measure.side(workload);
        new ImageJ(ImageJ.NO_SHOW);
        if (arguments.length > 5) {
            IJ.run(arguments[5]);
        }
        if (Menus.getCommands().get(label) == null) {
            Measure.fail(system + ": no command \"" + label + "\"; ImageJ has " + Menus.getCommands().keySet());
        }
        ImagePlus image = image(side);
        if (addsOffset) {
            IJ.run(image, label, "offset=" + OFFSET);
            checkPixels(system, image, OFFSET);
            image = image(side);
        } else {
            IJ.run(image, label, options);
            Measure.checkEqual(system + " ran", System.getProperty(EmptyFilter.RUN), "true");
        }
        ImagePlus measured = image;
        Measure.latency(workload, system, label, RUNS, () -> IJ.run(measured, label, options));
        checkPixels(system, measured, 0);
        Runtime.getRuntime().halt(0);
    }

    private static ImagePlus image(int side) {
        return new ImagePlus("bench", new ShortProcessor(side, side, Measure.heap(side), null));
    }

    private static void checkPixels(String system, ImagePlus image, int offset) {
        short[] pixels = (short[]) image.getProcessor().getPixels();
        short[] before = Measure.heap(image.getWidth());
        for (int i = 0; i < before.length; i++) {
            short expected = (short) (before[i] + offset);
            if (pixels[i] != expected) {
                Measure.fail(system + " command: pixel " + i + " is " + pixels[i] + ", expected " + expected);
            }
        }
    }
}
