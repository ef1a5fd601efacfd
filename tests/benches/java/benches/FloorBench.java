package benches;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** JNI and CPython by hand (see {@code native/floor.c}), and the bare NumPy operation in the same process. */
public final class FloorBench {
    private static final String SYSTEM = "floor";
    /**
     * Two floors where pixels travel: CPython's C interface alone, and NumPy's on top of it, which needs its headers, gives no
     * owner and checks nothing.
     */
    private static final String[] SYSTEMS = {"floor-numpy", SYSTEM};

    private static final String[] WAYS = {"numpy-c-api", "memoryview"};

    private static final String BARE = "floor-process";

    private FloorBench() {}

    static native void start(String executable, String folder);

    static native int noop(int value);

    static native int successor(int value);

    static native int python(String workload);

    static native long first();

    static native int shiftDirect(ByteBuffer pixels, int height, int width, int how);

    static native int shiftHeap(short[] pixels, int height, int width, int how);

    static native long length(ByteBuffer buffer, int how);

    static native void bareShift(int side, int ring, int repetitions, double[] minimumAndMedian);

    private static int sink;

    public static void main(String[] arguments) throws Exception {
        String workload = arguments[0];
        System.load(System.getProperty("bench.floor"));
        start(System.getProperty("bench.python"), System.getProperty("bench.functions"));
        if (workload.equals("startup")) {
            Measure.first(first());
        } else if (workload.equals("noop")) {
            Measure.checkEqual("floor noop", noop(7), 7);
            Measure.batches(workload, SYSTEM, "kept-thread-state", 500, 1000, () -> sink += noop(7));
        } else if (workload.equals("lambda-call")) {
            Calls.measure(SYSTEM, "kept-thread-state", FloorBench::successor);
        } else if (workload.startsWith("py-") || workload.startsWith("array-")) {
            if (python(workload) != 0) {
                throw new IllegalStateException("the Python side of " + workload + " failed: see above");
            }
        } else if (workload.equals("handover-1g")) {
            handOver(workload);
        } else if (workload.equals(Frames.PIPELINE)) {
            ring(workload);
        } else {
            shift(workload);
        }
        Runtime.getRuntime().halt(0);
    }

    private static void handOver(String workload) throws Exception {
        ByteBuffer big = ByteBuffer.allocateDirect(1 << 30).order(ByteOrder.nativeOrder());
        for (int way = 0; way < WAYS.length; way++) {
            int how = way;
            Measure.checkEqual("floor length", length(big, how), 1L << 29);
            Measure.batches(workload, SYSTEMS[how], WAYS[how], 1000, 100, () -> sink += (int) length(big, how));
        }
    }

    private static void shift(String workload) throws Exception {
        int side = Measure.side(workload);
        for (int way = 0; way < WAYS.length; way++) {
            int how = way;
            if (!workload.startsWith("direct")) {
                short[] pixels = Measure.heap(side);
                shiftHeap(pixels, side, side, how);
                Measure.checkShifted("floor heap", pixels, 1);
                Measure.latency(workload, SYSTEMS[how], WAYS[how], Measure.runs(side), () -> shiftHeap(pixels, side, side, how));
            } else {
                ByteBuffer pixels = Measure.direct(side);
                shiftDirect(pixels, side, side, how);
                Measure.checkShifted("floor direct", pixels, 1);
                Measure.latency(workload, SYSTEMS[how], WAYS[how], Measure.runs(side), () -> shiftDirect(pixels, side, side, how));
            }
        }
        bare(workload, side, 1, Measure.runs(side));
    }

    /** The memory bandwidth of the operation: images that come from memory and go back to it, one after the other. */
    private static void ring(String workload) throws Exception {
        short[][] ring = Frames.ring();
        for (int way = 0; way < WAYS.length; way++) {
            int how = way;
            int[] turn = {0};
            double micros = Measure.batches(workload, SYSTEMS[how], WAYS[how], Frames.ROUNDS, ring.length, () -> {
                shiftHeap(ring[turn[0]++ % ring.length], Frames.SIDE, Frames.SIDE, how);
            });
            Frames.rate(SYSTEMS[how], WAYS[how], micros);
        }
        Frames.rate("numpy", BARE, bare(workload, Frames.SIDE, ring.length, Frames.ROUNDS));
    }

    private static double bare(String workload, int side, int ring, int runs) {
        double[] bare = new double[2];
        bareShift(side, ring, runs, bare);
        Measure.figure(workload, "numpy", BARE, "min", bare[0], "us");
        Measure.figure(workload, "numpy", BARE, "median", bare[1], "us");
        return bare[0];
    }
}
