package io.drua.bridge.internal;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Map;

/**
 * The one class with native methods. It lives once per JVM, in a class loader of its own that {@link NativeHome} makes,
 * because a JVM binds a native library to one class loader and host programs use several.
 *
 * <p>It depends on the JDK and on the classes {@code Home...} beside it, which live in the same class loader. All other
 * classes reach it by {@link #entries()}, which are interfaces of the JDK.
 */
public final class NativeBridge {
  /** Version of what {@link #entries()} offers; copies of the bridge that ask for another one refuse to work. */
  static final int HOME_VERSION = 2;

  private static String loadedPath;

  private NativeBridge() {}

  static native int abiVersion();

  static native long addressOf(ByteBuffer direct);

  static native int call(long frame, Object arrays);

  static native int start(long frame);

  static native int query(long frame);

  static native int poll(long buffer, int capacity);

  static native int release(long handle);

  static native long lend(long token);

  static native int unlend(long owner);

  static native int cancel(long call);

  static native int takeReply(long buffer, long capacity);

  static native void statistics(long buffer);

  static native ByteBuffer view(long address, long length);

  static native int shutdown(int millis);

  /**
   * Runs a Java function for Python; called by native code.
   *
   * @return a byte 0 and a value block, or a byte 1 and an error block
   */
  static byte[] upcall(long id, byte[] args) {
    return HomeRegistry.upcall(id, args);
  }

  /** Opens the native library, once; gives the path of the one that is open. */
  static synchronized String load(String path) {
    if (loadedPath == null) {
      System.load(path);
      loadedPath = path;
    }
    return loadedPath;
  }

  /** Path of the library that is open, or null. */
  static synchronized String loadedPath() {
    return loadedPath;
  }

  /** All entries by name, for {@link NativeHome}. */
  public static Map<String, Object> entries() {
    return Collections.unmodifiableMap(HomeEntry.all());
  }
}
