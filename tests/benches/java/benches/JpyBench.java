package benches;

import java.util.function.IntUnaryOperator;
import org.jpy.PyLib;
import org.jpy.PyModule;
import org.jpy.PyObject;

/** jpy: starts Python, which calls Java. */
public final class JpyBench {
    private static final String SYSTEM = "jpy";

    private JpyBench() {}

    public static void main(String[] arguments) throws Exception {
        PyLib.startPython(System.getProperty("bench.functions"));
        PyModule.importModule("java_in_python").call("main", SYSTEM, arguments[0]);
        Runtime.getRuntime().halt(0);
    }

    /** Measures a Python object with a method {@code applyAsInt}, called by its name and through a proxy. */
    public static void measure(PyObject object) throws Exception {
        IntUnaryOperator proxy = (IntUnaryOperator) object.createProxy(PyLib.CallableKind.METHOD, IntUnaryOperator.class);
        Calls.measure(SYSTEM, "proxy", proxy);
        Calls.measure(SYSTEM, "call", value -> object.call(Integer.class, "applyAsInt", Integer.class, value));
    }
}
