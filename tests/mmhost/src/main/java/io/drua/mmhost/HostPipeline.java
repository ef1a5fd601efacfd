package io.drua.mmhost;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.micromanager.data.Datastore;
import org.micromanager.data.DatastoreFrozenException;
import org.micromanager.data.Image;
import org.micromanager.data.Pipeline;
import org.micromanager.data.PipelineErrorException;
import org.micromanager.data.Processor;
import org.micromanager.data.SummaryMetadata;

/** Processors in front of a dataset, all on the inserting thread or each on one of its own. */
public final class HostPipeline implements Pipeline {
  private final List<Processor> processors;
  private final List<HostContext> contexts = new ArrayList<>();
  private final Datastore store;
  private final HostLogs logs;
  private final boolean isSynchronous;
  private final List<Exception> exceptions = new CopyOnWriteArrayList<>();
  private volatile boolean hasImages;
  private volatile boolean isHalting;
  private volatile boolean isHalted;
  private volatile boolean isAbandoned;

  HostPipeline(List<Processor> processors, Datastore store, boolean isSynchronous, HostLogs logs) {
    this.processors = processors;
    this.store = store;
    this.isSynchronous = isSynchronous;
    this.logs = logs;
    HostContext last = null;
    for (Processor processor : processors) {
      HostContext context =
          isSynchronous
              ? new SynchronousContext(processor, store, this, logs)
              : new AsynchronousContext(processor, store, this, logs);
      if (last != null) {
        last.setNext(context);
      }
      contexts.add(context);
      last = context;
    }
  }

  @Override
  public void insertSummaryMetadata(SummaryMetadata source) throws IOException, PipelineErrorException {
    if (isHalting) {
      throw new PipelineErrorException("A halted pipeline takes no summary.");
    }
    if (hasImages) {
      throw new PipelineErrorException("A pipeline takes no summary after its first image.");
    }
    if (contexts.isEmpty()) {
      store.setSummaryMetadata(source);
    } else {
      contexts.get(0).insertSummary(source);
    }
  }

  @Override
  public synchronized void insertImage(Image image) throws IOException, PipelineErrorException {
    if (isHalting) {
      return;
    }
    if (!exceptions.isEmpty()) {
      exceptions.forEach(logs::logError);
      throw new PipelineErrorException(exceptions.get(0).getMessage());
    }
    hasImages = true;
    if (store.isFrozen()) {
      throw new DatastoreFrozenException();
    }
    if (contexts.isEmpty()) {
      store.putImage(image);
    } else {
      contexts.get(0).insert(new HostContext.Wrapper(image));
    }
  }

  @Override
  public synchronized void halt() {
    isHalting = true;
    if (contexts.isEmpty()) {
      isHalted = true;
      return;
    }
    CountDownLatch flushed = new CountDownLatch(contexts.size());
    contexts.forEach(context -> context.setFlushed(flushed));
    contexts.get(0).insert(new HostContext.Wrapper(null));
    try {
      flushed.await();
    } catch (InterruptedException error) {
      logs.logError("Interrupted while waiting for flush to complete.");
    }
    contexts.clear();
    processors.clear();
    exceptions.clear();
    isHalted = true;
  }

  /** Lets threads end that a halt never reached; for the end of a test. */
  void abandon() {
    isAbandoned = true;
  }

  boolean isAbandoned() {
    return isAbandoned;
  }

  void failed(Exception error) {
    exceptions.add(error);
  }

  @Override
  public Datastore getDatastore() {
    return store;
  }

  @Override
  public boolean isSynchronous() {
    return isSynchronous;
  }

  @Override
  public boolean isHalted() {
    return isHalted;
  }

  @Override
  public List<Exception> getExceptions() {
    return exceptions;
  }

  @Override
  public void clearExceptions() {
    exceptions.clear();
  }

  @Override
  public List<Processor> getProcessors() {
    return processors;
  }
}
