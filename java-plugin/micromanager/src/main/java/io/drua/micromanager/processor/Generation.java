package io.drua.micromanager.processor;

import io.drua.micromanager.metadata.FrameBlocks;
import io.drua.micromanager.runtime.MicroManagerRuntime;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What one thread at a time uses of a run: the Python object, and the writer of blocks for it. Where a call does not
 * end although it was told to, the run goes on with another generation; the one that is left behind is closed by
 * whoever still is in it.
 */
final class Generation {
  private final ReentrantLock lock = new ReentrantLock();
  private final LoadedProcessor loaded;
  private final FrameBlocks blocks = new FrameBlocks();
  private volatile boolean left;

  Generation(LoadedProcessor loaded) {
    this.loaded = loaded;
  }

  /** Begins to use it; {@link #exit} must follow, on the same thread. */
  void enter() {
    lock.lock();
  }

  /** Ends what {@link #enter} began. */
  void exit() {
    boolean last = left && lock.getHoldCount() == 1;
    lock.unlock();
    if (last) {
      close();
    }
  }

  /** The Python object; only for whoever has entered, but for its requests. */
  LoadedProcessor loaded() {
    return loaded;
  }

  /** Writer of blocks; only for whoever has entered. */
  FrameBlocks blocks() {
    return blocks;
  }

  /** Whether the run has gone on without it: what comes of it is of no use. */
  boolean isLeft() {
    return left;
  }

  /** The run goes on without it. Does not wait for whoever is in it, who closes it in the end. */
  void leave() {
    left = true;
    if (lock.tryLock()) {
      lock.unlock();
      MicroManagerRuntime.inBackground("stopping a processor", this::close);
    }
  }

  /** Stops the Python object, and lets go of it. Waits for Python. */
  void close() {
    lock.lock();
    try {
      loaded.close();
    } finally {
      lock.unlock();
    }
  }
}
