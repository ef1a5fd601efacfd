package benches;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;

/**
 * What all benchmark programs share: images with known pixels, checks of the result, and timing.
 *
 * <p>A program prints lines {@code FIGURE, workload, system, variant, metric, value, unit}, separated by tabs. A variant is
 * one way of doing the workload; the runner reports the fastest one of each system.
 */
public final class Measure {
    /** Exit status of a program whose peer computed something wrong. */
    static final int WRONG = 3;

    /** One run of a workload. */
    interface Operation {
        void run() throws Exception;
    }

    private Measure() {}

    static void figure(String workload, String system, String variant, String metric, double value, String unit) {
        System.out.println(String.format(Locale.ROOT, "FIGURE\t%s\t%s\t%s\t%s\t%.6f\t%s", workload, system, variant, metric, value, unit));
        System.out.flush();
    }

    /** Times single runs, after as many that are not timed; reports minimum and median. */
    static void latency(String workload, String system, String variant, int runs, Operation operation) throws Exception {
        for (int i = 0; i < runs; i++) {
            operation.run();
        }
        long[] nanos = new long[runs];
        for (int i = 0; i < runs; i++) {
            long start = System.nanoTime();
            operation.run();
            nanos[i] = System.nanoTime() - start;
        }
        report(workload, system, variant, nanos, 1);
    }

    /**
     * Times batches, for runs too short for {@link System#nanoTime()}; reports minimum and median of the batches' means, and
     * returns the minimum in microseconds.
     */
    static double batches(String workload, String system, String variant, int batches, int runs, Operation operation) throws Exception {
        long[] nanos = new long[batches];
        for (int batch = -batches / 2; batch < batches; batch++) {
            long start = System.nanoTime();
            for (int i = 0; i < runs; i++) {
                operation.run();
            }
            nanos[Math.max(batch, 0)] = System.nanoTime() - start;
        }
        return report(workload, system, variant, nanos, runs);
    }

    static double report(String workload, String system, String variant, long[] nanos, int runs) {
        Arrays.sort(nanos);
        figure(workload, system, variant, "min", nanos[0] / 1e3 / runs, "us");
        figure(workload, system, variant, "median", nanos[nanos.length / 2] / 1e3 / runs, "us");
        return nanos[0] / 1e3 / runs;
    }

    /** Ends the workload name's image side: 512 for {@code heap-shift-512}. */
    static int side(String workload) {
        return Integer.parseInt(workload.substring(workload.lastIndexOf('-') + 1));
    }

    /** How often to run a workload on an image of that side: enough for the JVM's last compiler where runs are short. */
    static int runs(int side) {
        return side <= 512 ? 20_000 : 2500;
    }

    /** A square 16-bit image whose pixels use all bits. */
    static short[] heap(int side) {
        short[] pixels = new short[side * side];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (short) (i * 7 + 40000);
        }
        return pixels;
    }

    /** The same image off-heap. */
    static ByteBuffer direct(int side) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(side * side * 2).order(ByteOrder.nativeOrder());
        pixels.asShortBuffer().put(heap(side));
        return pixels;
    }

    /** Ends the program unless {@code after} is the test image shifted right by that many bits. */
    static void checkShifted(String what, short[] after, int bits) {
        short[] before = heap((int) Math.round(Math.sqrt(after.length)));
        for (int i = 0; i < before.length; i++) {
            int expected = (before[i] & 0xffff) >> bits;
            if ((after[i] & 0xffff) != expected) {
                fail(what + ": pixel " + i + " is " + (after[i] & 0xffff) + ", expected " + expected);
            }
        }
    }

    static void checkShifted(String what, ByteBuffer after, int bits) {
        short[] pixels = new short[after.capacity() / 2];
        after.duplicate().order(ByteOrder.nativeOrder()).asShortBuffer().get(pixels);
        checkShifted(what, pixels, bits);
    }

    static void checkEqual(String what, Object found, Object expected) {
        if (!expected.equals(found)) {
            fail(what + ": " + found + ", expected " + expected);
        }
    }

    static void fail(String message) {
        System.err.println("WRONG RESULT " + message);
        System.err.flush();
        Runtime.getRuntime().halt(WRONG);
    }

    /** Announces the first result to the runner, which holds the clock, and ends the program. */
    static void first(long result) {
        System.out.println("FIRST\t" + result);
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }
}
