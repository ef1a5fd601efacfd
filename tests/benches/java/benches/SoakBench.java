package benches;

import io.drua.bridge.RuntimeStatistics;
import io.drua.micromanager.monitor.RunMonitor;
import io.drua.micromanager.monitor.RunSnapshot;
import io.drua.micromanager.runtime.MicroManagerRuntime;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.micromanager.data.Image;
import org.micromanager.data.Pipeline;

/** {@code mm-soak}: minutes of a camera's frames through two processors, each a new array; what is lost, what grows, how late. */
final class SoakBench {
    private static final String SYSTEM = "drua";
    private static final String VARIANT = "acquisition";
    private static final int SIDE = 512;
    private static final int FRAMES_A_SECOND = 500;
    private static final long PERIOD_NANOS = 1_000_000_000L / FRAMES_A_SECOND;
    /** Frames before anything is measured: most as fast as they go, for the JVM's compilers, then some at the camera's pace. */
    private static final int FAST_FRAMES = 40_000;

    private static final int PACED_FRAMES = 2_000;
    private static final int WARM_FRAMES = FAST_FRAMES + PACED_FRAMES;
    /** Parking ends late by some tens of microseconds: the rest of the time is spun away. */
    private static final long SPIN_NANOS = 200_000;
    /** Every so many frames all pixels are checked. */
    private static final int CHECKED = 250;

    private final MicroManagerHost host = new MicroManagerHost();
    private final short[] template = Measure.heap(SIDE);
    private final TimedProcessors timed;
    private final int frames;
    private final long[] inserted;
    private final long[] through;
    private volatile int came;

    private SoakBench(int seconds) {
        frames = WARM_FRAMES + seconds * FRAMES_A_SECOND;
        inserted = new long[frames];
        through = new long[frames];
        timed = new TimedProcessors(host.plugin, frames);
        host.add("halve", timed);
        host.add("brightness", timed);
    }

    static void run(String workload, int seconds) throws Exception {
        new SoakBench(seconds).run(workload);
    }

    private void run(String workload) throws Exception {
        Pipeline pipeline = host.acquire(this::came);
        for (int i = 0; i < FAST_FRAMES; i++) {
            insert(pipeline, i);
        }
        paced(pipeline, FAST_FRAMES, WARM_FRAMES);
        State before = State.now();
        long start = System.nanoTime();
        int late = paced(pipeline, WARM_FRAMES, frames);
        double seconds = (System.nanoTime() - start) / 1e9;
        awaitAll(frames);
        State after = State.now();
        pipeline.halt();
        figure(workload, "lost", frames - pipeline.getDatastore().getNumImages(), "frames");
        figure(workload, "late", late, "frames");
        figure(workload, "fps", (frames - WARM_FRAMES) / seconds, "frames/s");
        before.reportGrowth(workload, after);
        latencies(workload);
        complain();
    }

    // -- The camera --

    /** Inserts frames at the camera's pace; returns how many went in more than a period late. */
    private int paced(Pipeline pipeline, int first, int end) throws Exception {
        int late = 0;
        long due = System.nanoTime();
        for (int i = first; i < end; i++) {
            due += PERIOD_NANOS;
            await(due);
            if (System.nanoTime() - due > PERIOD_NANOS) {
                late++;
            }
            insert(pipeline, i);
        }
        awaitAll(end);
        return late;
    }

    private static void await(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            if (left > SPIN_NANOS) {
                LockSupport.parkNanos(left - SPIN_NANOS);
            }
        }
    }

    private void insert(Pipeline pipeline, int number) throws Exception {
        Image frame = host.frame(template.clone(), SIDE, number, DemoTags.of(host.studio.data(), number));
        inserted[number] = System.nanoTime();
        pipeline.insertImage(frame);
    }

    // -- The data set --

    private void came(Image image) {
        int number = came;
        if (image.getCoords().getT() != number) {
            Measure.fail("mm-soak: frame " + image.getCoords().getT() + " came as number " + number);
        }
        through[number] = System.nanoTime() - inserted[number];
        if (number % CHECKED == 0) {
            Measure.checkShifted("mm-soak", (short[]) image.getRawPixels(), 1);
            if (!image.getMetadata().getUserData().containsDouble("Brightness")) {
                Measure.fail("mm-soak: frame " + number + " has no tag of the second processor");
            }
        }
        came = number + 1;
    }

    private void awaitAll(int wanted) throws InterruptedException {
        long end = System.nanoTime() + 5_000_000_000L;
        while (came < wanted && System.nanoTime() < end) {
            Thread.sleep(1);
        }
    }

    // -- The report --

    private void latencies(String workload) {
        long[] handOver = {};
        for (TimedProcessors.Timed one : timed.made()) {
            long[] more = one.from(WARM_FRAMES);
            int length = handOver.length;
            handOver = Arrays.copyOf(handOver, length + more.length);
            System.arraycopy(more, 0, handOver, length, more.length);
        }
        percentiles(workload, "", handOver);
        percentiles(workload, "through-", Arrays.copyOfRange(through, WARM_FRAMES, came));
    }

    private static void percentiles(String workload, String what, long[] nanos) {
        Arrays.sort(nanos);
        figure(workload, what + "min", nanos[0] / 1e3, "us");
        figure(workload, what + "p50", nanos[nanos.length / 2] / 1e3, "us");
        figure(workload, what + "p99", nanos[(int) (nanos.length * 0.99)] / 1e3, "us");
        figure(workload, what + "p99.9", nanos[(int) (nanos.length * 0.999)] / 1e3, "us");
        figure(workload, what + "max", nanos[nanos.length - 1] / 1e3, "us");
    }

    private static void figure(String workload, String metric, double value, String unit) {
        Measure.figure(workload, SYSTEM, VARIANT, metric, value, unit);
    }

    private void complain() {
        for (RunMonitor run : host.runs()) {
            RunSnapshot seen = run.snapshot();
            System.err.println("mm-soak: " + run.label() + " " + seen.ways);
            if (seen.failures > 0) {
                Measure.fail("mm-soak: " + seen.failure.message());
            }
        }
    }

    /** What must not grow. */
    private static final class State {
        private final long heap;
        private final long resident;
        private final RuntimeStatistics python;

        private State(long heap, long resident, RuntimeStatistics python) {
            this.heap = heap;
            this.resident = resident;
            this.python = python;
        }

        static State now() throws Exception {
            for (int i = 0; i < 3; i++) {
                // What only a finaliser or a reference queue lets go is gone after the next collection.
                System.gc();
                Thread.sleep(200);
            }
            Runtime runtime = Runtime.getRuntime();
            return new State(runtime.totalMemory() - runtime.freeMemory(), resident(), MicroManagerRuntime.start().statistics());
        }

        private static long resident() throws Exception {
            String status = new String(Files.readAllBytes(Paths.get("/proc/self/status")), StandardCharsets.US_ASCII);
            String line = status.substring(status.indexOf("VmRSS:") + 6);
            return Long.parseLong(line.substring(0, line.indexOf("kB")).trim()) * 1024;
        }

        void reportGrowth(String workload, State after) {
            figure(workload, "heap-growth", after.heap - heap, "B");
            figure(workload, "rss-growth", after.resident - resident, "B");
            figure(workload, "handles-growth", after.python.handles() - python.handles(), "objects");
            figure(workload, "owners-growth", after.python.owners() - python.owners(), "objects");
            figure(workload, "buffers-growth", after.python.buffers() - python.buffers(), "objects");
            System.err.println("mm-soak: before " + python + "; after " + after.python);
        }
    }
}
