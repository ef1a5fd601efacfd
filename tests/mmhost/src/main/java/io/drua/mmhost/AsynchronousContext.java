package io.drua.mmhost;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.micromanager.data.Datastore;
import org.micromanager.data.Processor;

/**
 * Runs the processor on a thread of its own, behind a queue of one.
 *
 * <p>The thread looks for the end once a second; an error (not an exception) ends it at once, and then who inserts waits for ever;
 * a processor that leaves the thread interrupted makes it spin without ever taking an image again. All of that is the program's
 * way. Other than there, the thread keeps no JVM alive.
 */
final class AsynchronousContext extends HostContext {
  private final BlockingQueue<Wrapper> queue = new LinkedBlockingQueue<>(1);
  private boolean isFlushed;

  AsynchronousContext(Processor processor, Datastore store, HostPipeline pipeline, HostLogs logs) {
    super(processor, store, pipeline, logs);
    Thread thread = new Thread(this::run, "Processor context for " + processor);
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((dead, error) -> logs.failed(error, "The thread \"" + dead.getName() + "\" died"));
    thread.start();
  }

  private void run() {
    while (true) {
      Wrapper wrapper = null;
      try {
        wrapper = queue.poll(1, TimeUnit.SECONDS);
      } catch (InterruptedException error) {
        Thread.currentThread().interrupt();
      }
      if (wrapper == null) {
        if (isFlushed || pipeline.isAbandoned()) {
          return;
        }
      } else if (wrapper.image == null) {
        flush(wrapper);
        isFlushed = true;
      } else {
        isFlushed = false;
        process(wrapper.image);
      }
    }
  }

  @Override
  void insert(Wrapper wrapper) {
    try {
      queue.put(wrapper);
    } catch (InterruptedException error) {
      log(error, "Interrupted while passing image along pipeline");
    }
  }
}
