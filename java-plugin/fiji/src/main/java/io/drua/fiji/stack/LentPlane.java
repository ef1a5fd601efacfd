package io.drua.fiji.stack;

import io.drua.bridge.Nullable;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/**
 * An array that ImageJ was given for a plane, and what its pixels were. ImageJ says nowhere that it changed an array:
 * what differs from the snapshot was changed by it, what differs between snapshot and block by somebody else.
 *
 * <p>The array is referred to weakly: as long as somebody in ImageJ has it, it is the array of this plane.
 */
final class LentPlane extends WeakReference<Object> {
  final int plane;
  private final PlaneMemory memory;
  /** Null until the array was filled, and for a block that can't be written: there is nothing to write back. */
  @Nullable private Object snapshot;

  private boolean filled;
  private long synchronisedAt;

  LentPlane(PlaneMemory memory, int plane, Object array, ReferenceQueue<Object> queue) {
    super(array, queue);
    this.memory = memory;
    this.plane = plane;
  }

  /** Fills the array from the block, the first time; later brings it up to date if that was not done for some time. */
  synchronized void fill(Object array, long atMostNanos) {
    if (!filled) {
      memory.read(plane, array);
      remember(array);
    } else if (System.nanoTime() - synchronisedAt > atMostNanos) {
      refresh(array);
    }
  }

  /** The array; null if nobody has it any more, or it wasn't filled yet. */
  synchronized Object present() {
    return filled ? get() : null;
  }

  /** The array is one of ImageJ's own, whose pixels are the plane's from now on. */
  synchronized void adopt(Object array) {
    if (!memory.isReadOnly()) {
      memory.write(plane, array);
    }
    remember(array);
  }

  /** The same, where a known array was the plane's: only pixels that differ from what that one had were changed. */
  synchronized void adopt(Object array, LentPlane before) {
    synchronized (before) {
      if (before.snapshot == null) {
        adopt(array);
        return;
      }
      snapshot = before.snapshot;
      before.snapshot = null;
      before.filled = false;
    }
    filled = true;
    memory.writeChanges(plane, array, snapshot);
    synchronisedAt = System.nanoTime();
  }

  private void remember(Object array) {
    if (!memory.isReadOnly()) {
      Object copy = memory.newArray();
      System.arraycopy(array, 0, copy, 0, memory.count);
      snapshot = copy;
    }
    filled = true;
    synchronisedAt = System.nanoTime();
  }

  /** Writes what ImageJ changed into the block. */
  void flush() {
    Object array = get();
    if (array != null) {
      flush(array);
    }
  }

  /** The same with the array, so that it can't be collected before. */
  synchronized void flush(Object array) {
    if (snapshot != null && !memory.pixels.same(array, snapshot)) {
      memory.writeChanges(plane, array, snapshot);
    }
  }

  /** Writes what ImageJ changed, and takes over what others changed. */
  synchronized void refresh() {
    Object array = get();
    if (array != null && filled) {
      refresh(array);
    }
  }

  private void refresh(Object array) {
    if (snapshot != null) {
      flush(array);
      memory.merge(plane, array, snapshot);
    }
    synchronisedAt = System.nanoTime();
  }
}
