/**
 * The JVM's one way into native code.
 *
 * <p>{@code NativeBridge} and the classes {@code Home...} live once per JVM, in a class loader of their own;
 * {@code NativeHome} and {@code NativeCalls} are how each copy of the bridge reaches them. Not for programs that use
 * the bridge.
 */
package io.drua.bridge.internal;
