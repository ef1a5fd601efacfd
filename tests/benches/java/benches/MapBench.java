package benches;

import java.util.HashMap;
import java.util.Map;

/** Building the map of {@code dict-100k} in Java. */
public final class MapBench {
    private static final int ENTRIES = 100_000;

    private static Object sink;

    private MapBench() {}

    public static void main(String[] arguments) throws Exception {
        String workload = arguments[0];
        Measure.checkEqual("java map", Payloads.isMap(Payloads.map(ENTRIES), ENTRIES), true);
        Measure.latency(workload, "java", "keys-made", 200, () -> sink = Payloads.map(ENTRIES));
        String[] keys = Payloads.map(ENTRIES).keySet().toArray(new String[0]);
        Measure.latency(workload, "java-put", "keys-given", 200, () -> sink = put(keys));
    }

    /** The puts alone: keys exist and know their hash codes. */
    private static Map<String, Integer> put(String[] keys) {
        Map<String, Integer> map = new HashMap<>();
        for (int i = 0; i < keys.length; i++) {
            map.put(keys[i], i);
        }
        return map;
    }
}
