package benches;

import io.drua.bridge.PythonRuntime;

/** Workloads of images in the Python that Drua runs in the JVM. Arguments: workload, system. */
public final class ImageBench {
    private ImageBench() {}

    public static void main(String[] arguments) {
        PythonRuntime runtime = PythonRuntime.start(DruaBench.config());
        runtime.importModule("images").invoke("main", arguments[0], arguments[1]);
        Runtime.getRuntime().halt(0);
    }
}
