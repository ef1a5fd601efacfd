package benches;

import io.drua.bridge.ImageBuffer;
import io.drua.bridge.PixelType;
import io.drua.bridge.PyObject;
import io.drua.bridge.PythonConfig;
import io.drua.bridge.PythonRuntime;
import io.drua.bridge.Routine;
import io.drua.bridge.RoutineCall;
import io.drua.bridge.RoutineResult;
import io.drua.bridge.RoutineTraits;
import io.drua.bridge.Transfer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.List;

/** Drua through its public interface: {@link PyObject} for plain calls, {@link Routine} for images. */
public final class DruaBench {
    private static final String SYSTEM = "drua";
    /** Variant: the function gets NumPy arrays, as those of every other system do. */
    private static final String ARRAYS = "routine-of-arrays";
    /** Variant: the function gets {@code drua.Image}, with metadata. */
    private static final String IMAGES = "routine-of-images";
    /** Calls that a routine makes before anything is measured: trust is earned, the first call of a routine is copied. */
    private static final int CALLS_TO_TRUST = 20;

    private DruaBench() {}

    public static void main(String[] arguments) throws Exception {
        String workload = arguments[0];
        PythonRuntime runtime = PythonRuntime.start(config());
        PyObject functions = runtime.importModule("bench_functions");
        if (workload.equals("startup")) {
            Measure.first(((Number) functions.invoke("first")).longValue());
        } else if (Calls.WORKLOADS.contains(workload)) {
            runtime.importModule("java_in_python").invoke("main", SYSTEM, workload);
        } else if (workload.equals("noop")) {
            PyObject noop = (PyObject) functions.get("noop");
            Measure.checkEqual("drua noop", noop.call(7), 7L);
            Measure.batches(workload, SYSTEM, "call", 500, 1000, () -> noop.call(7));
        } else if (workload.equals("handover-1g")) {
            handOver(workload, runtime, functions);
        } else if (workload.startsWith("heap")) {
            heap(workload, runtime, functions);
        } else {
            direct(workload, runtime, functions);
        }
        Runtime.getRuntime().halt(0);
    }

    static PythonConfig config() {
        Path python = Paths.get(System.getProperty("bench.python"));
        List<Path> folders = Arrays.asList(Paths.get(System.getProperty("bench.package")), Paths.get(System.getProperty("bench.functions")));
        return PythonConfig.builder()
                .python(python)
                .nativeDirectory(Paths.get(System.getProperty("bench.natives")))
                .cacheDirectory(Paths.get(System.getProperty("bench.cache")))
                .pythonPath(folders)
                .build();
    }

    private static void handOver(String workload, PythonRuntime runtime, PyObject functions) throws Exception {
        ByteBuffer big = ByteBuffer.allocateDirect(1 << 30).order(ByteOrder.nativeOrder());
        ImageBuffer image = ImageBuffer.ofDirect(big, PixelType.UINT16, 1L << 29);
        PyObject function = (PyObject) functions.get("length");
        Measure.checkEqual("drua length by call", function.call(image), 1L << 29);
        Measure.figure(workload, SYSTEM, "call", "copied", isShared(functions, image, big) ? 0 : image.sizeInBytes(), "B");
        Measure.batches(workload, SYSTEM, "call", 1000, 100, () -> function.call(image));

        RoutineTraits traits = RoutineTraits.builder().axes("X").plainArrays(true).build();
        Routine length = runtime.routine((PyObject) functions.get("length"), "length", traits);
        RoutineCall call = call(image);
        RoutineResult result = null;
        for (int i = 0; i < CALLS_TO_TRUST; i++) {
            result = length.run(call);
            Measure.checkEqual("drua length", result.value(), 1L << 29);
        }
        copied(workload, ARRAYS, result);
        Measure.batches(workload, SYSTEM, ARRAYS, 1000, 100, () -> length.run(call));
    }

    /** Whether an array that Python got by a plain call lies in the buffer's memory: it sees what Java writes later. */
    private static boolean isShared(PyObject functions, ImageBuffer image, ByteBuffer memory) {
        functions.invoke("hold", image);
        memory.putShort(memory.capacity() - 2, (short) 4711);
        boolean shared = Long.valueOf(4711).equals(functions.invoke("held_last"));
        functions.invoke("hold", (Object) null);
        return shared;
    }

    private static void heap(String workload, PythonRuntime runtime, PyObject functions) throws Exception {
        int side = Measure.side(workload);
        for (String variant : new String[] {ARRAYS, IMAGES}) {
            Routine shift = shift(runtime, functions, variant);
            short[] checked = Measure.heap(side);
            RoutineCall onChecked = call(ImageBuffer.ofArray(checked, PixelType.UINT16, side, side));
            for (int bits = 1; bits <= 16; bits++) {
                shift.run(onChecked);
                Measure.checkShifted("drua heap", checked, bits);
            }
            ImageBuffer measured = ImageBuffer.ofArray(Measure.heap(side), PixelType.UINT16, side, side);
            measure(workload, variant, shift, call(measured), side);
        }
    }

    private static void direct(String workload, PythonRuntime runtime, PyObject functions) throws Exception {
        int side = Measure.side(workload);
        for (String variant : new String[] {ARRAYS, IMAGES}) {
            Routine shift = shift(runtime, functions, variant);
            ByteBuffer checked = Measure.direct(side);
            RoutineCall onChecked = call(ImageBuffer.ofDirect(checked, PixelType.UINT16, side, side));
            for (int bits = 1; bits <= 16; bits++) {
                shift.run(onChecked);
                Measure.checkShifted("drua direct", checked, bits);
            }
            ImageBuffer measured = ImageBuffer.ofDirect(Measure.direct(side), PixelType.UINT16, side, side);
            measure(workload, variant, shift, call(measured), side);
        }
    }

    private static Routine shift(PythonRuntime runtime, PyObject functions, String variant) {
        RoutineTraits traits =
                RoutineTraits.builder().axes("YX").inPlace(true).pin(true).plainArrays(variant.equals(ARRAYS)).build();
        return runtime.routine((PyObject) functions.get("shift"), "shift", traits);
    }

    private static RoutineCall call(ImageBuffer image) {
        return RoutineCall.builder().image(image).onCallerThread().build();
    }

    private static void measure(String workload, String variant, Routine shift, RoutineCall call, int side) throws Exception {
        Measure.latency(workload, SYSTEM, variant, Measure.runs(side), () -> shift.run(call));
        RoutineResult result = shift.run(call);
        copied(workload, variant, result);
    }

    /** Reports what one call, in the state that was measured, copied; and to stderr why. */
    private static void copied(String workload, String variant, RoutineResult result) {
        long bytes = 0;
        for (Transfer transfer : result.transfers()) {
            bytes += transfer.bytesCopied();
            System.err.println(workload + ": " + transfer.describe());
        }
        Measure.figure(workload, SYSTEM, variant, "copied", bytes, "B");
    }
}
