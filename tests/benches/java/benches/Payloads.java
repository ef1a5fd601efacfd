package benches;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The arrays, lists and maps that travel between Java and Python, and their checks; the same for every system. */
public final class Payloads {
    private Payloads() {}

    public static short[] shorts(int count) {
        short[] values = new short[count];
        for (int i = 0; i < count; i++) {
            values[i] = (short) (i * 7 + 40000);
        }
        return values;
    }

    public static double[] doubles(int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = i * 0.5 + 0.25;
        }
        return values;
    }

    public static short[] noShorts(int count) {
        return new short[count];
    }

    public static double[] noDoubles(int count) {
        return new double[count];
    }

    public static boolean isShorts(short[] values, int count) {
        return Arrays.equals(values, shorts(count));
    }

    public static boolean isDoubles(double[] values, int count) {
        return Arrays.equals(values, doubles(count));
    }

    public static void setFirst(short[] values, int value) {
        values[0] = (short) value;
    }

    public static void setFirst(double[] values, double value) {
        values[0] = value;
    }

    /** Gives an array back: where a system converts an argument, that makes the Java array. */
    public static short[] shortsBack(short[] values) {
        return values;
    }

    public static double[] doublesBack(double[] values) {
        return values;
    }

    /** Takes an array: where a system converts an argument, that makes the Java array, and nothing comes back. */
    public static void takeShorts(short[] values) {
        taken = values;
    }

    public static void takeDoubles(double[] values) {
        taken = values;
    }

    /** What was taken last. */
    public static Object taken() {
        return taken;
    }

    private static Object taken;

    /** Names: most of them ASCII, every tenth Latin-1, every hundredth beyond. */
    public static List<String> strings(int count) {
        List<String> names = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            names.add("name " + i + (i % 100 == 0 ? " \u65e5\u672c" : i % 10 == 0 ? " \u00b5m" : ""));
        }
        return names;
    }

    /** Key {@code n} with value {@code n}. */
    public static Map<String, Integer> map(int count) {
        Map<String, Integer> map = new HashMap<>();
        for (int i = 0; i < count; i++) {
            map.put("key " + i, i);
        }
        return map;
    }

    /** Whether a map is that of {@link #map}, whichever boxes its numbers are in: bridges differ. */
    public static boolean isMap(Map<?, ?> map, int count) {
        for (int i = 0; i < count; i++) {
            Object value = map.get("key " + i);
            if (!(value instanceof Number) || ((Number) value).longValue() != i) {
                return false;
            }
        }
        return map.size() == count;
    }
}
