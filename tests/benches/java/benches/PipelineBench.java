package benches;

import io.drua.micromanager.monitor.RunMonitor;
import org.micromanager.data.Image;
import org.micromanager.data.Metadata;
import org.micromanager.data.Pipeline;

/** {@code mm-pipeline}: large frames through the pipeline of an acquisition as fast as they go. */
final class PipelineBench {
    private static final String SYSTEM = "drua";
    private static final String VARIANT = "acquisition";
    /** Rounds through the ring that are not measured. */
    private static final int WARM_ROUNDS = 20;

    private PipelineBench() {}

    static void run(String workload) throws Exception {
        MicroManagerHost host = new MicroManagerHost();
        host.add("halve", host.plugin);
        short[][] ring = Frames.ring();
        Metadata[] metadata = new Metadata[ring.length];
        for (int i = 0; i < ring.length; i++) {
            metadata[i] = DemoTags.of(host.studio.data(), i);
        }
        Rounds rounds = new Rounds(ring.length);
        Pipeline pipeline = host.acquire(rounds::came);
        rounds.run = host.runs().get(0);
        int frames = (WARM_ROUNDS + Frames.ROUNDS) * ring.length;
        for (int i = 0; i < frames; i++) {
            int turn = i % ring.length;
            pipeline.insertImage(host.frame(ring[turn], Frames.SIDE, i, metadata[turn]));
        }
        pipeline.halt();
        Measure.checkEqual("mm-pipeline frames", pipeline.getDatastore().getNumImages(), frames);
        rounds.report(workload, frames);
    }

    /** Looks at the frames as they reach the data set, and at the time after each round through the ring. */
    private static final class Rounds {
        private final int length;
        private final long[] ends = new long[WARM_ROUNDS + Frames.ROUNDS];
        private int came;
        private long copiedBefore = -1;
        volatile RunMonitor run;

        Rounds(int length) {
            this.length = length;
        }

        void came(Image image) {
            if (image.getCoords().getT() != came) {
                Measure.fail("mm-pipeline: frame " + image.getCoords().getT() + " came as number " + came);
            }
            int round = came / length;
            // Not the first one, which is copied: its array stays as it was.
            if (round < 16 && came % length == length - 1) {
                Measure.checkShifted("mm-pipeline", (short[]) image.getRawPixels(), round + 1);
            }
            if (round == WARM_ROUNDS && copiedBefore < 0) {
                copiedBefore = run.snapshot().bytesCopied;
            }
            came++;
            if (came % length == 0) {
                ends[round] = System.nanoTime();
            }
        }

        void report(String workload, int frames) {
            Measure.checkEqual("mm-pipeline frames in order", came, frames);
            long[] nanos = new long[Frames.ROUNDS];
            for (int i = 0; i < nanos.length; i++) {
                nanos[i] = ends[WARM_ROUNDS + i] - ends[WARM_ROUNDS + i - 1];
            }
            Frames.rate(SYSTEM, VARIANT, Measure.report(workload, SYSTEM, VARIANT, nanos, length));
            Measure.figure(workload, SYSTEM, VARIANT, "copied", run.snapshot().bytesCopied - copiedBefore, "B");
            System.err.println(workload + ": " + run.snapshot().ways);
        }
    }
}
