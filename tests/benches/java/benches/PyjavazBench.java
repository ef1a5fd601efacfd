package benches;

import java.util.Collections;
import java.util.function.Function;
import mmcorej.TaggedImage;
import mmcorej.org.json.JSONException;
import mmcorej.org.json.JSONObject;
import org.micromanager.pyjavaz.ZMQPullSocket;
import org.micromanager.pyjavaz.ZMQPushSocket;
import org.micromanager.pyjavaz.ZMQServer;
import org.micromanager.pyjavaz.ZMQUtil;

/**
 * PyJavaZ with a Python process at the other end: frames go through a pair of sockets, as those of pycromanager's image
 * processors do; or Python fetches and returns them by calls of a Java object.
 */
public final class PyjavazBench {
    private static final String SYSTEM = "pyjavaz";
    private static final int RUNS = 40;
    private static final String PIXELS = "pixels";
    private static final String TAGS = "metadata";

    private PyjavazBench() {}

    public static void main(String[] arguments) throws Exception {
        String workload = arguments[0];
        int side = Measure.side(workload);
        int status = 1;
        try {
            // Answers Python's calls, at the port that Python's side expects.
            new ZMQServer(Collections.singleton(PyjavazBench.class.getClassLoader()), type -> null, new String[0], line -> {});
            status = python("call", workload, side, RUNS).waitFor();
            if (status == 0) {
                sockets(workload, side);
            }
        } catch (Throwable failed) {
            failed.printStackTrace();
            status = 1;
        }
        Runtime.getRuntime().halt(status);
    }

    private static Process python(Object... arguments) throws Exception {
        String[] command = new String[arguments.length + 2];
        command[0] = System.getProperty("bench.python");
        command[1] = System.getProperty("bench.functions") + "/pyjavaz_frames.py";
        for (int i = 0; i < arguments.length; i++) {
            command[i + 2] = String.valueOf(arguments[i]);
        }
        // Its standard input stays open as long as this process lives: Python ends with it.
        return new ProcessBuilder(command).inheritIO().redirectInput(ProcessBuilder.Redirect.PIPE).start();
    }

    private static void sockets(String workload, int side) throws Exception {
        ZMQPushSocket<TaggedImage> push = new ZMQPushSocket<>(json(PyjavazBench::written));
        ZMQPullSocket<TaggedImage> pull = new ZMQPullSocket<>(json(PyjavazBench::read));
        Process python = python("sockets", push.getPort(), pull.getPort());
        try {
            JSONObject tags = new JSONObject().put("Width", side).put("Height", side);
            TaggedImage frame = new TaggedImage(Measure.heap(side), tags);
            Measure.checkShifted("pyjavaz sockets", roundTrip(push, pull, frame), 1);
            Measure.latency(workload, SYSTEM, "sockets", RUNS, () -> roundTrip(push, pull, frame));
        } finally {
            python.destroyForcibly();
        }
    }

    private static JSONObject written(TaggedImage image) throws JSONException {
        return new JSONObject().put(TAGS, image.tags).put(PIXELS, ZMQUtil.toJSON(image.pix));
    }

    private static TaggedImage read(JSONObject message) throws JSONException {
        short[] pixels = (short[]) ZMQUtil.decodeArray((byte[]) message.get(PIXELS), short[].class);
        return new TaggedImage(pixels, message.getJSONObject(TAGS));
    }

    private static short[] roundTrip(ZMQPushSocket<TaggedImage> push, ZMQPullSocket<TaggedImage> pull, TaggedImage frame) {
        push.push(frame);
        return (short[]) pull.next().pix;
    }

    private interface Conversion<A, B> {
        B apply(A value) throws JSONException;
    }

    private static <A, B> Function<A, B> json(Conversion<A, B> conversion) {
        return value -> {
            try {
                return conversion.apply(value);
            } catch (JSONException failed) {
                throw new IllegalStateException(failed);
            }
        };
    }
}
