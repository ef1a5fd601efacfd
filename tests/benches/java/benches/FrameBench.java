package benches;

import io.drua.micromanager.monitor.RunSnapshot;
import io.drua.mmhost.HostDatastore;
import org.micromanager.PropertyMap;
import org.micromanager.data.Image;
import org.micromanager.data.Processor;
import org.micromanager.data.ProcessorContext;
import org.micromanager.data.SummaryMetadata;

/** One frame through one processor, on the thread of an acquisition's pipeline: {@code mm-noop}, {@code mm-shift}, {@code mm-metadata}. */
final class FrameBench {
    private static final String SYSTEM = "drua";
    private static final String VARIANT = "processImage";
    private static final int CALLS_TO_TRUST = 20;
    /** Calls with small frames before anything is measured: the JVM's last compiler comes late. */
    private static final int WARM_CALLS = 200_000;

    private static final int WARM_SIDE = 16;
    /** Frames that take turns, each with metadata of its own. */
    private static final int FRAMES = 256;

    private static final MicroManagerHost HOST = new MicroManagerHost();

    private final String workload;
    private final Processor processor;
    private final Output output;
    private int turn;

    /** Takes what the processor gives. */
    private static final class Output implements ProcessorContext {
        private final HostDatastore store;
        Image last;

        Output(HostDatastore store) {
            this.store = store;
        }

        @Override
        public void outputImage(Image image) {
            last = image;
        }

        @Override
        public SummaryMetadata getSummaryMetadata() {
            return store.getSummaryMetadata();
        }
    }

    private FrameBench(String workload, String routine) {
        this.workload = workload;
        HOST.studio.data().clearPipeline();
        PropertyMap settings = HOST.add(routine, HOST.plugin);
        HostDatastore store = HostDatastore.counting(image -> {});
        processor = HOST.plugin.createFactory(settings).createProcessor();
        store.setSummaryMetadata(processor.processSummaryMetadata(HOST.summary()));
        HOST.announce(store);
        output = new Output(store);
    }

    /** Measures a workload on a thread with the name that the pipelines of acquisitions have. */
    static void run(String workload) throws Exception {
        Throwable[] failed = {null};
        Thread thread = new Thread(() -> {
            try {
                measure(workload);
            } catch (Throwable error) {
                failed[0] = error;
            }
        }, "Processor context for " + SYSTEM);
        thread.start();
        thread.join();
        if (failed[0] != null) {
            throw new IllegalStateException(failed[0]);
        }
    }

    private static void measure(String workload) throws Exception {
        String routine = workload.startsWith("mm-noop") ? "no_op" : workload.startsWith("mm-shift") ? "halve" : "dose";
        // Another run, because one run has frames of one size.
        new FrameBench(workload, routine).warm();
        FrameBench bench = new FrameBench(workload, routine);
        switch (routine) {
            case "no_op":
                bench.noOp();
                break;
            case "halve":
                bench.shift();
                break;
            default:
                bench.metadata();
        }
    }

    private void noOp() throws Exception {
        int side = Measure.side(workload);
        Image[] frames = frames(side, side <= 512 ? FRAMES : 16);
        earnTrust(frames[0]);
        process(frames[0]);
        if (output.last != frames[0]) {
            Measure.fail("mm-noop: another frame came out; " + seen().ways);
        }
        long before = copied();
        Measure.batches(workload, SYSTEM, VARIANT, 500, 1000, () -> next(frames));
        reportCopied(before);
    }

    private void shift() throws Exception {
        int side = Measure.side(workload);
        Image frame = frame(Measure.heap(side), side, 0);
        for (int bits = 1; bits <= 16; bits++) {
            process(frame);
            frame = output.last;
            Measure.checkShifted("mm-shift", (short[]) frame.getRawPixels(), bits);
        }
        Image measured = frame(Measure.heap(side), side, 0);
        long before = copied();
        Measure.latency(workload, SYSTEM, VARIANT, Measure.runs(side), () -> process(measured));
        reportCopied(before);
    }

    private void metadata() throws Exception {
        Image[] frames = frames(512, FRAMES);
        process(frames[7]);
        Measure.checkEqual("mm-metadata", output.last.getMetadata().getUserData().getDouble("Dose", -1), 70.0);
        earnTrust(frames[0]);
        long before = copied();
        Measure.batches(workload, SYSTEM, VARIANT, 300, 500, () -> next(frames));
        reportCopied(before);
    }

    private void warm() {
        Image[] small = frames(WARM_SIDE, FRAMES);
        for (int i = 0; i < WARM_CALLS; i++) {
            next(small);
        }
    }

    /** The first calls of a run are copied. */
    private void earnTrust(Image frame) {
        for (int i = 0; i < CALLS_TO_TRUST; i++) {
            process(frame);
        }
    }

    private Image[] frames(int side, int count) {
        Image[] frames = new Image[count];
        for (int i = 0; i < count; i++) {
            frames[i] = frame(new short[side * side], side, i);
        }
        return frames;
    }

    private Image frame(short[] pixels, int side, int number) {
        return HOST.frame(pixels, side, number, DemoTags.of(HOST.studio.data(), number));
    }

    private void next(Image[] frames) {
        process(frames[turn++ % frames.length]);
    }

    private void process(Image image) {
        processor.processImage(image, output);
    }

    private RunSnapshot seen() {
        return HOST.runs().get(0).snapshot();
    }

    private long copied() {
        return seen().bytesCopied;
    }

    /** Reports the bytes that all measured frames copied together, and to stderr where the time went. */
    private void reportCopied(long before) {
        RunSnapshot now = seen();
        if (now.failures > 0) {
            Measure.fail(workload + ": " + now.failure.message());
        }
        Measure.figure(workload, SYSTEM, VARIANT, "copied", now.bytesCopied - before, "B");
        System.err.printf("%s: %s, mean us of all frames: hand-over %.2f, Python %.2f, output %.2f%n", workload, now.ways,
                now.handOverNanos / 1e3 / now.processed, now.pythonNanos / 1e3 / now.processed, now.outputNanos / 1e3 / now.processed);
    }
}
