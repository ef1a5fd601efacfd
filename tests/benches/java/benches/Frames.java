package benches;

/** The frames of the workload {@code mm-pipeline}, as all systems have them. */
final class Frames {
    static final String PIPELINE = "mm-pipeline";
    static final int SIDE = 2048;
    /** Distinct arrays: together far more than the processor's caches. */
    private static final int ARRAYS = 64;
    /** How often one program goes through all of them, to be measured. */
    static final int ROUNDS = 40;

    private Frames() {}

    /** Reports how many bytes of frames went through in the fastest round. */
    static void rate(String system, String variant, double micros) {
        Measure.figure(PIPELINE, system, variant, "rate", SIDE * SIDE * 2 / micros / 1e3, "GB/s");
    }

    /** The arrays, which take turns. */
    static short[][] ring() {
        short[][] ring = new short[ARRAYS][];
        for (int i = 0; i < ARRAYS; i++) {
            ring[i] = Measure.heap(SIDE);
        }
        return ring;
    }
}
