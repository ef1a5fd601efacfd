package io.drua.mmhost;

import org.micromanager.data.Datastore;
import org.micromanager.data.Processor;

/** Runs the processor on the thread that inserts. */
final class SynchronousContext extends HostContext {
  SynchronousContext(Processor processor, Datastore store, HostPipeline pipeline, HostLogs logs) {
    super(processor, store, pipeline, logs);
  }

  @Override
  void insert(Wrapper wrapper) {
    if (wrapper.image == null) {
      flush(wrapper);
    } else {
      process(wrapper.image);
    }
  }
}
