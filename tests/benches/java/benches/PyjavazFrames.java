package benches;

/** The Java object that Python drives: it gives a frame, and takes one. Made by Python, by name. */
public final class PyjavazFrames {
    private final short[] frame;
    private short[] taken;

    /** Frames of so many pixels a side. */
    public PyjavazFrames(int side) {
        frame = Measure.heap(side);
    }

    public short[] give() {
        return frame;
    }

    public void take(short[] pixels) {
        taken = pixels;
    }

    /** Whether the frame that came back is the one that was given, halved; the program ends if it isn't. */
    public boolean isHalved() {
        Measure.checkShifted("pyjavaz call", taken, 1);
        return true;
    }
}
