package io.drua.bridge.internal.memory;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Frees what belongs to Java objects that nobody closed. Closing is the rule; what is found here is counted, because
 * enough of it is a leak. Never a finalizer.
 */
public final class Sweeper {
  private static final ReferenceQueue<Object> QUEUE = new ReferenceQueue<Object>();
  private static final Set<Entry> ENTRIES = ConcurrentHashMap.newKeySet();
  private static final AtomicLong SWEPT = new AtomicLong();

  private Sweeper() {}

  /** Frees what belongs to objects that were collected. Quick when there is nothing. */
  public static void sweep() {
    for (Object found = QUEUE.poll(); found != null; found = QUEUE.poll()) {
      Entry entry = (Entry) found;
      if (entry.end() && entry.counted()) {
        SWEPT.incrementAndGet();
      }
    }
  }

  /** Objects that were swept, since the class was loaded. */
  public static long swept() {
    return SWEPT.get();
  }

  /** Objects that are open. */
  public static int open() {
    return ENTRIES.size();
  }

  /** What belongs to one object. It must not refer to that object. */
  public abstract static class Entry extends PhantomReference<Object> {
    private final AtomicInteger open = new AtomicInteger(1);

    /** Watches an object from now on. */
    protected Entry(Object watched) {
      super(watched, QUEUE);
      ENTRIES.add(this);
    }

    /** Frees it, exactly once; false if that was done before. */
    public final boolean end() {
      if (!open.compareAndSet(1, 0)) {
        return false;
      }
      ENTRIES.remove(this);
      clear();
      free();
      return true;
    }

    /** Whether it was freed. */
    public final boolean ended() {
      return open.get() == 0;
    }

    /** Whether it is a leak when nobody closed the object. */
    protected boolean counted() {
      return true;
    }

    /** Frees it. */
    protected abstract void free();
  }
}
