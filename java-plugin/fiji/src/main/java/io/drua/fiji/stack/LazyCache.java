package io.drua.fiji.stack;

import io.drua.bridge.Nullable;
import java.lang.ref.SoftReference;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The planes that were used last, up to a number of bytes, and as long as the heap has room. Safe for several threads.
 */
final class LazyCache {
  private static final long MOST_BYTES = 256L << 20;
  private static final int PART_OF_HEAP = 16;

  private final long planeBytes;
  private final long mostBytes;
  private final LinkedHashMap<Integer, SoftReference<Object>> planes = new LinkedHashMap<>(16, 0.75f, true);

  LazyCache(long planeBytes) {
    this.planeBytes = Math.max(1, planeBytes);
    this.mostBytes = Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
  }

  @Nullable
  synchronized Object get(int plane) {
    SoftReference<Object> known = planes.get(plane);
    return known == null ? null : known.get();
  }

  /** Remembers a plane: at least the last one, whatever its size. */
  synchronized void put(int plane, Object array) {
    planes.put(plane, new SoftReference<>(array));
    Iterator<Map.Entry<Integer, SoftReference<Object>>> oldest = planes.entrySet().iterator();
    while (planes.size() > 1 && planes.size() * planeBytes > mostBytes) {
      oldest.next();
      oldest.remove();
    }
  }

  synchronized void clear() {
    planes.clear();
  }
}
