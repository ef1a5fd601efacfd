/**
 * Python in this Java process: start it, call its objects, run routines on images.
 *
 * <p>Start with {@link io.drua.bridge.PythonRuntime}. The package needs the JDK only and knows no host program; what
 * hosts must not use is in {@code internal}. Everything fails with a {@link io.drua.bridge.BridgeException}, which has
 * a stable code and a hint. Nothing is null that is not {@link io.drua.bridge.Nullable}.
 */
package io.drua.bridge;
