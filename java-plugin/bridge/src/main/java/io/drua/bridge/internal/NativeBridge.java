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
  static final int HOME_VERSION = 3;

  private static String loadedPath;

  private NativeBridge() {}

  // Unless said otherwise they may be called on any thread, throw nothing and return a STATUS_ number. Memory is handed
  // over by its address, and stays the caller's.

  /** Version of the frame layout that the library was built for. */
  static native int abiVersion();

  /** First byte of a direct buffer, whatever its position; 0 for another one. */
  static native long addressOf(ByteBuffer direct);

  /**
   * Runs a frame in Python; waits for its lock.
   *
   * @param frame of the calling thread
   * @param arrays what its spans lend of the Java heap: null, one primitive array, or an {@code Object[]} of several
   */
  static native int call(long frame, Object arrays);

  /** Finds and starts Python, with the settings in a frame of the calling thread; the second time tells what runs. */
  static native int start(long frame);

  /** Answers a {@code QUERY_} without Python, in a frame of the calling thread. */
  static native int query(long frame);

  /** Moves whole event records into memory; gives their length in bytes. Never waits for Python. */
  static native int poll(long buffer, int capacity);

  /** Lets go of a Python object, some time soon. Never waits for Python. */
  static native int release(long handle);

  /** Makes the native owner of lent memory, 0 where that failed; the token comes back as an event at its end. */
  static native long lend(long token);

  /** Ends what {@link #lend} began; views that Python keeps hold the memory on. */
  static native int unlend(long owner);

  /** Asks a running call to stop. Never waits for Python. */
  static native int cancel(long call);

  /** Copies the calling thread's last reply that did not fit, once; gives its length in bytes. */
  static native int takeReply(long buffer, long capacity);

  /** Writes 72 bytes of counts. */
  static native void statistics(long buffer);

  /** A direct buffer over native memory, which it does not own. */
  static native ByteBuffer view(long address, long length);

  /** Runs Python's exit functions, and waits for them at most so many milliseconds. */
  static native int shutdown(int millis);

  /** A global reference to an object, for native code; 0 for null. Whoever gets it gives it to Python. */
  static native long newReference(Object object);

  /** The object behind a global reference, which has to be one. */
  static native Object dereference(long reference);

  /** Lets go of global references. */
  static native void deleteReferences(long[] references);

  /** What JNI calls a method or constructor by. Its class has been initialised. */
  static native long methodId(Object executable);

  /** What JNI reads a field by. Its class has been initialised. */
  static native long fieldId(Object field);

  /** Class and kind of an object, for native code; see {@link HomeClasses#kindOf}. */
  static long kindOf(Object object) {
    return HomeClasses.kindOf(object);
  }

  /** Id of the class of an object, for native code. */
  static long classId(Class<?> type) {
    return HomeClasses.id(type);
  }

  /** Handle of the Python object that a Java object stands for, for native code; 0 if it stands for none. */
  static long handleOf(Object object) {
    return HomeObjects.handleOf(object);
  }

  /** A Python value as an object of a class, for native code. What goes wrong is thrown. */
  static Object convert(byte[] block, Class<?> target) throws Throwable {
    return HomeObjects.convert(block, target);
  }

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
