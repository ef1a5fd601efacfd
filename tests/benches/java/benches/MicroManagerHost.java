package benches;

import io.drua.micromanager.PythonProcessorPlugin;
import io.drua.micromanager.monitor.RunDirectory;
import io.drua.micromanager.monitor.RunMonitor;
import io.drua.micromanager.settings.ProcessorSettings;
import io.drua.mmhost.HostDatastore;
import io.drua.mmhost.TestStudio;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.micromanager.PropertyMap;
import org.micromanager.acquisition.AcquisitionStartedEvent;
import org.micromanager.data.Coords;
import org.micromanager.data.Datastore;
import org.micromanager.data.Image;
import org.micromanager.data.Metadata;
import org.micromanager.data.Pipeline;
import org.micromanager.data.ProcessorConfigurator;
import org.micromanager.data.ProcessorPlugin;
import org.micromanager.data.SummaryMetadata;

/** The test host with Drua's plugin in it, whose processors are those of {@code routines/frames.py}. */
final class MicroManagerHost {
    final TestStudio studio = new TestStudio();
    final PythonProcessorPlugin plugin = new PythonProcessorPlugin();

    MicroManagerHost() {
        studio.install(plugin);
    }

    /** An entry of the list of processors, without a window. */
    private static final class Entry implements ProcessorConfigurator {
        private final PropertyMap settings;

        Entry(PropertyMap settings) {
            this.settings = settings;
        }

        @Override
        public void showGUI() {}

        @Override
        public void cleanup() {}

        @Override
        public PropertyMap getSettings() {
            return settings;
        }
    }

    /** An acquisition begins: from then on the first processor owns the frames of this data set. */
    private static final class Started implements AcquisitionStartedEvent {
        private final Datastore store;

        Started(Datastore store) {
            this.store = store;
        }

        @Override
        public Datastore getDatastore() {
            return store;
        }

        @Override
        public Object getSource() {
            return this;
        }
    }

    /** Puts a processor at the end of the list, as a user does; gives its settings. */
    PropertyMap add(String routine, ProcessorPlugin by) {
        PropertyMap settings = ProcessorSettings.fresh().withRoutine("frames." + routine).toPropertyMap();
        studio.data().addConfiguredProcessor(new Entry(settings), by);
        return settings;
    }

    /** A summary that says what the demo camera's would. */
    SummaryMetadata summary() {
        return studio.data().summaryMetadataBuilder().build();
    }

    /** Announces an acquisition into a data set that has its summary. */
    void announce(Datastore store) {
        studio.events().post(new Started(store));
    }

    /** Makes the pipeline of an acquisition with the processors of the list: one thread each, in front of queues of one. */
    Pipeline acquire(Consumer<Image> watcher) throws Exception {
        HostDatastore store = HostDatastore.counting(watcher);
        Pipeline pipeline = studio.data().copyApplicationPipeline(store, false);
        pipeline.insertSummaryMetadata(summary());
        announce(store);
        return pipeline;
    }

    /** The newest run of each processor, in the order of the list. */
    List<RunMonitor> runs() {
        List<RunMonitor> newest = new ArrayList<>();
        for (ProcessorConfigurator entry : studio.data().getApplicationPipelineConfigurators(false)) {
            List<RunMonitor> all = RunDirectory.get().runs(ProcessorSettings.of(entry.getSettings()).id());
            newest.add(all.get(all.size() - 1));
        }
        return newest;
    }

    Image frame(short[] pixels, int side, int time, Metadata metadata) {
        Coords coords = studio.data().coordsBuilder().t(time).build();
        return studio.data().wrapImage(pixels, side, side, 2, 1, coords, metadata);
    }
}
