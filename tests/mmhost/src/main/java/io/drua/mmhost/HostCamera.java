package io.drua.mmhost;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.micromanager.data.Image;

/** A frame source that runs by itself, as a camera in a sequence does; only the newest frame is kept. */
final class HostCamera {
  private final FrameSource source;
  private final double exposureMs;
  private final HostLogs logs;
  private volatile Image newest;
  private volatile long taken;
  private Thread thread;

  HostCamera(FrameSource source, double exposureMs, HostLogs logs) {
    this.source = source;
    this.exposureMs = exposureMs;
    this.logs = logs;
  }

  double exposureMs() {
    return exposureMs;
  }

  /** How many frames sequences took so far. */
  long taken() {
    return taken;
  }

  /** The newest frame of the running sequence; null if it has none yet. */
  Image newest() {
    return newest;
  }

  /** One frame, outside sequences. */
  synchronized Image snap() throws Exception {
    synchronized (source) {
      return source.next();
    }
  }

  synchronized void start() {
    newest = null;
    thread = new Thread(this::run, "Camera");
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends the sequence and waits for the frame under way. */
  synchronized void stop() {
    Thread ending = thread;
    thread = null;
    if (ending == null) {
      return;
    }
    ending.interrupt();
    boolean interrupted = false;
    while (ending.isAlive()) {
      try {
        ending.join();
      } catch (InterruptedException error) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      long due = System.nanoTime();
      while (!Thread.currentThread().isInterrupted()) {
        due += Math.max(1, (long) (exposureMs * 1e6));
        while (System.nanoTime() < due && !Thread.currentThread().isInterrupted()) {
          LockSupport.parkNanos(Math.min(due - System.nanoTime(), TimeUnit.SECONDS.toNanos(1)));
        }
        Image image;
        synchronized (source) {
          image = source.next();
        }
        if (image == null) {
          return;
        }
        newest = image;
        taken++;
      }
    } catch (Exception error) {
      logs.logError(error, "The camera failed");
    }
  }
}
