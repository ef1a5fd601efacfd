package benches;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** The Java methods that Python calls, and the Java loop that calls a Python function; the same for every system. */
public final class Calls {
    /** The workloads whose loops, or lambda, are Python's: see {@code java_in_python.py}. */
    static final List<String> WORKLOADS = Arrays.asList(
            "py-static-call", "py-instance-call", "py-static-call-contended", "py-overload-call", "lambda-call",
            "array-short-4m-to-py", "array-short-4m-to-java", "array-double-1m-to-py", "array-double-1m-to-java",
            "list-string-100k", "dict-100k");

    /** Keeps results from being optimised away. */
    private static int sink;

    private final int step;

    public Calls() {
        step = 1;
    }

    public static int twice(int value) {
        return 2 * value;
    }

    public int plus(int value) {
        return value + step;
    }

    // Eight overloads; what they return tells them apart. None has Object or boolean for a number: JPype then calls
    // (1, 1) ambiguous.

    public static int mix(int first, int second) {
        return 1000 + first + second;
    }

    public static int mix(int first, double second) {
        return 2000 + first + (int) second;
    }

    public static int mix(double first, double second) {
        return 3000 + (int) first + (int) second;
    }

    public static int mix(long first, String second) {
        return 4000 + (int) first + second.length();
    }

    public static int mix(String first, int second) {
        return 5000 + first.length() + second;
    }

    public static int mix(String first, String second) {
        return 6000 + first.length() + second.length();
    }

    public static int mix(int[] first, int second) {
        return 7000 + first.length + second;
    }

    public static int mix(List<?> first, String second) {
        return 8000 + first.size() + second.length();
    }

    /** An argument for {@code mix}. */
    public static int[] ints() {
        return new int[] {1, 2, 3};
    }

    /** Checks and times a function that Python gave, which adds one. */
    public static void measure(String system, String variant, IntUnaryOperator successor) throws Exception {
        Measure.checkEqual(system + " lambda", successor.applyAsInt(41), 42);
        Measure.batches("lambda-call", system, variant, 500, 1000, () -> sink += successor.applyAsInt(7));
    }
}
