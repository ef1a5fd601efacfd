package io.drua.fiji.stack;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Which arrays ImageJ was given for which planes. An array stays that of its plane as long as somebody has it; some
 * recent ones, and the last one of each thread, are kept here, because filters take an array, change it, and go on to
 * the next without a word. Any thread.
 */
final class LentPlanes {
  private static final int SPARE = 8;
  /** Share of the heap that arrays and snapshots may take. */
  private static final int SHARE = 8;
  /** Code that takes a plane for each pixel shouldn't wait for a comparison each time. */
  private static final long FRESH_NANOS = 100_000_000;

  private final PlaneMemory memory;
  private final int limit;
  private final ReferenceQueue<Object> forgotten = new ReferenceQueue<>();
  private final Map<Integer, LentPlane> byPlane = new HashMap<>();
  /** Arrays that are kept, the one that was asked for longest ago first. */
  private final LinkedHashMap<Integer, Object> recent = new LinkedHashMap<>(16, 0.75f, true);
  /** What each thread was given last: {@link LentPlane} and array. */
  private final Map<Thread, Object[]> last = new WeakHashMap<>();

  LentPlanes(PlaneMemory memory) {
    this.memory = memory;
    int wide = memory.pixels.bitDepth == 24 ? 4 : memory.pixels.bytes;
    Runtime runtime = Runtime.getRuntime();
    this.limit = limit((long) memory.count * wide, runtime.availableProcessors(), runtime.maxMemory());
  }

  /** How many arrays of so many bytes are kept: enough for all threads of a filter, but not most of the heap. */
  static int limit(long arrayBytes, int processors, long heap) {
    // Each array has a snapshot.
    long each = Math.max(1, 2 * arrayBytes);
    return (int) Math.max(1, Math.min(2L * processors + SPARE, heap / SHARE / each));
  }

  /** The array of a plane, with the block's pixels and ImageJ's changes. */
  Object lend(int plane) {
    LentPlane found;
    Object array;
    Object[] before;
    List<Object[]> leaving = new ArrayList<>();
    synchronized (this) {
      forget();
      found = byPlane.get(plane);
      array = found == null ? null : found.get();
      if (array == null) {
        array = memory.newArray();
        found = new LentPlane(memory, plane, array, forgotten);
        byPlane.put(plane, found);
      }
      keep(plane, array, leaving);
      before = last.put(Thread.currentThread(), new Object[] {found, array});
    }
    found.fill(array, FRESH_NANOS);
    if (before != null && before[0] != found) {
      ((LentPlane) before[0]).flush(before[1]);
    }
    flush(leaving);
    return array;
  }

  /** ImageJ says that these are the pixels of a plane. */
  void take(int plane, Object array) {
    LentPlane known;
    LentPlane made = null;
    Object old = null;
    List<Object[]> leaving = new ArrayList<>();
    synchronized (this) {
      forget();
      known = byPlane.get(plane);
      old = known == null ? null : known.get();
      if (old != array) {
        if (planeOf(array) >= 0) {
          // It stays the array of its own plane: its pixels are copied.
          Object own = array;
          array = memory.newArray();
          System.arraycopy(own, 0, array, 0, memory.count);
        }
        made = new LentPlane(memory, plane, array, forgotten);
        byPlane.put(plane, made);
        keep(plane, array, leaving);
        last.put(Thread.currentThread(), new Object[] {made, array});
      }
    }
    if (made == null) {
      known.flush();
    } else if (old == null) {
      made.adopt(array);
    } else {
      made.adopt(array, known);
    }
    flush(leaving);
  }

  /** The plane that an array is of, -1 if it was lent for none. */
  synchronized int planeOf(Object array) {
    for (LentPlane lent : byPlane.values()) {
      if (lent.get() == array) {
        return lent.plane;
      }
    }
    return -1;
  }

  /** The array of a plane that ImageJ has now, null if it has none. */
  synchronized Object present(int plane) {
    LentPlane lent = byPlane.get(plane);
    return lent == null ? null : lent.present();
  }

  /** Writes all changes into the block. */
  void flush() {
    for (LentPlane lent : all()) {
      lent.flush();
    }
  }

  /** Writes the changes of one plane, and of those that threads work on now. */
  void flushRecent(int plane) {
    List<LentPlane> some = new ArrayList<>();
    synchronized (this) {
      LentPlane shown = byPlane.get(plane);
      if (shown != null) {
        some.add(shown);
      }
      for (Object[] each : last.values()) {
        if (each[0] != shown) {
          some.add((LentPlane) each[0]);
        }
      }
    }
    for (LentPlane lent : some) {
      lent.flush();
    }
  }

  /** Writes all changes, and brings the arrays up to date. */
  void refresh() {
    for (LentPlane lent : all()) {
      lent.refresh();
    }
  }

  /** Lets go of all arrays; changes to them are not seen any more. */
  synchronized void clear() {
    byPlane.clear();
    recent.clear();
    last.clear();
  }

  private synchronized List<LentPlane> all() {
    forget();
    return new ArrayList<>(byPlane.values());
  }

  private void keep(int plane, Object array, List<Object[]> leaving) {
    recent.put(plane, array);
    while (recent.size() > limit) {
      Map.Entry<Integer, Object> eldest = recent.entrySet().iterator().next();
      // The array goes along, so that it is there until its changes were written.
      LentPlane lent = byPlane.get(eldest.getKey());
      if (lent != null && lent.get() == eldest.getValue()) {
        leaving.add(new Object[] {lent, eldest.getValue()});
      }
      recent.remove(eldest.getKey());
    }
  }

  private static void flush(List<Object[]> leaving) {
    for (Object[] each : leaving) {
      ((LentPlane) each[0]).flush(each[1]);
    }
  }

  private void forget() {
    for (Reference<?> gone = forgotten.poll(); gone != null; gone = forgotten.poll()) {
      LentPlane lent = (LentPlane) gone;
      byPlane.remove(lent.plane, lent);
    }
  }
}
