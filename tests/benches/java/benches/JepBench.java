package benches;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import jep.DirectNDArray;
import jep.JepConfig;
import jep.NDArray;
import jep.SharedInterpreter;
import jep.python.PyCallable;

/** Jep, every way that its interface offers for a workload. */
public final class JepBench {
    private static final String SYSTEM = "jep";

    private JepBench() {}

    public static void main(String[] arguments) throws Exception {
        String workload = arguments[0];
        SharedInterpreter.setConfig(new JepConfig().addIncludePaths(System.getProperty("bench.functions")));
        SharedInterpreter python = new SharedInterpreter();
        python.exec("from bench_functions import *");
        if (workload.equals("startup")) {
            Measure.first(((Number) python.invoke("first")).longValue());
        } else if (Calls.WORKLOADS.contains(workload)) {
            python.exec("import java_in_python");
            python.invoke("java_in_python.main", SYSTEM, workload);
        } else if (workload.equals("noop")) {
            noop(workload, python);
        } else if (workload.equals("handover-1g")) {
            ByteBuffer big = ByteBuffer.allocateDirect(1 << 30).order(ByteOrder.nativeOrder());
            ShortBuffer elements = big.asShortBuffer();
            PyCallable length = function(python, "length");
            Measure.checkEqual("jep length", length.call(new DirectNDArray<>(elements, true, 1 << 29)), 1L << 29);
            Measure.batches(workload, SYSTEM, "DirectNDArray", 1000, 100, () -> length.call(new DirectNDArray<>(elements, true, 1 << 29)));
        } else if (workload.startsWith("direct")) {
            int side = Measure.side(workload);
            PyCallable shift = function(python, "shift");
            ByteBuffer pixels = Measure.direct(side);
            shift.call(new DirectNDArray<>(pixels.asShortBuffer(), true, side, side));
            Measure.checkShifted("jep direct", pixels, 1);
            Measure.latency(workload, SYSTEM, "DirectNDArray", Measure.runs(side),
                    () -> shift.call(new DirectNDArray<>(pixels.asShortBuffer(), true, side, side)));
        } else {
            heap(workload, python);
        }
        Runtime.getRuntime().halt(0);
    }

    /** Wraps an array in what Jep makes an ndarray of. */
    public static NDArray<?> ndarray(Object array) {
        return array instanceof short[] ? new NDArray<>((short[]) array) : new NDArray<>((double[]) array);
    }

    private static PyCallable function(SharedInterpreter python, String name) {
        return python.getValue(name, PyCallable.class);
    }

    private static void noop(String workload, SharedInterpreter python) throws Exception {
        PyCallable noop = function(python, "noop");
        Measure.checkEqual("jep noop", noop.call(7), 7L);
        Measure.batches(workload, SYSTEM, "call", 300, 1000, () -> noop.call(7));
        Measure.batches(workload, SYSTEM, "callAs", 300, 1000, () -> noop.callAs(Integer.class, 7));
        Measure.batches(workload, SYSTEM, "invoke", 300, 1000, () -> python.invoke("noop", 7));
    }

    private static void heap(String workload, SharedInterpreter python) throws Exception {
        int side = Measure.side(workload);
        int runs = Measure.runs(side) / 2;
        PyCallable shift = function(python, "shift");
        PyCallable returned = function(python, "shift_returned");

        NDArray<?> back = (NDArray<?>) returned.call(new NDArray<>(Measure.heap(side), true, side, side));
        Measure.checkShifted("jep NDArray", (short[]) back.getData(), 1);
        short[] given = Measure.heap(side);
        Measure.latency(workload, SYSTEM, "NDArray-in-NDArray-out", runs, () -> returned.call(new NDArray<>(given, true, side, side)));

        short[] pixels = Measure.heap(side);
        ByteBuffer stage = ByteBuffer.allocateDirect(side * side * 2).order(ByteOrder.nativeOrder());
        Measure.Operation staged = () -> {
            stage.asShortBuffer().put(pixels);
            shift.call(new DirectNDArray<>(stage.asShortBuffer(), true, side, side));
            stage.asShortBuffer().get(pixels);
        };
        staged.run();
        Measure.checkShifted("jep staged", pixels, 1);
        Measure.latency(workload, SYSTEM, "staged-in-direct-buffer", runs, staged);
        rawArray(workload, python, side, runs);
    }

    /** The array itself as an argument: measured where this Jep lets Python write through it. */
    private static void rawArray(String workload, SharedInterpreter python, int side, int runs) throws Exception {
        PyCallable shift = function(python, "shift_buffer");
        short[] pixels = Measure.heap(side);
        try {
            shift.call(pixels, side, side);
        } catch (jep.JepException e) {
            System.err.println("jep: short[] as a buffer is refused: " + e.getMessage());
            return;
        }
        Measure.checkShifted("jep short[] buffer", pixels, 1);
        Measure.latency(workload, SYSTEM, "array-buffer", runs, () -> shift.call(pixels, side, side));
    }
}
