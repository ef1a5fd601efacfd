package benches;

import io.drua.micromanager.monitor.RunDirectory;
import io.drua.micromanager.monitor.RunMonitor;
import io.drua.micromanager.settings.ProcessorSettings;
import java.util.ArrayList;
import java.util.List;
import org.micromanager.PropertyMap;
import org.micromanager.Studio;
import org.micromanager.data.Image;
import org.micromanager.data.Processor;
import org.micromanager.data.ProcessorConfigurator;
import org.micromanager.data.ProcessorContext;
import org.micromanager.data.ProcessorFactory;
import org.micromanager.data.ProcessorPlugin;
import org.micromanager.data.SummaryMetadata;

/**
 * Drua's processors with a watch: for each frame the time in {@code processImage} without the routine itself and without what
 * comes behind the processor, which may wait for the next one's queue.
 */
final class TimedProcessors implements ProcessorPlugin {
    private final ProcessorPlugin plugin;
    private final int mostFrames;
    private final List<Timed> made = new ArrayList<>();

    /**
     * Watches a plugin's processors.
     *
     * @param mostFrames that are measured
     */
    TimedProcessors(ProcessorPlugin plugin, int mostFrames) {
        this.plugin = plugin;
        this.mostFrames = mostFrames;
    }

    /** One processor, called by one thread. */
    final class Timed implements Processor, ProcessorContext {
        private final Processor processor;
        private final RunMonitor run;
        private final long[] nanos = new long[mostFrames];
        private ProcessorContext context;
        private int frames;
        private long pythonBefore;
        private long outputNanos;

        Timed(Processor processor, RunMonitor run) {
            this.processor = processor;
            this.run = run;
        }

        @Override
        public SummaryMetadata processSummaryMetadata(SummaryMetadata source) {
            return processor.processSummaryMetadata(source);
        }

        @Override
        public void processImage(Image image, ProcessorContext behind) {
            context = behind;
            outputNanos = 0;
            long start = System.nanoTime();
            processor.processImage(image, this);
            long all = System.nanoTime() - start;
            long python = run.snapshot().pythonNanos;
            if (frames < nanos.length) {
                nanos[frames++] = all - outputNanos - (python - pythonBefore);
            }
            pythonBefore = python;
        }

        @Override
        public void cleanup(ProcessorContext behind) {
            processor.cleanup(behind);
        }

        @Override
        public void outputImage(Image image) {
            long start = System.nanoTime();
            context.outputImage(image);
            outputNanos += System.nanoTime() - start;
        }

        @Override
        public SummaryMetadata getSummaryMetadata() {
            return context.getSummaryMetadata();
        }

        /** The time of each frame from the first that is asked for, in nanoseconds. Only while no frame is under way. */
        long[] from(int first) {
            return java.util.Arrays.copyOfRange(nanos, first, frames);
        }
    }

    /** The processors, in the order of the pipeline. */
    List<Timed> made() {
        return made;
    }

    @Override
    public ProcessorFactory createFactory(PropertyMap settings) {
        ProcessorFactory factory = plugin.createFactory(settings);
        return () -> {
            Processor processor = factory.createProcessor();
            List<RunMonitor> runs = RunDirectory.get().runs(ProcessorSettings.of(settings).id());
            Timed timed = new Timed(processor, runs.get(runs.size() - 1));
            made.add(timed);
            return timed;
        };
    }

    @Override
    public ProcessorConfigurator createConfigurator(PropertyMap settings) {
        return plugin.createConfigurator(settings);
    }

    @Override
    public void setContext(Studio studio) {
        plugin.setContext(studio);
    }

    @Override
    public String getName() {
        return plugin.getName();
    }

    @Override
    public String getHelpText() {
        return plugin.getHelpText();
    }

    @Override
    public String getVersion() {
        return plugin.getVersion();
    }

    @Override
    public String getCopyright() {
        return plugin.getCopyright();
    }
}
