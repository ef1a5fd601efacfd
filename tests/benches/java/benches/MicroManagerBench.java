package benches;

/** Drua's processor in Micro-Manager's test host. */
public final class MicroManagerBench {
    private MicroManagerBench() {}

    public static void main(String[] arguments) throws Exception {
        String workload = arguments[0];
        try {
            if (workload.equals(Frames.PIPELINE)) {
                PipelineBench.run(workload);
            } else if (workload.equals("mm-soak")) {
                SoakBench.run(workload, Integer.getInteger("bench.seconds"));
            } else {
                FrameBench.run(workload);
            }
            Runtime.getRuntime().halt(0);
        } catch (Throwable failed) {
            // Threads of Drua's and of the host would keep a failed program alive.
            failed.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }
}
